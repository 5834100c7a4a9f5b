import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {beginJourney, hours} from '../helpers/journey.ts';

it('sees what a vault costs, and what has changed in it since the inventory before', async () => {
	const start = Date.parse('2025-01-01T00:00:00Z');
	await using journey = await beginJourney({
		instantInventory: true,
		seed: (control) => {
			control.createVault('photos', start);
			control.fill('photos', 'fastglacier', {count: 90, start, seed: 5});
			control.makeInventory('photos');
		},
	});
	const {screen, act, emulator} = journey;
	await screen.until(/photos/);
	await act('screen.inventory', 'inventory.refresh');
	await screen.until(/inventory +photos/);
	await journey.later(hours(5));
	await screen.until('1/90');

	await act('inventory.breakdown');
	await screen.until(/Photos +▄+ +100 % +[\d.]+ [MG]iB +90 +<?\$\d/);
	expect(screen.text()).toMatch(/fastglacier +▄+ +100 %/);
	expect(screen.text()).toMatch(/All +[\d.]+ [MG]iB +90 +<?\$\d/);
	await act('inventory.breakdown');
	await act('inventory.differences');
	await screen.until('There is only one inventory so far');
	await screen.press('esc');

	await act('marks.toggle', 'marks.toggle', 'marks.save');
	await screen.until(/marked +2 archives/);
	await screen.paste(join(journey.folder, 'two.ids'));
	await screen.press('enter');
	await screen.until('The ids of 2 archives were written');
	const ids = await readFile(join(journey.folder, 'two.ids'), 'utf8');
	expect(ids.trim().split('\n')).toHaveLength(2);
	await writeFile(join(journey.folder, 'three.ids'), `${ids}${'x'.repeat(138)}\n`);
	await act('marks.clear');
	await screen.until(/90 archives, [\d.]+ [MG]iB ─/);
	await act('marks.load');
	await screen.until('nothing yet');
	await screen.paste(join(journey.folder, 'three.ids'));
	await screen.press('enter');
	await screen.until('2 archives are marked now; 1 id of the file');
	await screen.until('2 marked');

	await writeFile(join(journey.folder, 'names.csv'), `${ids.split('\n')[0]},Wedding/first dance.jpg\n`);
	await act('inventory.names');
	await screen.until('Name archives by a list');
	await screen.paste(join(journey.folder, 'names.csv'));
	await screen.press('enter');
	await screen.until('1 archive has a name of the file now; it holds 1.');
	await screen.until('Wedding/first dance.jpg');

	emulator.control.fill('photos', 'fastglacier', {count: 7, start: Date.parse('2026-11-23T12:00:00Z'), seed: 6});
	emulator.control.makeInventory('photos');
	await act('inventory.refresh');
	await screen.until(/inventory +photos +ready in/);
	await journey.later(hours(5));
	// The cursor holds its archive: seven newer ones have come above it.
	await screen.until('10/97');
	await act('inventory.differences');
	await screen.until(/7 archives, [\d.]+ [MG]iB appeared +0 archives vanished/);
	await screen.press('tab');
	await screen.until('Nothing vanished.');
	await screen.press('tab', 'G', 'enter');
	await screen.until('archive id');
	expect(screen.text()).toMatch(/written as +fastglacier/);
});
