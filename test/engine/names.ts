import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {type EngineWorld, startWorld} from '../helpers/engine-world.ts';
import {jsonInventory} from '../helpers/inventory-files.ts';

const vaultName = 'photos';
const archiveId = '1-'.padEnd(138, 'x');
const archive = {
	archiveId,
	description: '1.bin',
	created: '2026-05-01T02:00:00.000Z',
	size: 1,
	treeHash: '1'.padStart(64, '0'),
};

let world: EngineWorld;
beforeAll(async () => {
	world = await startWorld();
});
afterAll(() => world.close());

it('names archives by a file whose kind is seen from its beginning; one without names costs nothing', async () => {
	const file = async (name: string, text: string | Buffer) => {
		const path = join(world.folder, name);
		await writeFile(path, text);
		return path;
	};
	const give = (list: string) => world.link.request('inventory.names', {vaultName, source: {list}});
	const nameNow = async () => (await world.link.request('archives.find', {vaultName, terms: [archiveId]}))[0]!.name;
	const path = await file('inventory.json', jsonInventory([archive], '2026-06-01T00:00:00.000Z'));
	await world.link.request('inventory.import', {vaultName, path});

	const csv = `archive id,path\r\n${archiveId},"a, b.txt",2023-11-14T22:13:20Z\r\nnot a line\r\nother,c\r\n`;
	expect(await give(await file('names.csv', csv))).toEqual({names: 2, known: 1, refused: 1});
	expect(await nameNow()).toBe('a, b.txt');

	await expect(give(await file('wrong.csv', `${archiveId};semicolons\nno names\n`))).rejects.toMatchObject({
		kind: 'invalid-input',
	});
	expect(await nameNow()).toBe('a, b.txt');

	const mapping = join(world.folder, 'mapping.db');
	const database = new DatabaseSync(mapping);
	database.exec(
		'CREATE TABLE file_info_tb (key, shareName, basePath, archiveID, lastBkpTime, fileSize, archiveVersion, current)',
	);
	database
		.prepare("INSERT INTO file_info_tb VALUES ('a', 'homes', '/anna.txt', ?, 1700000000, 1, 1, 1)")
		.run(archiveId);
	database.close();
	expect(await give(mapping)).toEqual({names: 1, known: 1, refused: 0});
	expect(await nameNow()).toBe('homes/anna.txt');

	await world.link.request('inventory.names', {vaultName, source: null});
	expect(await nameNow()).toBe('1.bin');
});
