import {utimes, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {type EngineWorld, startWorld} from '../helpers/engine-world.ts';
import {csvInventory, jsonInventory} from '../helpers/inventory-files.ts';
import {syntheticInventory} from '../helpers/synthetic-inventory.ts';

let world: EngineWorld;
/** Each test has a vault of its own, of which nobody has heard. */
let vaultName: string;
let count = 0;
beforeAll(async () => {
	world = await startWorld();
});
beforeEach(() => {
	vaultName = `vault-${++count}`;
	world.events.length = 0;
	world.proxy.passed.length = 0;
});
afterAll(() => world.close());

const listed = (n: number) => ({
	archiveId: `${n}-`.padEnd(138, 'x'),
	description: `nightly/${n} "quoted", \\.tar`,
	created: `2026-05-0${n}T02:00:00.000Z`,
	size: n * 1000,
	treeHash: `${n}`.padStart(64, '0'),
});
const rows = [1, 2, 3].map(listed);
const date = '2026-06-01T00:00:00.000Z';
const ofThisVault = (bytes: Buffer) => Buffer.from(bytes.toString().replace('vaults/photos', `vaults/${vaultName}`));

const save = async (bytes: Buffer | string): Promise<string> => {
	const path = join(world.folder, `inventory-${vaultName}`);
	await writeFile(path, bytes);
	return path;
};
const importOf = async (bytes: Buffer | string) =>
	world.link.request('inventory.import', {vaultName, path: await save(bytes)});
const rowsNow = async () => {
	const sort = {by: 'name', descending: false} as const;
	return (await world.link.request('inventory.window', {vaultName, filter: '', sort, offset: 0, limit: 100})).rows;
};

describe('a saved inventory', () => {
	it('comes in as JSON and as CSV with the same rows, and asks the service for nothing', async () => {
		const json = await importOf(ofThisVault(jsonInventory(rows, date)));
		expect(json).toMatchObject({
			format: 'JSON',
			inventory: {archives: 3, bytes: 6000, inventoryDate: date, malformed: 0},
		});
		const fromJson = await rowsNow();
		const path = await save(csvInventory(rows));
		await utimes(path, new Date(date), new Date(date));
		const csv = await world.link.request('inventory.import', {vaultName, path});
		expect(csv).toMatchObject({format: 'CSV', inventory: {archives: 3, inventoryDate: date}});
		expect(await rowsNow()).toEqual(fromJson);
		expect(world.proxy.passed).toEqual([]);
	});

	it('is told of as a fetched one is, and its vault is known from then on', async () => {
		const portions = [...syntheticInventory(12_000)];
		await importOf(Buffer.concat(portions));
		const told = world.events.flatMap((event) => (event.type === 'inventory' ? [event] : []));
		expect(told.map(({progress}) => progress?.step ?? null)).toEqual([...told.slice(1).map(() => 'importing'), null]);
		expect(told.at(-2)?.progress).toMatchObject({
			jobId: null,
			rows: 12_000,
			totalBytes: Buffer.concat(portions).length,
		});
		expect(told.at(-1)?.inventory).toMatchObject({vaultName, archives: 12_000});
		const known = (await world.link.request('session.snapshot', {})).flatMap((event) =>
			event.type === 'vault' ? [event.vault.vaultName] : [],
		);
		expect(known).toContain(vaultName);
	});

	it('that is broken off anywhere leaves the old one whole, and says so', async () => {
		await importOf(ofThisVault(jsonInventory([listed(7)], date)));
		const before = await rowsNow();
		const json = ofThisVault(jsonInventory(rows, date));
		const csv = csvInventory(rows);
		// The last row of a CSV shows by itself that it is whole, with or without its line end.
		const cuts = [json.subarray(0, -1), json.subarray(0, json.length / 2), json.subarray(0, 20), csv.subarray(0, -3)];
		for (const bytes of [...cuts, csv.subarray(0, 30), '', 'no inventory\nat all\n', Buffer.alloc(5000)]) {
			await expect(importOf(bytes)).rejects.toMatchObject({
				value: {kind: 'mismatch', message: expect.stringContaining('no whole inventory')},
			});
		}
		expect(await rowsNow()).toEqual(before);
		expect(world.events.at(-1)).toMatchObject({type: 'inventory', progress: null, inventory: {archives: 1}});
	});

	it('loses only the rows that cannot be read, and counts them', async () => {
		const broken = csvInventory(rows).toString().replace(',2000,', ',two thousand,');
		expect(await importOf(broken)).toMatchObject({inventory: {archives: 2, malformed: 1}});
	});

	it('of another vault is refused, as is what is no file', async () => {
		await expect(importOf(jsonInventory(rows, date))).rejects.toMatchObject({
			value: {kind: 'invalid-input', message: expect.stringContaining('of the vault photos, not of')},
		});
		const takes = (path: string) => world.link.request('inventory.import', {vaultName, path});
		await expect(takes(world.folder)).rejects.toMatchObject({value: {kind: 'invalid-input'}});
		await expect(takes(join(world.folder, 'nothing'))).rejects.toMatchObject({value: {kind: 'not-found'}});
		expect(await world.link.request('inventory.summary', {vaultName})).toBeNull();
	});

	it('keeps what we did since', async () => {
		const [first, , third] = rows;
		await importOf(ofThisVault(jsonInventory([first!, third!], date)));
		const {path} = await world.file('new.tar', 10);
		world.emulator.control.createVault(vaultName);
		await world.over(await world.link.request('archives.upload', {vaultName, path}));
		const {inventory} = await importOf(ofThisVault(jsonInventory(rows, date)));
		expect(inventory).toMatchObject({archives: 4, uploadedSince: 1});
	});

	it('may be left in the middle', async () => {
		const path = await save(Buffer.concat([...syntheticInventory(20_000)]));
		const stop = new AbortController();
		const importing = world.link.request('inventory.import', {vaultName, path}, stop.signal);
		await world.until('inventory', ({inventory, progress}) => inventory.vaultName === vaultName && progress !== null);
		stop.abort();
		await expect(importing).rejects.toMatchObject({value: {kind: 'cancelled'}});
		await world.until('inventory', ({inventory, progress}) => inventory.vaultName === vaultName && progress === null);
		expect(await world.link.request('inventory.summary', {vaultName})).toBeNull();
	});
});
