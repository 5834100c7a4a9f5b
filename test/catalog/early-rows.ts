import {readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it, vi} from 'vitest';
import type {Catalog} from '../../source/catalog/catalog.ts';
import type {ArchiveRow} from '../../source/model/archive.ts';
import {timestamp} from '../../source/model/timestamp.ts';
import {csvInventory, importInventory} from '../helpers/inventory-files.ts';
import {asArchive, type Listed} from '../helpers/naive-catalog.ts';
import {temporaryCatalog, temporaryPath} from '../helpers/temporary-catalog.ts';

const vaultName = 'nas';
const at = '2026-11-23T10:00:00.000Z';
const count = 9000;
const part = 3000;

const listed = Array.from({length: count}, (_, n): Listed => {
	// The first portion has some of every folder, and rows from all over the order of names.
	const mixed = (n * 7919) % count;
	return {
		archiveId: `${n}-`.padEnd(138, 'aB3_-'),
		description: `photos/${2010 + (mixed % 7)}/img-${String(Math.floor(mixed / 2)).padStart(5, '0')}.jpg`,
		created: timestamp(Date.UTC(2020, 0, 1) + mixed * 60_000),
		size: mixed * 1000 + 1,
		treeHash: n.toString(16).padStart(64, '0'),
	};
});

const nameOrder = (a: Listed, b: Listed): number =>
	(a.description < b.description ? -1 : a.description > b.description ? 1 : 0) || (a.created > b.created ? -1 : 1);

const idsOf = (rows: readonly {archiveId: string}[]) => rows.map(({archiveId}) => archiveId);

/** The portions of the output, each of whole rows; bytes are given away. */
const portions = Array.from({length: count / part}, (_, n) => {
	const text = csvInventory(listed.slice(n * part, (n + 1) * part)).toString();
	return n === 0 ? text : text.slice(text.indexOf('\n') + 1);
});

const all = {vaultName, filter: '', sort: {by: 'name', descending: false}, offset: 0, limit: count + 1} as const;
const early = {...all, early: true} as const;

const begun = async (catalog: Catalog) => {
	const {importId} = await catalog.inventories.begin({vaultName, jobId: 'job', format: 'CSV', at});
	return importId;
};

/** Resolves when so many rows are shown. */
const shown = (catalog: Catalog, rows: number) =>
	vi.waitFor(async () => expect((await catalog.archives.window({...early, limit: 1})).total).toBe(rows), 20_000);

const finish = (catalog: Catalog, importId: number) =>
	catalog.inventories.finish(importId, {inventoryDate: at, at: timestamp(Date.parse(at) + 1000)});

const earlyFiles = (path: string) => readdirSync(`${path}-inventories`).filter((name) => name.includes('early'));

