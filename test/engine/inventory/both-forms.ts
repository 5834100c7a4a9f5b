import {join} from 'node:path';
import fc from 'fast-check';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {inventoryMarker} from '../../../source/engine/jobs/usable-jobs.ts';
import {longestDescription} from '../../../source/model/limits.ts';
import {treeHash} from '../../../source/model/tree-hash.ts';
import {hardDescription} from '../../fixtures/inventory-rows.ts';
import {type EngineWorld, startWorld, vaultName} from '../../helpers/engine-world.ts';
import {inventoryTables} from '../../helpers/inventory-tables.ts';

const seed = Number(process.env.ICEAXE_SEED ?? 20261127);

let world: EngineWorld;
beforeAll(async () => {
	world = await startWorld();
});
afterAll(() => world.close());

/** What the service takes, 0x20 to 0x7E, and what has broken parsers, terminals and paths. */
const descriptions = [
	'',
	'a, b and c',
	'"',
	'say "hello", twice',
	'\\',
	'C:\\Users\\x\\',
	'\\"',
	'",2012-01-01T00:00:00.000Z,1,',
	'\\n is no line feed',
	'%'.repeat(longestDescription),
	'"'.repeat(longestDescription),
	'\\'.repeat(longestDescription),
	'../../etc/passwd',
	'{"Path":"c:\\\\dir\\\\+ZeVnLIqe.txt","UTCDateModified":"20100310T110623Z"}',
	...fc.sample(hardDescription, {numRuns: 30, seed}),
];

describe(`a vault of hostile descriptions (seed ${seed})`, () => {
	it('becomes byte for byte the same inventory from the JSON and from the CSV of the service', async () => {
		await Promise.all(
			descriptions.map((description, n) => {
				const body = Buffer.from(`archive ${n}`);
				const hash = treeHash(body);
				return world.glacier.uploadArchive({vaultName, description, body, hashes: {linear: hash, tree: hash}});
			}),
		);
		// By the tools that real vaults were written with, and enough for levels of the tree.
		for (const [kind, count] of [
			['nas', 1200] as const,
			['fastglacier', 100] as const,
			['mt-aws-glacier', 100] as const,
		]) {
			world.emulator.control.fill(vaultName, kind, {count, start: Date.UTC(2021, 0, 1), seed: 3});
		}
		world.emulator.control.makeInventory(vaultName);
		const made = [];
		for (const format of ['JSON', 'CSV'] as const) {
			const {jobId} = await world.glacier.initiateInventory({vaultName, format, description: inventoryMarker});
			const {inventory, ...used} = await world.link.request('inventory.refresh', {vaultName, wait: true});
			expect(used).toEqual({jobId, reused: true, passedOver: null});
			expect(inventory).toMatchObject({archives: descriptions.length + 1400, malformed: 0});
			const tables = inventoryTables(join(world.folder, 'catalog.sqlite'), vaultName)!;
			made.push({tables, inventory: {...inventory, importedAt: null}});
		}
		expect(made[1]).toEqual(made[0]);
	});
});
