import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {Catalog} from '../../source/catalog/catalog.ts';
import {openCatalog} from '../../source/catalog/open-catalog.ts';
import type {FolderRow, Sort, SortKey} from '../../source/model/inventory.ts';
import {timestamp} from '../../source/model/timestamp.ts';
import {csvInventory, importInventory} from '../helpers/inventory-files.ts';
import type {Listed} from '../helpers/naive-catalog.ts';
import {seededRandom} from '../helpers/seeded-random.ts';

const vaultName = 'many';
/** More than one thread is worth while for, and more than any block or chunk holds. */
const count = 200_000;
const seed = 20;
const random = seededRandom(seed);
const listed = Array.from({length: count}, (_, n): Listed => {
	const year = 2010 + Math.floor(random() * 10);
	const name =
		n % 3 === 0
			? `photos/${year}/${n % 500}/img-${n}.jpg`
			: n % 3 === 1
				? `db/dump-${n % 9000}.gz`
				: `${n % 40}-top.txt`;
	return {
		archiveId: `${n}-`.padEnd(138, 'aB3_-'),
		description: name,
		created: timestamp(Date.UTC(2020, 0, 1) + Math.floor(random() * 1e9) * 1000),
		size: Math.floor(random() * 1e6),
		treeHash: n.toString(16).padStart(64, '0'),
	};
});

const byName = listed.toSorted(
	(a, b) =>
		(a.description < b.description ? -1 : a.description > b.description ? 1 : 0) ||
		(a.created > b.created ? -1 : a.created < b.created ? 1 : 0) ||
		(a.archiveId < b.archiveId ? -1 : 1),
);

/** In each order, once: a filter keeps it. */
const rising: Record<SortKey, readonly Listed[]> = {
	name: byName,
	size: byName.toSorted((a, b) => a.size - b.size),
	created: byName.toSorted((a, b) => (a.created < b.created ? -1 : a.created > b.created ? 1 : 0)),
};
const ofName = Map.groupBy(byName, ({description}) => description);

const sum = (rows: readonly Listed[]) => rows.reduce((total, {size}) => total + size, 0);

const sorts: Sort[] = (['name', 'size', 'created'] as const).flatMap((by) => [
	{by, descending: false},
	{by, descending: true},
]);