describe('rows of a first inventory that is still being read', () => {
	it('are there for who asks for them, as many as came, and for nobody else', async () => {
		const path = temporaryPath();
		const catalog = await temporaryCatalog(path);
		const {archives, inventories} = catalog;
		const importId = await begun(catalog);
		expect(await inventories.feed(importId, Buffer.from(portions[0]!))).toEqual({rows: part, malformed: 0});
		await shown(catalog, part);

		const soFar = listed.slice(0, part).toSorted(nameOrder);
		expect(idsOf((await archives.window(early)).rows)).toEqual(idsOf(soFar));
		const bySize = await archives.window({...early, sort: {by: 'size', descending: true}});
		expect(idsOf(bySize.rows)).toEqual(idsOf(soFar.toSorted((a, b) => b.size - a.size)));
		const filtered = await archives.window({...early, filter: '2012/ size:>1M'});
		const passing = soFar.filter(({description, size}) => description.includes('2012/') && size > 1_048_576);
		expect(idsOf(filtered.rows)).toEqual(idsOf(passing));
		const {rows, ...sums} = await archives.folder({...early, folder: 'photos'});
		expect(rows).toHaveLength(7);
		expect(sums).toMatchObject({archives: part, bytes: soFar.reduce((sum, {size}) => sum + size, 0)});
		const [first] = soFar;
		expect(await archives.byId(vaultName, first!.archiveId)).toEqual(asArchive(first!));
		expect(await archives.versions(vaultName, first!.description)).toHaveLength(
			soFar.filter(({description}) => description === first!.description).length,
		);
		expect(await archives.select(vaultName, {archiveIds: [first!.archiveId]}, 5)).toEqual([asArchive(first!)]);

		// Whoever counts, exports or compares has nothing before it is whole.
		expect(await inventories.summary(vaultName)).toBeNull();
		expect(await archives.window(all)).toMatchObject({total: 0, there: 0, rows: []});
		expect(await archives.folder({...all, folder: ''})).toMatchObject({total: 0, archives: 0});
		expect(await archives.byName(vaultName, first!.description)).toBeNull();
		expect((await archives.breakdown(vaultName, at)).byFolder).toEqual([]);

		await inventories.feed(importId, Buffer.from(portions[1]!));
		await inventories.feed(importId, Buffer.from(portions[2]!));
		expect(await finish(catalog, importId)).toMatchObject({archives: count});
		const whole = await archives.window(all);
		expect(idsOf(whole.rows)).toEqual(idsOf(listed.toSorted(nameOrder)));
		expect(await archives.window(early)).toEqual({...whole, query: early});
		expect(earlyFiles(path)).toEqual([]);
	});

	it('grow, and keep their marks, uploads and deletes until the inventory is there', async () => {
		const path = temporaryPath();
		const catalog = await temporaryCatalog(path);
		const {archives, inventories, marks} = catalog;
		const importId = await begun(catalog);
		await inventories.feed(importId, Buffer.from(portions[0]!));
		await shown(catalog, part);
		const marked = listed.slice(0, part).filter(({description}) => description.includes('2013/'));
		const rest = {...early, filter: '2013/'};
		expect(await marks.change(vaultName, {do: 'all', query: rest})).toMatchObject({count: marked.length});
		const [gone, unmarked] = marked;
		await archives.recordDelete(vaultName, [gone!.archiveId], at);
		await marks.change(vaultName, {do: 'toggle', archiveIds: [unmarked!.archiveId]});
		const mine = {...asArchive(listed[0]!), archiveId: 'mine'.padEnd(138, 'x'), name: 'photos/mine.jpg', size: 5};
		await archives.recordUpload(vaultName, mine);
		await marks.change(vaultName, {do: 'toggle', archiveIds: [mine.archiveId]});
		const chosen = [...idsOf(marked.slice(2)), mine.archiveId].toSorted();
		const selection = {marked: true} as const;
		const isChosen = async () => {
			expect(idsOf(await archives.select(vaultName, selection, count)).toSorted()).toEqual(chosen);
			expect(await archives.measure(vaultName, selection, 0)).toMatchObject({count: chosen.length});
			expect((await marks.ids(vaultName, null)).archiveIds.toSorted()).toEqual(chosen);
			const {rows, marks: counted} = await archives.window(early);
			const newness = (id: string) => rows.find(({archiveId}: ArchiveRow) => archiveId === id)?.newness;
			expect([newness(gone!.archiveId), newness(mine.archiveId)]).toEqual(['deleted-since', 'uploaded-since']);
			expect(counted).toMatchObject({count: chosen.length, hidden: 0});
		};
		await isChosen();

		await inventories.feed(importId, Buffer.from(portions[1]!));
		// Each portion is a reason to look whether it is time; an empty one too.
		await vi.waitFor(async () => {
			await inventories.feed(importId, new Uint8Array());
			expect(await inventories.early(importId)).toBe(2 * part);
		}, 20_000);
		await isChosen();
		expect(earlyFiles(path)).toHaveLength(1);

		await inventories.feed(importId, Buffer.from(portions[2]!));
		await finish(catalog, importId);
		await isChosen();
	});

	it('go with an import that ends without one, and with one that a crash has ended', async () => {
		const path = temporaryPath();
		const catalog = await temporaryCatalog(path);
		const importId = await begun(catalog);
		await catalog.inventories.feed(importId, Buffer.from(portions[0]!));
		await shown(catalog, part);
		await catalog.marks.change(vaultName, {do: 'toggle', archiveIds: [listed[0]!.archiveId]});
		expect(earlyFiles(path)).toHaveLength(1);
		await catalog.inventories.abandon(importId);
		expect((await catalog.archives.window(early)).total).toBe(0);
		expect(earlyFiles(path)).toEqual([]);
		await catalog.close();

		writeFileSync(join(`${path}-inventories`, '7.early-1.sqlite'), 'what a crash has left');
		const next = await temporaryCatalog(path);
		expect(earlyFiles(path)).toEqual([]);
		// A mark of an early row is of no row of the next inventory.
		await importInventory(next, {vaultName, bytes: csvInventory(listed.slice(1)), format: 'CSV'});
		expect((await next.archives.window(all)).marks.count).toBe(0);
	});

	it('are done without where they cannot be written', async () => {
		const path = temporaryPath();
		const errors: unknown[] = [];
		const catalog = await temporaryCatalog(path, (error) => errors.push(error));
		const importId = await begun(catalog);
		// Something else stands where their file would.
		writeFileSync(
			join(`${path}-inventories`, `${importId}.early-1.sqlite`),
			'This is no database, and is longer than one’s head is: '.repeat(20),
		);
		for (const portion of portions) {
			await catalog.inventories.feed(importId, Buffer.from(portion));
			expect(await catalog.inventories.early(importId)).toBe(0);
		}
		await vi.waitFor(() => expect(errors).toMatchObject([{kind: 'file'}]));
		expect(await finish(catalog, importId)).toMatchObject({archives: count});
	});

	it('are not made where there is an inventory to look at', async () => {
		const path = temporaryPath();
		const catalog = await temporaryCatalog(path);
		await importInventory(catalog, {vaultName, bytes: csvInventory(listed.slice(0, 10)), format: 'CSV'});
		const importId = await begun(catalog);
		for (const portion of portions) await catalog.inventories.feed(importId, Buffer.from(portion));
		expect((await catalog.archives.window(early)).total).toBe(10);
		expect(earlyFiles(path)).toEqual([]);
		expect(await finish(catalog, importId)).toMatchObject({archives: count});
	});
});
