import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {expect, it} from 'vitest';
import {beginJourney, hours} from '../helpers/journey.ts';

/** What Synology Glacier Backup puts into the vault of a mapping. */
const writeMapping = (path: string, archiveIds: readonly string[]): void => {
	const database = new DatabaseSync(path);
	database.exec(
		'CREATE TABLE file_info_tb (key, shareName, basePath, archiveID, lastBkpTime, fileSize, archiveVersion, "current")',
	);
	const insert = database.prepare('INSERT INTO file_info_tb VALUES (?, ?, ?, ?, 1400000000, 1, 1, 1)');
	for (const [i, id] of archiveIds.entries()) insert.run(String(i), 'photo', `/2014/wedding-${i}.jpg`, id);
	database.close();
};

it('restores the names that Synology keeps in another vault, and takes them', async () => {
	await using journey = await beginJourney({
		instantInventory: true,
		seed: (control) => {
			control.createVault('diskstation');
			control.fill('diskstation', 'plain', {count: 3, start: Date.parse('2026-01-01T00:00:00Z'), seed: 5});
			control.makeInventory('diskstation');
			control.createVault('diskstation_mapping');
		},
	});
	const {screen, act, folder} = journey;
	await screen.until('diskstation_mapping');
	await act('screen.inventory', 'inventory.refresh');
	await screen.until(/inventory +diskstation/);
	await journey.later(hours(5));
	await screen.until('1/3');
	await act('marks.all');
	await screen.until('3 marked');
	await act('marks.save');
	await screen.until(/marked +3 archives/);
	await screen.paste(join(folder, 'all.ids'));
	await screen.press('enter');
	await screen.until('The ids of 3 archives were written');
	writeMapping(join(folder, 'mapping'), (await readFile(join(folder, 'all.ids'), 'utf8')).trim().split('\n'));

	await act('inventory.names');
	await screen.until('Synology keeps these names in diskstation_mapping: enter opens it.');
	await screen.press('enter');
	await screen.until(/2 diskstation_mapping/);
	await act('archives.upload');
	await screen.until('Upload a file');
	await screen.paste(join(folder, 'mapping'));
	await screen.press('enter');
	await screen.until(/mapping .*new/);
	await act('screen.inventory', 'marks.toggle', 'archives.restore');
	await screen.until('prices of');
	await screen.press('enter');
	await screen.until(/retrieve +mapping/);

	await act('screen.previous-vault', 'screen.inventory', 'inventory.names');
	await screen.until('a restore from there is');
	await screen.press('esc');
	await journey.later(hours(6));
	await screen.until((text) => text.match(/✓ mapping +verified/g)?.length === 2, {what: 'the restored mapping'});
	await act('inventory.names');
	await screen.until('The latest file that was restored from diskstation_mapping');
	await screen.press('enter');
	await screen.until('3 archives have a name of the file now; it holds 3.');
	expect(screen.text()).toContain('photo/2014/wedding-2.jpg');
});
