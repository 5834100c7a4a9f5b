import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import fc from 'fast-check';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {Catalog} from '../../source/catalog/catalog.ts';
import {openCatalog} from '../../source/catalog/open-catalog.ts';
import type {SortKey} from '../../source/model/inventory.ts';
import {timestamp} from '../../source/model/timestamp.ts';
import {importInventory, jsonInventory} from '../helpers/inventory-files.ts';
import {asArchive, type Listed, NaiveVault} from '../helpers/naive-catalog.ts';

const day = 86_400_000;
const start = Date.UTC(2024, 0, 1);

/** Archives that a vault may have: few names and times, so that they collide; odd ids; descriptions of several forms. */
const listed = (n: number): Listed => {
	const folder = ['nightly/', 'nightly-old/', 'photos/2019/', 'photos/Übung/x/', ''][n % 5];
	const file = `${folder}${['a.tar.gpg', 'b.JPG', 'c d.txt', '日本.bin', 'nightly', 'photos/a'][(n % 7) % 6]}`;
	const modified = '2023-05-06T07:08:09.000Z';
	const mt2 = `mt2 ${Buffer.from(JSON.stringify({filename: file, mtime: modified.replace(/[-:]|\.000/g, '')})).toString('base64url')}`;
	const fast = `<m><v>4</v><p>${Buffer.from(file).toString('base64')}</p><lm>20230506T070809Z</lm><ce>1:1:4340ebcf79712dc5e3ef7d50bab98ba5:54687</ce></m>`;
	return {
		archiveId: n % 11 === 0 ? `odd-${n}` : `${n}-`.padEnd(138, 'aB3_-'),
		description: [file.replace(/[^ -~]/g, '_'), mt2, fast, '', '../../etc/passwd'][n % 5 === 4 ? n % 3 : n % 5]!,
		created: timestamp(start + (n % 9) * day),
		size: (n * 7919) % 13 === 0 ? 0 : ((n * 7919) % 6) * 1_000_000,
		treeHash: n.toString(16).padStart(64, '0'),
	};
};

const numbers = fc.uniqueArray(fc.nat(60), {maxLength: 40});
const filters = fc.constantFrom(
	'',
	'A',
	'.tar',
	'nightly .GPG',
	'!nightly',
	'*.jpg',
	'photos/*',
	'ext:txt',
	'size:>2M',
	'size:0',
	'date:2024-01-03..2024-01-05',
	'is:new',
	'is:deleted',
	'is:marked',
	'!is:marked size:<=3M',
	'is:encrypted',
	'übung',
	'"c d"',
	'zzz',
);
const sorts = fc.record({by: fc.constantFrom<SortKey>('name', 'size', 'created'), descending: fc.boolean()});
const folders = fc.constantFrom('', 'nightly', 'nightly-old', 'photos', 'photos/2019', 'photos/Übung', 'not there');
const asked = {
	vaultName: fc.constant('v'),
	filter: filters,
	sort: sorts,
	offset: fc.nat(50),
	limit: fc.nat(30),
	versions: fc.constantFrom('all' as const, 'folded' as const),
};
const queries = fc.record({...asked, below: fc.option(folders)});
const folderQueries = fc.record({...asked, folder: folders});

/** The first and the last place of a window. */
const ends = (rows: readonly unknown[]) => (rows.length === 0 ? [] : [0, rows.length - 1]);

const steps = fc.oneof(
	{weight: 2, arbitrary: fc.record({do: fc.constant('import' as const), rows: numbers, day: fc.nat(12)})},
	fc.record({do: fc.constant('upload' as const), rows: fc.uniqueArray(fc.nat(60), {maxLength: 4})}),
	fc.record({do: fc.constant('delete' as const), rows: fc.uniqueArray(fc.nat(60), {maxLength: 4}), day: fc.nat(12)}),
	fc.record({do: fc.constant('toggle' as const), rows: fc.uniqueArray(fc.nat(60), {maxLength: 10})}),
	fc.record({
		do: fc.constant('range' as const),
		query: queries,
		from: fc.nat(40),
		to: fc.nat(40),
		marked: fc.boolean(),
	}),
	fc.record({do: fc.constantFrom('all' as const, 'invert' as const), query: queries}),
	fc.record({do: fc.constant('folder' as const), query: folderQueries, path: folders, marked: fc.boolean()}),
	fc.record({do: fc.constant('clear' as const)}),
	fc.record({do: fc.constant('reopen' as const)}),
);

