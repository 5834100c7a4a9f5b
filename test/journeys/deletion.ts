import {expect, it} from 'vitest';
import {beginJourney, hours} from '../helpers/journey.ts';

it('creates a vault, uploads, deletes the archive only for its name, and at last the vault', async () => {
	await using journey = await beginJourney();
	const {screen, emulator, act} = journey;
	await screen.until(/No vaults|c creates/);
	await act('vaults.create');
	await screen.until('Create a vault');
	await screen.type('letters');
	await screen.press('enter');
	await screen.until((text) => /2 letters/.test(text) && !text.includes('Create a vault'), {what: 'the vault'});

	const {path} = await journey.file('letter.txt', 2000);
	await act('archives.upload');
	await screen.until('Upload a file');
	await screen.paste(path);
	await screen.press('enter');
	await screen.until(/letter\.txt.*new/);

	await act('screen.inventory', 'archives.delete');
	await screen.until('Delete 1 archive');
	await screen.type('lettr');
	await screen.press('enter');
	await screen.until('That is not');
	expect(emulator.control.requests.list('DeleteArchive')).toEqual([]);
	await screen.press('^u');
	await screen.type('letter.txt');
	await screen.press('enter');
	await screen.until(/letter\.txt of 2026-11-\d\d \d\d:\d\d is deleted\./);

	await act('screen.vaults', 'vaults.delete');
	await screen.until(/Delete/);
	await screen.type('letters');
	await screen.press('enter');
	await screen.until(/not empty, or was written to/);
	await journey.later(hours(24));
	emulator.control.makeInventory();
	await screen.press('esc');
	await act('screen.vaults', 'vaults.delete');
	await screen.until(/Delete/);
	await screen.type('letters');
	await screen.press('enter');
	await screen.until((text) => !/letters/.test(text.split('\n').slice(0, 20).join('\n')), {what: 'no vault'});
});
