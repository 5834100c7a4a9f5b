import {readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {openCatalog} from '../../source/catalog/open-catalog.ts';
import type {InventoryFormat} from '../../source/model/inventory-parser/inventory-parser.ts';
import {type EngineWorld, startWorld, vaultName} from '../helpers/engine-world.ts';
import {jsonInventory} from '../helpers/inventory-files.ts';
import {syntheticInventory} from '../helpers/synthetic-inventory.ts';

let world: EngineWorld;
let deleted: string;
beforeAll(async () => {
	world = await startWorld();
	// More than two portions, and then changes of our own.
	const path = join(world.folder, 'saved.csv');
	await writeFile(path, Buffer.concat([...syntheticInventory(5000)]));
	await world.link.request('inventory.import', {vaultName, path});
	await world.uploaded('new "quoted", \\.tar', 100);
	deleted = (await rowsOf(vaultName))[2500]!.archiveId;
	await world.link.request('archives.delete', {vaultName, selection: {archiveIds: [deleted]}});
	world.proxy.passed.length = 0;
});
afterAll(() => world.close());

const rowsOf = async (name: string) => {
	const sort = {by: 'name', descending: false} as const;
	const {rows} = await world.link.request('inventory.window', {
		vaultName: name,
		filter: '',
		sort,
		offset: 0,
		limit: 9999,
	});
	return rows;
};

const exported = async (format: InventoryFormat) => {
	const path = join(world.folder, `out-${format}-${(await readdir(world.folder)).length}`);
	return {path, ...(await world.link.request('inventory.export', {vaultName, format, path}))};
};

describe('an export', () => {
	it.each(['CSV', 'JSON'] as const)(
		'in %s gives the same rows when it is imported, our own changes included',
		async (format) => {
			const {path, archives, bytes} = await exported(format);
			const text = await readFile(path);
			expect([archives, bytes]).toEqual([5000, text.length]);
			const other = `from-${format.toLowerCase()}`;
			const saved = join(world.folder, `saved-${format}`);
			await writeFile(saved, text.toString().replace(`vaults/${vaultName}`, `vaults/${other}`));
			await world.link.request('inventory.import', {vaultName: other, path: saved});
			const expected = (await rowsOf(vaultName)).filter(({newness}) => newness !== 'deleted-since');
			expect(expected.map(({archiveId}) => archiveId)).not.toContain(deleted);
			expect(await rowsOf(other)).toEqual(expected.map((row) => ({...row, newness: 'in-inventory'})));
			expect(world.proxy.passed).toEqual([]);
		},
	);

	it('in JSON is what the service writes, and one line', async () => {
		const text = await readFile((await exported('JSON')).path, 'utf8');
		expect(text.indexOf('\n')).toBe(text.length - 1);
		const {VaultARN, InventoryDate, ArchiveList} = JSON.parse(text);
		expect(VaultARN).toMatch(/^arn:aws:glacier:us-east-1:\d{12}:vaults\/photos$/);
		expect(InventoryDate).toMatch(/^\d{4}-.*Z$/);
		expect(Object.keys(ArchiveList[0])).toEqual([
			...['ArchiveId', 'ArchiveDescription', 'CreationDate', 'Size', 'SHA256TreeHash'],
		]);
	});

	it('never overwrites, and leaves nothing half done', async () => {
		const {path} = await exported('CSV');
		const before = await readFile(path);
		await expect(world.link.request('inventory.export', {vaultName, format: 'JSON', path})).rejects.toMatchObject({
			value: {kind: 'file', message: `${path} exists already.`},
		});
		expect(await readFile(path)).toEqual(before);
		const stop = AbortSignal.abort();
		const away = join(world.folder, 'stopped.csv');
		await expect(
			world.link.request('inventory.export', {vaultName, format: 'CSV', path: away}, stop),
		).rejects.toMatchObject({value: {kind: 'cancelled'}});
		const unknown = {vaultName: 'nobody', format: 'CSV', path: away} as const;
		await expect(world.link.request('inventory.export', unknown)).rejects.toMatchObject({value: {kind: 'not-found'}});
		expect((await readdir(world.folder)).filter((name) => /stopped|part/.test(name))).toEqual([]);
	});

	it('of a vault that changes between two portions is refused, because a row might be missing', async () => {
		const takes = {vaultName, format: 'CSV'} as const;
		const {next} = await world.link.request('inventory.export-portion', {...takes, place: null});
		expect(next).toMatchObject({offset: 2000, archives: 2000});
		const other = await openCatalog({path: join(world.folder, 'catalog.sqlite')});
		const [row] = await rowsOf(vaultName);
		await other.archives.recordDelete(vaultName, [row!.archiveId], '2026-11-23T00:00:00.000Z');
		await other.close();
		await expect(world.link.request('inventory.export-portion', {...takes, place: next})).rejects.toMatchObject({
			value: {kind: 'mismatch', message: 'The inventory of photos changed while it was exported.'},
		});
	});

	it('of an empty vault is an inventory too', async () => {
		const path = join(world.folder, 'empty.json');
		await writeFile(
			path,
			jsonInventory([], '2026-01-01T00:00:00.000Z').toString().replace('vaults/photos', 'vaults/empty'),
		);
		await world.link.request('inventory.import', {vaultName: 'empty', path});
		for (const format of ['CSV', 'JSON'] as const) {
			const to = join(world.folder, `empty-${format}`);
			expect(await world.link.request('inventory.export', {vaultName: 'empty', format, path: to})).toMatchObject({
				archives: 0,
			});
			const {inventory} = await world.link.request('inventory.import', {vaultName: 'empty', path: to});
			expect(inventory).toMatchObject({archives: 0, malformed: 0});
		}
	});
});
