import {readdirSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import type {Vault} from '../../source/model/vault.ts';
import {importInventory, jsonInventory} from '../helpers/inventory-files.ts';
import {asArchive} from '../helpers/naive-catalog.ts';
import {temporaryCatalog, temporaryPath} from '../helpers/temporary-catalog.ts';

const vault = (vaultName: string, numberOfArchives = 0): Vault => ({
	vaultName,
	vaultArn: `arn:aws:glacier:us-east-1:123456789012:vaults/${vaultName}`,
	creationDate: '2020-01-01T00:00:00.000Z',
	lastInventoryDate: null,
	numberOfArchives,
	sizeInBytes: 0,
});

const at = '2026-11-23T10:00:00.000Z';
const listed = {archiveId: 'a', description: 'a', created: at, size: 5, treeHash: 'ab'.repeat(32)};
const query = {filter: '', sort: {by: 'name', descending: false}, offset: 0, limit: 9} as const;

describe('vaults', () => {
	it('are listed by name, as they were saved last', async () => {
		const {vaults} = await temporaryCatalog();
		await vaults.save(vault('b'));
		await vaults.save(vault('a'));
		await vaults.save(vault('b', 7));
		expect(await vaults.list()).toEqual([vault('a'), vault('b', 7)]);
	});

	it('take all that belongs to them along, and nothing of others', async () => {
		const path = temporaryPath();
		const {vaults, inventories, archives, marks, ...catalog} = await temporaryCatalog(path);
		await vaults.replaceAll([vault('v'), vault('w')]);
		for (const vaultName of ['v', 'w', 'never listed']) {
			await importInventory({inventories} as never, {vaultName, bytes: jsonInventory([listed], at), at});
			await archives.recordUpload(vaultName, asArchive({...listed, archiveId: 'b'}));
			await archives.recordDelete(vaultName, ['a'], at);
			await marks.change(vaultName, {do: 'toggle', archiveIds: ['b']});
			expect(await archives.window({...query, vaultName})).toMatchObject({total: 2, marks: {count: 1}});
		}
		await catalog.transfers.save({transferId: 't', vaultName: 'v'} as never);

		await vaults.replaceAll([vault('w')]);
		expect(await vaults.list()).toEqual([vault('w')]);
		for (const vaultName of ['v', 'never listed']) {
			expect(await inventories.summary(vaultName)).toBe(null);
			expect(await archives.window({...query, vaultName})).toMatchObject({total: 0, marks: {count: 0}});
		}
		expect(await archives.window({...query, vaultName: 'w'})).toMatchObject({total: 2, marks: {count: 1}});
		expect(readdirSync(`${path}-inventories`)).toHaveLength(1);
		// What a person did stays until a person takes it off the list.
		expect(await catalog.transfers.list()).toHaveLength(1);

		await vaults.remove('w');
		expect(await inventories.summary('w')).toBe(null);
		expect(readdirSync(`${path}-inventories`)).toEqual([]);
	});

	it('that go while an inventory comes in stay gone', async () => {
		const {vaults, inventories} = await temporaryCatalog();
		await vaults.save(vault('v'));
		const {importId} = await inventories.begin({vaultName: 'v', jobId: 'j', format: 'JSON', at});
		await inventories.feed(importId, jsonInventory([listed], at));
		await vaults.remove('v');
		await expect(inventories.finish(importId, {inventoryDate: null, at})).rejects.toThrow('no longer in the catalog');
		expect(await inventories.summary('v')).toBe(null);
	});
});
