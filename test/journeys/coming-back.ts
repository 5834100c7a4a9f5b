import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {beginJourney, hours} from '../helpers/journey.ts';

it('finds a restore where it was after the laptop was closed, and the rows without a network', async () => {
	await using journey = await beginJourney({instantInventory: true});
	const {emulator, act} = journey;
	emulator.control.createVault('backups');
	const {path, bytes} = await journey.file('home.tar', 9_000_000);
	await act('screen.refresh');
	await journey.screen.until('backups');
	await act('archives.upload');
	await journey.screen.until('Upload a file');
	await journey.screen.paste(path);
	await journey.screen.press('enter');
	await journey.screen.until(/home\.tar.*new/);
	await act('screen.inventory', 'archives.restore');
	await journey.screen.until('prices of');
	await journey.screen.press('enter');
	await journey.screen.until((text) => /retrieving/.test(text) && !text.includes('prices of'), {what: 'the restore'});

	await act('screen.quit');
	await journey.screen.until('Leave iceaxe?');
	await journey.screen.press('enter');
	expect(await journey.left()).toBe(0);

	await journey.later(hours(5));
	await journey.reopen();
	await journey.screen.until(/home\.tar.*verified.*\n.*restored\/home\.tar/);
	expect((await readFile(join(journey.folder, 'restored', 'home.tar'))).equals(bytes)).toBe(true);

	await journey.disconnect();
	await journey.reopen({columns: 80, rows: 24});
	await journey.screen.until(/offline|cannot be reached|no answer/i);
	await journey.screen.until('home.tar');
});
