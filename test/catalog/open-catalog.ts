import {chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {describe, expect, it, onTestFinished} from 'vitest';
import {openCatalog} from '../../source/catalog/open-catalog.ts';
import {type ErrorValue, IceaxeError} from '../../source/model/errors/iceaxe-error.ts';
import {importInventory, jsonInventory} from '../helpers/inventory-files.ts';
import {asArchive} from '../helpers/naive-catalog.ts';
import {temporaryCatalog, temporaryPath} from '../helpers/temporary-catalog.ts';

const failure = async (work: Promise<unknown>): Promise<IceaxeError> => {
	const error = await work.then(
		() => undefined,
		(thrown: unknown) => thrown,
	);
	expect(error).toBeInstanceOf(IceaxeError);
	return error as IceaxeError;
};

const chunk = {index: 3, treeHash: 'ab'.repeat(32)};

describe('opening a catalog', () => {
	it('makes it, with its folder, for its owner only', async () => {
		const path = temporaryPath();
		const catalog = await temporaryCatalog(path);
		await catalog.transfers.recordChunk('t', chunk);
		await catalog.inventories.begin({vaultName: 'v', jobId: 'j', format: 'CSV', at: '2026-11-23T10:00:00.000Z'});
		const mode = (name: string) => (statSync(name).mode & 0o777).toString(8);
		expect(mode(dirname(path))).toBe('700');
		expect(mode(`${path}-inventories`)).toBe('700');
		expect(readdirSync(dirname(path)).toSorted()).toEqual([
			'catalog.sqlite',
			'catalog.sqlite-inventories',
			'catalog.sqlite-shm',
			'catalog.sqlite-wal',
		]);
		for (const name of ['', '-wal', '-shm']) expect(mode(path + name)).toBe('600');
		for (const name of readdirSync(`${path}-inventories`)) expect(mode(join(`${path}-inventories`, name))).toBe('600');
	});

	it('takes rights away from others that an old file gives', async () => {
		const path = temporaryPath();
		await (await openCatalog({path})).close();
		chmodSync(path, 0o644);
		await temporaryCatalog(path);
		expect(statSync(path).mode & 0o777).toBe(0o600);
	});

	it('finds what was written before', async () => {
		const path = temporaryPath();
		const before = await openCatalog({path});
		await before.transfers.recordChunk('t', chunk);
		await before.close();
		const catalog = await temporaryCatalog(path);
		expect(await catalog.transfers.verifiedChunks('t')).toEqual([chunk]);
	});

	it('refuses the catalog of a newer iceaxe and leaves it as it is', async () => {
		const path = temporaryPath();
		await (await openCatalog({path})).close();
		const sqlite = new DatabaseSync(path);
		sqlite.exec('PRAGMA user_version = 99');
		sqlite.close();
		const error = await failure(openCatalog({path}));
		expect(error.kind).toBe('file');
		expect(error.message).toMatch(/was written by a newer iceaxe/);
		expect(error.value.hint).toMatch(/Update iceaxe/);
	});

	it('refuses a damaged catalog, says what to do, and leaves it as it is', async () => {
		const path = temporaryPath();
		mkdirSync(dirname(path));
		writeFileSync(path, 'no catalog at all '.repeat(500));
		const error = await failure(openCatalog({path}));
		expect(error.kind).toBe('file');
		expect(error.message).toMatch(/is damaged, or is none/);
		expect(error.value.hint).toContain(`mv '${path}'`);
		expect(readFileSync(path, 'utf8')).toMatch(/^no catalog at all/);
	});

	it('says which folder it may not write', async () => {
		const path = temporaryPath();
		mkdirSync(dirname(path));
		writeFileSync(join(dirname(path), 'file'), '');
		const error = await failure(openCatalog({path: join(dirname(path), 'file', 'catalog.sqlite')}));
		expect(error.kind).toBe('file');
	});

	it('rejects what comes after closing', async () => {
		const catalog = await openCatalog({path: temporaryPath()});
		await catalog.close();
		expect((await failure(catalog.jobs.list())).kind).toBe('cancelled');
	});

	it('lets errors of the worker come back as they are', async () => {
		const catalog = await temporaryCatalog();
		const error = await failure(catalog.inventories.feed(7, new Uint8Array(1)));
		expect(error.kind).toBe('not-found');
	});
});

describe('an inventory file', () => {
	const at = '2026-11-23T10:00:00.000Z';
	const listed = Array.from({length: 3000}, (_, n) => ({
		archiveId: `a${n}`,
		description: `${n}`,
		created: at,
		size: n,
		treeHash: 'ab'.repeat(32),
	}));
	const bytes = jsonInventory(listed, at);
	const upload = asArchive({...listed[0]!, archiveId: 'upload'});

	it.each([
		['is removed', (file: string) => rmSync(file)],
		['is overwritten', (file: string) => writeFileSync(file, 'nothing '.repeat(10_000))],
		['is cut', (file: string) => truncateSync(file, 20_000)],
	])('that %s leaves what the catalog knows itself, and the next inventory takes its place', async (_, harm) => {
		const path = temporaryPath();
		const before = await openCatalog({path});
		await importInventory(before, {vaultName: 'v', bytes, at});
		await before.archives.recordUpload('v', upload);
		await before.marks.change('v', {do: 'toggle', archiveIds: ['a2900', 'upload']});
		await before.close();
		harm(`${path}-inventories/1.sqlite`);

		const reported: ErrorValue[] = [];
		const catalog = await openCatalog({path, onError: (error) => reported.push(error)});
		onTestFinished(() => catalog.close());
		expect(await catalog.inventories.summary('v')).toMatchObject({inventoryDate: null, archives: 1, uploadedSince: 1});
		expect(reported).toMatchObject([{kind: 'file'}]);
		expect(reported[0]!.message).toContain('1.sqlite');
		expect(await importInventory(catalog, {vaultName: 'v', bytes, at})).toMatchObject({archives: 3001});
		expect(await catalog.archives.select('v', {marked: true}, 5)).toEqual([upload]);
	});
});
