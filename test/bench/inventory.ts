import {execFileSync} from 'node:child_process';
import {createReadStream, mkdtempSync, readdirSync, readFileSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {buildProgram} from '../../source/build.ts';
import type {Catalog} from '../../source/catalog/catalog.ts';
import type {openCatalog as open} from '../../source/catalog/open-catalog.ts';
import type {SortKey} from '../../source/model/inventory.ts';
import {seededRandom} from '../helpers/seeded-random.ts';
import {type Figure, percentile} from './figure.ts';

const vaultName = 'bench';
const sorts: readonly SortKey[] = ['name', 'size', 'created'];

const timed = async (work: () => Promise<unknown>): Promise<number> => {
	const start = performance.now();
	await work();
	return performance.now() - start;
};

/** The most memory that this process, its threads included, has had at any time, in MB. */
const peakMemory = (): number =>
	Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? Number.NaN) / 1000;

/** The catalog as it is built: compiling its source would be most of what opening it takes. */
const buildCatalog = async (folder: string): Promise<typeof open> => {
	const source = join(import.meta.dirname, '../../source/catalog/open-catalog.ts');
	await buildProgram(folder, {'open-catalog': source});
	const {openCatalog} = (await import(pathToFileURL(join(folder, 'open-catalog.js')).href)) as {
		openCatalog: typeof open;
	};
	return openCatalog;
};

/** The catalog under `rows` archives: import, pages, filters, marks. */
export const benchInventory = async (rows = 1_000_000): Promise<Figure[]> => {
	const folder = mkdtempSync(join(tmpdir(), 'iceaxe-bench-'));
	const path = join(folder, 'catalog.sqlite');
	try {
		const openCatalog = await buildCatalog(join(folder, 'program'));
		const output = join(folder, 'output.csv');
		writeOutput(output, rows);
		const imported = await measureImport(openCatalog, path, output, rows);
		rmSync(output);
		const inventories = `${path}-inventories`;
		const bytes = readdirSync(inventories).reduce((sum, name) => sum + statSync(join(inventories, name)).size, 0);
		return [
			...imported,
			{what: 'on disk, an archive', value: bytes / rows, unit: 'bytes', atMost: 330},
			...(await measureReading(openCatalog, path, rows)),
		];
	} finally {
		rmSync(folder, {recursive: true});
	}
};

/** Writes what a job would give, in a process of its own: what that takes is not what is measured. */
const writeOutput = (output: string, rows: number): void => {
	const helper = new URL('../helpers/synthetic-inventory.ts', import.meta.url).href;
	const program = `
		import {openSync, writeSync} from 'node:fs';
		import {syntheticInventory} from ${JSON.stringify(helper)};
		const file = openSync(${JSON.stringify(output)}, 'w');
		for (const portion of syntheticInventory(${rows})) writeSync(file, portion);`;
	execFileSync(process.execPath, ['--input-type=module', '-e', program]);
};

const measureImport = async (
	openCatalog: typeof open,
	path: string,
	output: string,
	rows: number,
): Promise<Figure[]> => {
	const catalog = await openCatalog({path});
	const at = '2026-11-23T10:00:00.000Z';
	const start = performance.now();
	const {importId} = await catalog.inventories.begin({vaultName, jobId: 'bench', format: 'CSV', at});
	let fed: Promise<unknown> = Promise.resolve();
	let memory = 0;
	let firstRows = Number.NaN;
	let early = 0;
	const follow = async () => {
		early = await catalog.inventories.early(importId);
		if (early > 0 && Number.isNaN(firstRows)) firstRows = performance.now() - start;
	};
	for await (const portion of createReadStream(output, {highWaterMark: 1_048_576})) {
		await fed;
		fed = catalog.inventories.feed(importId, portion);
		if (early === 0) fed = fed.then(() => void follow());
		memory = Math.max(memory, process.memoryUsage.rss());
	}
	await fed;
	await follow();
	const watch = setInterval(() => {
		memory = Math.max(memory, process.memoryUsage.rss());
	}, 50);
	const finishing = performance.now();
	const {archives} = await catalog.inventories.finish(importId, {inventoryDate: at, at});
	const end = performance.now();
	clearInterval(watch);
	await catalog.close();
	if (archives !== rows) throw new Error(`${archives} of ${rows} archives were imported.`);
	return [
		{what: 'import', value: (rows / (end - start)) * 1000, unit: 'archives/s', atLeast: 60_000},
		{what: 'of it, until there are rows to look at', value: firstRows / 1000, unit: 's'},
		{what: 'rows to look at when the last byte is there', value: early, unit: 'archives'},
		{what: 'of it, after the last byte', value: (end - finishing) / 1000, unit: 's'},
		{what: 'memory of the process meanwhile', value: memory / 1e6, unit: 'MB', atMost: 300},
	];
};

