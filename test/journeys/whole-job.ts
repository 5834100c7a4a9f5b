import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {beginJourney, hours} from '../helpers/journey.ts';

const mebibyte = 1_048_576;
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

it('backs a file of 200 MiB up, lists it, restores it, and finds the same bytes', async () => {
	await using journey = await beginJourney();
	const {screen, emulator, act} = journey;
	emulator.control.createVault('backups');
	const {path, bytes} = await journey.file('nightly.tar.gpg', 200 * mebibyte);
	await act('screen.refresh');
	await screen.until('backups');

	await act('archives.upload');
	await screen.until('Upload');
	await screen.paste(path);
	await screen.press('enter');
	await screen.until(/nightly\.tar\.gpg.*new/);

	await journey.later(hours(24));
	emulator.control.makeInventory();
	await act('screen.inventory', 'inventory.refresh');
	await screen.until(/inventory +backups/);
	await journey.later(hours(5));
	await screen.until(/inventory of 24 Nov/);

	await act('screen.inventory', 'marks.toggle', 'archives.restore');
	await screen.until('prices of');
	await screen.press('enter');
	await screen.until(/retrieve +nightly/);
	await journey.later(hours(6));
	await screen.until((text) => text.match(/verified +200/g)?.length === 2, {what: 'both transfers verified'});
	const restored = await readFile(join(journey.folder, 'restored', 'nightly.tar.gpg'));
	expect(sha256(restored)).toBe(sha256(bytes));
});
