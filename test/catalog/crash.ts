import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import type {Catalog} from '../../source/catalog/catalog.ts';
import {openCatalog} from '../../source/catalog/open-catalog.ts';
import {timestamp} from '../../source/model/timestamp.ts';
import {csvInventory, importInventory} from '../helpers/inventory-files.ts';
import type {Listed} from '../helpers/naive-catalog.ts';
import {otherProcess} from '../helpers/other-process.ts';
import {seededRandom} from '../helpers/seeded-random.ts';
import {temporaryPath} from '../helpers/temporary-catalog.ts';

const seed = 20261123;
const at = '2026-11-23T10:00:00.000Z';

const listed = (n: number): Listed => ({
	archiveId: `${n}`.padStart(138, 'x'),
	description: `nightly/${n}.tar`,
	created: timestamp(1_700_000_000_000 + n),
	size: n,
	treeHash: n.toString(16).padStart(64, '0'),
});
const inventory = (count: number) => csvInventory(Array.from({length: count}, (_, n) => listed(n)));

/** Takes in all that an import before it has left; gives how much that is. */
const resumed = async ({inventories}: Catalog, importId: number) => {
	let last = null;
	for (let taken = await inventories.resume(importId); taken; taken = await inventories.resume(importId)) last = taken;
	return last;
};

/** A moment within work that takes about so long: a crash does not wait for a state. */
const passes = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe(`a process that is killed (seed ${seed})`, () => {
	it('leaves what it took of an inventory to the next import of the same job, unless it is damaged', async () => {
		const path = temporaryPath();
		const bytes = inventory(4000);
		const pieces = [0, 1, 2, 3].map((i) => bytes.subarray((bytes.length / 4) * i, (bytes.length / 4) * (i + 1)));
		const begin = {vaultName: 'v', jobId: 'j', format: 'CSV', at, keep: true} as const;
		const killed = await otherProcess(path);
		const {importId} = await killed.call<{importId: number}>('inventories', 'begin', begin);
		await killed.call('inventories', 'feed', importId, pieces[0]!.toString());
		await killed.call('inventories', 'feed', importId, pieces[1]!.toString());
		await killed.kill();

		const folder = `${path}-inventories`;
		const first = await openCatalog({path});
		const other = await first.inventories.begin({...begin, jobId: 'another'});
		expect(await first.inventories.resume(other.importId)).toBeNull();
		await first.inventories.abandon(other.importId);
		const second = await first.inventories.begin(begin);
		// What was kept comes in portion by portion, so that it can be said how far it is.
		expect(await first.inventories.resume(second.importId)).toEqual({bytes: pieces[0]!.length, rows: 1006});
		expect(await resumed(first, second.importId)).toMatchObject({bytes: pieces[0]!.length + pieces[1]!.length});
		await first.inventories.feed(second.importId, pieces[2]!);
		// An engine that is closed leaves it too.
		await first.close();

		// After a failing power its end may be anything.
		const kept = join(
			folder,
			readdirSync(folder).find((name) => name.endsWith('.output') || name.startsWith('output'))!,
		);
		const stored = readFileSync(kept);
		stored[stored.length - 9]! ^= 1;
		writeFileSync(kept, stored);
		const last = await openCatalog({path});
		const third = await last.inventories.begin(begin);
		expect(await resumed(last, third.importId)).toMatchObject({bytes: pieces[0]!.length + pieces[1]!.length});
		for (const piece of pieces.slice(2)) await last.inventories.feed(third.importId, piece);
		expect(await last.inventories.finish(third.importId, {inventoryDate: at, at})).toMatchObject({archives: 4000});
		await last.close();
		expect(readdirSync(folder)).toHaveLength(1);
	});

	it('while it records chunks has kept every one that it said is safe', async () => {
		const path = temporaryPath();
		const random = seededRandom(seed);
		let next = 0;
		for (let round = 0; round < 3; round++) {
			const process = await otherProcess(path);
			const safe: number[] = [];
			const record = async () => {
				for (;;) {
					const index = next++;
					await process.call('transfers', 'recordChunk', 't', {index, treeHash: 'ab'.repeat(32)});
					safe.push(index);
				}
			};
			const recording = Promise.all([record(), record(), record()]).catch(() => {});
			await passes(20 + random() * 80);
			await process.kill();
			await recording;
			const catalog = await openCatalog({path});
			const kept = (await catalog.transfers.verifiedChunks('t')).map((chunk) => chunk.index);
			expect(kept).toEqual(expect.arrayContaining(safe));
			await catalog.close();
		}
		expect(next).toBeGreaterThan(0);
	});
});

describe('two processes on one catalog', () => {
	it('see what the other did, and only one gets a transfer', async () => {
		const path = temporaryPath();
		const catalog = await openCatalog({path});
		const other = await otherProcess(path);
		const query = {
			vaultName: 'v',
			filter: 'nightly',
			sort: {by: 'size', descending: true},
			offset: 0,
			limit: 3,
		} as const;

		await importInventory(catalog, {vaultName: 'v', bytes: inventory(10), format: 'CSV', at});
		expect(await other.call('archives', 'window', query)).toMatchObject({total: 10});
		await other.call('marks', 'change', 'v', {do: 'all', query});
		expect(await catalog.archives.window(query)).toMatchObject({marks: {count: 10}});
		await other.call('archives', 'recordDelete', 'v', [listed(9).archiveId], at);
		expect(await catalog.archives.window(query)).toMatchObject({
			marks: {count: 9},
			rows: [{newness: 'deleted-since'}, {}, {}],
		});

		const {importId} = await other.call<{importId: number}>('inventories', 'begin', {
			vaultName: 'v',
			jobId: 'j',
			format: 'CSV',
			at,
		});
		// A third one that opens meanwhile must not take the living import for a dead one.
		await (await openCatalog({path})).close();
		await other.call('inventories', 'feed', importId, inventory(30).toString());
		await other.call('inventories', 'finish', importId, {inventoryDate: null, at});
		expect(await catalog.archives.window(query)).toMatchObject({total: 30, marks: {count: 9}});
		expect(existsSync(`${path}-inventories/1.sqlite`)).toBe(false);

		await catalog.transfers.save({transferId: 't'} as never);
		const claims = await Promise.all([
			catalog.transfers.claim('t', 'here', ['here', 'there']),
			other.call<boolean>('transfers', 'claim', 't', 'there', ['here', 'there']),
		]);
		expect(claims.filter(Boolean)).toHaveLength(1);
		expect(await catalog.transfers.owners()).toHaveLength(1);
		await other.kill();
		expect(await catalog.transfers.claim('t', 'here', ['here'])).toBe(true);
		await catalog.close();
	});
});
