import {writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {describe, expect, it} from 'vitest';
import type {Catalog} from '../../source/catalog/catalog.ts';
import {readNameLine} from '../../source/model/names/name-list.ts';
import {importInventory, jsonInventory} from '../helpers/inventory-files.ts';
import {asArchive} from '../helpers/naive-catalog.ts';
import {temporaryCatalog, temporaryPath} from '../helpers/temporary-catalog.ts';

const vaultName = 'v';
const at = '2026-05-01T00:00:00.000Z';
const id = (n: number) => `${n}-`.padEnd(138, 'x');
const listed = (n: number) => ({
	archiveId: id(n),
	description: `${n}.bin`,
	created: `2026-04-0${n}T02:00:00.000Z`,
	size: n,
	treeHash: `${n}`.padStart(64, '0'),
});
const inventory = (numbers: readonly number[], date: string) => ({
	vaultName,
	bytes: jsonInventory(numbers.map(listed), `${date}T00:00:00.000Z`),
});
const namesOf = async (catalog: Catalog) => {
	const query = {vaultName, filter: '', sort: {by: 'name', descending: false}, offset: 0, limit: 50} as const;
	return (await catalog.archives.window(query)).rows.map(({name, format}) => [name, format]);
};
const give = async (catalog: Catalog, names: [number, string, number?][]) => {
	const {listId} = await catalog.names.begin(vaultName, at);
	await catalog.names.add(
		listId,
		names.map(([n, name, modified = 0]) => ({archiveId: id(n), name, modified})),
	);
	return catalog.names.finish(listId);
};

describe('names of a list', () => {
	it('take the place of those of descriptions, with their marks, over new inventories and a restart, until they go', async () => {
		const path = temporaryPath();
		const catalog = await temporaryCatalog(path);
		await importInventory(catalog, inventory([1, 2, 3], '2026-05-01'));
		await catalog.marks.change(vaultName, {do: 'toggle', archiveIds: [id(2)]});
		const before = await catalog.inventories.summary(vaultName);
		const given = await give(catalog, [
			[2, 'photos/../../etc/two\u001b[2J', 1_700_000_000],
			[3, '2.bin'],
			[9, 'nobody'],
		]);
		expect(given).toEqual({names: 3, known: 2});
		expect(await namesOf(catalog)).toEqual([
			['1.bin', 'plain'],
			['2.bin', 'list'],
			[expect.stringMatching(/^photos\/.*etc\/two/), 'list'],
		]);
		const two = await catalog.archives.byId(vaultName, id(2));
		expect(two).toMatchObject({description: '2.bin', modified: '2023-11-14T22:13:20.000Z', size: 2});
		expect(two!.name).not.toMatch(/\u001b|\.\.\//);
		expect(await catalog.archives.select(vaultName, {marked: true}, 9)).toMatchObject([{archiveId: id(2)}]);
		expect(await catalog.inventories.summary(vaultName)).toEqual(before);
		expect(await catalog.archives.differences({vaultName, kind: 'gone', offset: 0, limit: 9})).toBeNull();

		await importInventory(catalog, inventory([1, 3, 9], '2026-06-01'));
		expect((await namesOf(catalog)).map(([name]) => name)).toEqual(['1.bin', '2.bin', 'nobody']);
		// The list that names them is of no matter to what has gone.
		const gone = await catalog.archives.differences({vaultName, kind: 'gone', offset: 0, limit: 9});
		expect(gone).toMatchObject({total: 1, rows: [{archiveId: id(2)}], added: {archives: 1}});
		await catalog.close();

		const again = await temporaryCatalog(path);
		await importInventory(again, inventory([2, 3], '2026-06-02'));
		expect((await namesOf(again)).map(([name]) => name)[0]).toBe('2.bin');
		await again.names.forget(vaultName);
		expect(await namesOf(again)).toEqual([
			['2.bin', 'plain'],
			['3.bin', 'plain'],
		]);
	});

	it('wait for the first inventory, and go when they are abandoned', async () => {
		const catalog = await temporaryCatalog();
		expect(await give(catalog, [[1, 'one']])).toEqual({names: 1, known: 0});
		const {listId} = await catalog.names.begin(vaultName, at);
		await catalog.names.add(listId, [{archiveId: id(1), name: 'another', modified: 0}]);
		await catalog.names.abandon(listId);
		await importInventory(catalog, inventory([1], '2026-05-01'));
		expect(await namesOf(catalog)).toEqual([['one', 'list']]);
	});

	it('come from the mapping database of Synology, whatever else is in it', async () => {
		const path = temporaryPath();
		const catalog = await temporaryCatalog(path);
		await importInventory(catalog, inventory([1, 2, 3], '2026-05-01'));
		const mapping = join(dirname(path), 'mapping');
		const database = new DatabaseSync(mapping);
		database.exec(
			'CREATE TABLE file_info_tb (key, shareName, basePath, archiveID, lastBkpTime, fileSize, archiveVersion, current)',
		);
		const insert = database.prepare('INSERT INTO file_info_tb VALUES (?, ?, ?, ?, ?, 1, 1, ?)');
		insert.run('a', 'homes', '/anna/new.txt', id(1), 1_700_000_000, 1);
		insert.run('b', 'homes', '/anna/old.txt', id(1), 1_600_000_000, 0);
		insert.run('c', null, 'loose', id(2), 'never', 1);
		insert.run('d', 'homes', new Uint8Array(9), id(3), 1, 1);
		insert.run('e', 'homes', 'x'.repeat(9000), id(3), 1, 1);
		database.close();
		const {listId} = await catalog.names.begin(vaultName, at);
		expect(await catalog.names.addMapping(listId, mapping)).toEqual({refused: 2});
		expect(await catalog.names.finish(listId)).toEqual({names: 2, known: 2});
		expect((await namesOf(catalog)).map(([name]) => name)).toEqual(['3.bin', 'homes/anna/new.txt', 'loose']);
		expect(await catalog.archives.byId(vaultName, id(1))).toMatchObject({modified: '2023-11-14T22:13:20.000Z'});

		await writeFile(mapping, 'not at all a database'.repeat(100));
		const second = await catalog.names.begin(vaultName, at);
		await expect(catalog.names.addMapping(second.listId, mapping)).rejects.toMatchObject({kind: 'invalid-input'});
	});

	it('are given to uploads that no inventory has, and stay when a list has nothing', async () => {
		const catalog = await temporaryCatalog();
		await catalog.archives.recordUpload(vaultName, asArchive(listed(1)));
		await give(catalog, [[1, '../one', 1_700_000_000]]);
		expect(await namesOf(catalog)).toEqual([['one', 'list']]);
		expect(await give(catalog, [])).toEqual({names: 0, known: 0});
		await importInventory(catalog, inventory([2], '2026-03-01'));
		expect((await namesOf(catalog)).map(([name]) => name)).toEqual(['2.bin', 'one']);
		await catalog.names.forget(vaultName);
		expect((await namesOf(catalog)).map(([name]) => name)).toEqual(['1.bin', '2.bin']);
		await give(catalog, [[2, 'two']]);
		await catalog.vaults.remove(vaultName);
		await importInventory(catalog, inventory([2], '2026-05-01'));
		expect((await namesOf(catalog)).map(([name]) => name)).toEqual(['2.bin']);
	});

	it('are those of the latest list, also when it came while an inventory was on its way', async () => {
		const catalog = await temporaryCatalog();
		await give(catalog, [[1, 'before']]);
		const {bytes} = inventory([1], '2026-05-01');
		const {importId} = await catalog.inventories.begin({vaultName, jobId: 'j', format: 'JSON', at});
		await catalog.inventories.feed(importId, new Uint8Array(bytes));
		await give(catalog, [[1, 'after']]);
		await catalog.inventories.finish(importId, {inventoryDate: null, at});
		expect((await namesOf(catalog)).map(([name]) => name)).toEqual(['after']);
	});

	it('are read from lines of CSV', () => {
		const name = (line: string) => readNameLine(line);
		expect(name('abc,dir/file.txt')).toEqual({archiveId: 'abc', name: 'dir/file.txt', modified: 0});
		expect(name('"abc","a, ""b"".txt",2023-11-14T22:13:20Z')).toEqual({
			archiveId: 'abc',
			name: 'a, "b".txt',
			modified: 1_700_000_000,
		});
		expect(name('\uFEFF"abc",one')).toMatchObject({archiveId: 'abc', name: 'one'});
		for (const line of ['', 'abc', 'abc,', 'archive id,path', 'ArchiveId,Path', 'a b,c', `abc,${'x'.repeat(9000)}`]) {
			expect(name(line)).toBeUndefined();
		}
	});
});