export const measureReading = async (openCatalog: typeof open, path: string, rows: number): Promise<Figure[]> => {
	const figures: Figure[] = [];
	const random = seededRandom(7);
	const opening = performance.now();
	const catalog = await openCatalog({path});
	const window = (offset: number, by: SortKey = 'name', filter = '', descending = false) =>
		catalog.archives.window({vaultName, filter, sort: {by, descending}, offset, limit: 50});
	await window(0);
	figures.push({what: 'open to the first rows', value: performance.now() - opening, unit: 'ms', atMost: 300});

	for (const by of sorts.slice(1)) {
		const value = await timed(() => window(0, by, '', true));
		figures.push({what: `first rows of another order, ${by}`, value, unit: 'ms', atMost: 300});
	}
	for (const by of sorts) {
		const times: number[] = [];
		for (let i = 0; i < 200; i++) times.push(await timed(() => window(Math.floor(random() * rows), by)));
		figures.push({what: `a page anywhere by ${by}, p95`, value: percentile(times, 0.95), unit: 'ms', atMost: 16});
	}
	for (const filter of ['zzzzz', 'trip 123', 'e', '*_0123?.jpg', 'ext:flac size:>100M', 'date:2015 user7']) {
		for (const by of ['name', 'size'] as const) {
			const asked = {vaultName, filter: `${filter} `.repeat(by === 'name' ? 1 : 2), offset: 0, limit: 50};
			const query = {...asked, sort: {by, descending: true}};
			const start = performance.now();
			await catalog.archives.window({...query, soon: true});
			const first = performance.now() - start;
			await catalog.archives.window(query);
			const all = performance.now() - start;
			figures.push({what: `filter ${filter}, by ${by}: first page`, value: first, unit: 'ms', atMost: 300});
			figures.push({what: `filter ${filter}, by ${by}: exact count`, value: all, unit: 'ms', atMost: 2000});
		}
	}
	figures.push(...(await measureTree(catalog, random)));
	const times: number[] = [];
	for (let i = 0; i < 200; i++) times.push(await timed(() => window(Math.floor(random() * rows * 0.5), 'size', 'e')));
	figures.push({what: 'a page anywhere under a filter, p95', value: percentile(times, 0.95), unit: 'ms', atMost: 16});
	figures.push(...(await measureActs(catalog, rows, window)));
	figures.push({what: 'peak memory of all', value: peakMemory(), unit: 'MB'});
	await catalog.close();
	return figures;
};

/** Goes down the tree at random, as a person does, in each order; then the same under a filter. */
const measureTree = async (catalog: Catalog, random: () => number): Promise<Figure[]> => {
	const figures: Figure[] = [];
	for (const filter of ['', 'e']) {
		const under = filter === '' ? '' : ' under a filter';
		// Counting it is measured above.
		const sort = {by: 'name', descending: false} as const;
		await catalog.archives.window({vaultName, filter, sort, offset: 0, limit: 1});
		for (const by of sorts) {
			const times: number[] = [];
			const tops: number[] = [];
			for (let walk = 0; walk < 15; walk++) {
				for (let folder: string | undefined = ''; folder !== undefined; ) {
					const query = {vaultName, folder, filter, sort: {by, descending: by !== 'name'}, offset: 0, limit: 50};
					const start = performance.now();
					const {rows} = await catalog.archives.folder(query);
					(folder === '' && walk === 0 ? tops : times).push(performance.now() - start);
					const inside = rows.flatMap((row) => (row.kind === 'folder' ? [row.path] : []));
					folder = inside[Math.floor(random() * inside.length)];
				}
			}
			figures.push({what: `the top of the tree by ${by}${under}, first`, value: tops[0]!, unit: 'ms', atMost: 300});
			figures.push({
				what: `entering a directory by ${by}${under}, p95`,
				value: percentile(times, 0.95),
				unit: 'ms',
				atMost: 50,
			});
		}
	}
	return figures;
};

const measureActs = async (
	catalog: Catalog,
	rows: number,
	window: (offset: number) => Promise<{rows: {archiveId: string}[]}>,
): Promise<Figure[]> => {
	const query = {vaultName, filter: '', sort: {by: 'size', descending: false}, offset: 0, limit: 50} as const;
	const {archiveId} = (await window(Math.floor(rows / 2))).rows[0]!;
	const figures: Figure[] = [];
	const add = async (what: string, work: () => Promise<unknown>) => {
		figures.push({what, value: await timed(work), unit: 'ms'});
	};
	await add('mark one', () => catalog.marks.change(vaultName, {do: 'toggle', archiveIds: [archiveId]}));
	await add('mark 100,000 by size', () =>
		catalog.marks.change(vaultName, {do: 'range', query, from: 1000, to: 100_999, marked: true}),
	);
	await add('select 10,000 marked', () => catalog.archives.select(vaultName, {marked: true}, 10_000));
	await add('mark all', () => catalog.marks.change(vaultName, {do: 'all', query}));
	await add('measure all marked', () => catalog.archives.measure(vaultName, {marked: true}, 1_000_000));
	await add('clear marks', () => catalog.marks.change(vaultName, {do: 'clear'}));
	const folderQuery = {vaultName, folder: '', filter: '', sort: query.sort, offset: 0, limit: 50};
	await add('mark a folder', () =>
		catalog.marks.change(vaultName, {do: 'folder', query: folderQuery, path: 'photos', marked: true}),
	);
	await add('what it is made of', () => catalog.archives.breakdown(vaultName, '2026-11-23T10:00:00.000Z'));
	await add('find one by id', () => catalog.archives.byId(vaultName, archiveId));
	await add('record a chunk', () => catalog.transfers.recordChunk('bench', {index: 0, treeHash: '0'.repeat(64)}));
	return figures;
};