describe(`a vault of many rows (seed ${seed})`, () => {
	const folder = mkdtempSync(join(tmpdir(), 'iceaxe-'));
	let catalog: Catalog;
	beforeAll(async () => {
		catalog = await openCatalog({path: join(folder, 'catalog.sqlite')});
		await importInventory(catalog, {vaultName, bytes: csvInventory(listed), format: 'CSV', portion: 1_048_576});
	}, 60_000);
	afterAll(async () => {
		await catalog.close();
		rmSync(folder, {recursive: true});
	});

	it.each(sorts)('has its pages in order by $by, descending $descending', async (sort) => {
		for (const [filter, below] of [
			['', ''],
			['', 'db'],
			['g-1', ''],
			['-12345', ''],
			['dump-77', 'db'],
			['img', 'photos/2013'],
		] as const) {
			const wanted = rising[sort.by].filter(
				({description}) => description.includes(filter) && (!below || description.startsWith(`${below}/`)),
			);
			if (sort.descending) wanted.reverse();
			for (const offset of [0, Math.floor(wanted.length / 2) - 5, wanted.length - 7]) {
				const window = await catalog.archives.window({
					vaultName,
					filter,
					below,
					sort,
					offset: Math.max(0, offset),
					limit: 10,
				});
				expect(window.rows.map(({archiveId}) => archiveId)).toEqual(
					wanted.slice(Math.max(0, offset), Math.max(0, offset) + 10).map(({archiveId}) => archiveId),
				);
				expect(window).toMatchObject({total: wanted.length, there: wanted.length, bytes: sum(wanted), counting: false});
			}
		}
	});

	it.each(['', 'img', 'dump-7'])('has its tree, under the filter "%s"', async (filter) => {
		for (const path of ['', 'photos', 'photos/2014', 'photos/2014/333', 'db']) {
			const start = path === '' ? 0 : path.length + 1;
			const below = byName.filter(
				({description}) => description.includes(filter) && (path === '' || description.startsWith(`${path}/`)),
			);
			const folders = Map.groupBy(
				below.filter(({description}) => description.includes('/', start)),
				({description}) => description.slice(start).split('/')[0]!,
			);
			const query = {
				vaultName,
				folder: path,
				filter,
				sort: {by: 'size', descending: true},
				offset: 0,
				limit: 600,
			} as const;
			const window = await catalog.archives.folder(query);
			const shown = window.rows.flatMap((row: FolderRow) => (row.kind === 'folder' ? [row] : []));
			const wanted = [...folders].map(([name, rows]) => ({
				name,
				archives: rows.length,
				bytes: sum(rows),
				newest: rows
					.map(({created}) => created)
					.toSorted()
					.at(-1),
			}));
			wanted.sort((a, b) => b.bytes - a.bytes);
			expect(shown.map(({name, archives, bytes, newest}) => ({name, archives, bytes, newest}))).toEqual(wanted);
			const loose = below.filter(({description}) => !description.includes('/', start));
			expect(window).toMatchObject({
				total: folders.size + loose.length,
				archives: below.length,
				bytes: sum(below),
				largest: Math.max(0, ...wanted.map(({bytes}) => bytes), ...loose.map(({size}) => size)),
			});
		}
	});

	it('folds versions, and gives them', async () => {
		const sort = {by: 'name', descending: false} as const;
		const names = [...ofName.keys()];
		const query = {vaultName, filter: '', sort, versions: 'folded', offset: 30, limit: 40} as const;
		const {rows, total, there} = await catalog.archives.window(query);
		expect({total, there}).toEqual({total: names.length, there: count});
		expect(rows.map(({name, archiveId, versions}) => ({name, archiveId, versions}))).toEqual(
			names.slice(30, 70).map((name) => {
				const all = ofName.get(name)!;
				return {name, archiveId: all[0]!.archiveId, versions: all.length};
			}),
		);
		const versions = await catalog.archives.versions(vaultName, '7-top.txt');
		expect(versions.map(({archiveId}) => archiveId)).toEqual(ofName.get('7-top.txt')!.map(({archiveId}) => archiveId));
	});

	it('answers soon while a filter is counted, and then with all', async () => {
		const sort = {by: 'size', descending: true} as const;
		const query = {vaultName, filter: 'e*e is:compressed', sort, offset: 0, limit: 5, soon: true};
		let window = await catalog.archives.window(query);
		while (window.counting) window = await catalog.archives.window(query);
		expect(window.total).toBe(0);
		// What is typed meanwhile takes the place of what nobody waits for.
		const typed = ['i', 'im', 'img', 'img-', 'img-1'].map((filter) => catalog.archives.window({...query, filter}));
		await Promise.all(typed);
		const all = await catalog.archives.window({...query, filter: 'img-1', soon: false});
		expect(all.total).toBe(byName.filter(({description}) => description.includes('img-1')).length);
	});

	it('marks by folder, and takes marks from a list of ids', async () => {
		const sort = {by: 'name', descending: false} as const;
		const query = {vaultName, folder: '', filter: 'img', sort, offset: 0, limit: 1};
		const below = byName.filter(({description}) => description.startsWith('photos/2011/'));
		const marked = await catalog.marks.change(vaultName, {do: 'folder', query, path: 'photos/2011', marked: true});
		expect(marked).toEqual({count: below.length, bytes: sum(below), hidden: 0});
		const ids: string[] = [];
		for (let place = null; ; ) {
			const portion = await catalog.marks.ids(vaultName, place);
			ids.push(...portion.archiveIds);
			if (!portion.next) break;
			place = portion.next as never;
		}
		expect(ids).toEqual(below.map(({archiveId}) => archiveId));
		await catalog.marks.change(vaultName, {do: 'clear'});
		expect(await catalog.marks.add(vaultName, [...ids.toReversed(), 'nobody'])).toEqual({known: ids.length});
		expect(await catalog.marks.change(vaultName, {do: 'toggle', archiveIds: []})).toEqual(marked);
	});

	it('marks a range only while the archives at its ends are those that were seen there', async () => {
		await catalog.marks.change(vaultName, {do: 'clear'});
		for (const descending of [false, true]) {
			const query = {vaultName, filter: '', sort: {by: 'created', descending}, offset: 700, limit: 4} as const;
			const {rows} = await catalog.archives.window(query);
			const ids = rows.map(({archiveId}) => archiveId);
			const range = {do: 'range', query, from: 700, to: 703, marked: true} as const;
			await expect(
				(async () => catalog.marks.change(vaultName, {...range, ends: [ids[1]!, ids[3]!]}))(),
			).rejects.toThrow('nothing was marked');
			const {count} = await catalog.marks.change(vaultName, {...range, ends: [ids[0]!, ids[3]!]});
			expect(count).toBe(4);
			await catalog.marks.change(vaultName, {do: 'clear'});
		}
	});
});