describe('the rows of a vault', () => {
	const folder = mkdtempSync(join(tmpdir(), 'iceaxe-'));
	const path = join(folder, 'catalog.sqlite');
	let catalog: Catalog;
	beforeAll(async () => {
		catalog = await openCatalog({path});
	});
	afterAll(async () => {
		await catalog.close();
		rmSync(folder, {recursive: true});
	});

	it('are what a naive catalog says, whatever happens to them', async () => {
		let vaults = 0;
		await fc.assert(
			fc.asyncProperty(
				fc.array(steps, {minLength: 1, maxLength: 16}),
				fc.array(queries, {minLength: 4, maxLength: 4}),
				fc.array(folderQueries, {minLength: 4, maxLength: 4}),
				async (history, asked, levels) => {
					const vaultName = `v${++vaults}`;
					const naive = new NaiveVault();
					const id = (n: number) => listed(n).archiveId;
					for (const step of history) {
						if (step.do === 'import') {
							const rows = step.rows.map(listed);
							const inventoryDate = timestamp(start + step.day * day);
							const at = timestamp(start + 20 * day);
							naive.import(rows, inventoryDate, at);
							await importInventory(catalog, {vaultName, bytes: jsonInventory(rows, inventoryDate), at});
						} else if (step.do === 'upload') {
							for (const archive of step.rows.map(listed).map(asArchive)) {
								naive.upload(archive);
								await catalog.archives.recordUpload(vaultName, archive);
							}
						} else if (step.do === 'delete') {
							const at = timestamp(start + step.day * day);
							naive.delete(step.rows.map(id), at);
							await catalog.archives.recordDelete(vaultName, step.rows.map(id), at);
						} else if (step.do === 'reopen') {
							await catalog.close();
							catalog = await openCatalog({path});
						} else {
							const change =
								step.do === 'toggle'
									? {do: step.do, archiveIds: step.rows.map(id)}
									: step.do === 'clear'
										? step
										: step.do === 'folder'
											? {...step, query: {...step.query, vaultName}}
											: {...step, query: {...step.query, vaultName}};
							expect(await catalog.marks.change(vaultName, change)).toEqual(naive.change(change));
						}
					}
					expect(await catalog.inventories.summary(vaultName)).toEqual(naive.summary(vaultName));
					for (const query of asked) {
						const named = {...query, vaultName};
						const window = naive.window(named);
						expect(await catalog.archives.window(named)).toEqual(window);
						for (const at of ends(window.rows)) {
							const row = {kind: 'archive', ...window.rows[at]!} as const;
							expect(await catalog.archives.place({of: 'list', query: named, row})).toBe(query.offset + at);
						}
					}
					for (const query of levels) {
						const named = {...query, vaultName};
						const window = naive.folder(named);
						expect(await catalog.archives.folder(named)).toEqual(window);
						for (const at of ends(window.rows)) {
							const shown = window.rows[at]!;
							const row = shown.kind === 'folder' ? shown : ({kind: 'archive', ...shown.row} as const);
							expect(await catalog.archives.place({of: 'folder', query: named, row})).toBe(query.offset + at);
						}
						const nowhere = {kind: 'archive', archiveId: 'nowhere', name: 'not there'} as const;
						expect(await catalog.archives.place({of: 'folder', query: named, row: nowhere})).toBeNull();
					}
					const now = timestamp(start + 400 * day);
					expect(await catalog.archives.breakdown(vaultName, now)).toEqual(naive.breakdown(now));
					for (const kind of ['added', 'gone'] as const) {
						const query = {vaultName, kind, offset: 1, limit: 20};
						expect(await catalog.archives.differences(query)).toEqual(naive.differences(query));
					}
					for (const name of ['nightly', 'photos/2019/b.JPG', 'not there']) {
						expect(await catalog.archives.versions(vaultName, name)).toEqual(naive.versions(name));
					}
					for (const selection of [
						{marked: true as const},
						{marked: true as const, filter: asked[0]!.filter},
						{archiveIds: [3, 11, 22, 22].map(id)},
					]) {
						const expected = naive.selected(selection);
						expect(await catalog.archives.select(vaultName, selection, 15)).toEqual(expected.slice(0, 15));
						expect(await catalog.archives.measure(vaultName, selection, 2_000_000)).toEqual({
							count: expected.length,
							bytes: expected.reduce((sum, archive) => sum + archive.size, 0),
							above: expected.filter((archive) => archive.size > 2_000_000).length,
						});
					}
				},
			),
			{numRuns: 15},
		);
	}, 60_000);
});
