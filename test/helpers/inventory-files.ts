import type {Catalog} from '../../source/catalog/catalog.ts';
import type {Inventory} from '../../source/model/inventory.ts';
import type {Timestamp} from '../../source/model/timestamp.ts';
import type {Listed} from './naive-catalog.ts';

/** An inventory as the service writes it in JSON. */
export const jsonInventory = (rows: readonly Listed[], inventoryDate: Timestamp): Buffer =>
	Buffer.from(
		JSON.stringify({
			VaultARN: 'arn:aws:glacier:us-east-1:123456789012:vaults/photos',
			InventoryDate: inventoryDate,
			ArchiveList: rows.map((row) => ({
				ArchiveId: row.archiveId,
				ArchiveDescription: row.description,
				CreationDate: row.created,
				Size: row.size,
				SHA256TreeHash: row.treeHash,
			})),
		}),
	);

/** An inventory as the service writes it in CSV. */
export const csvInventory = (rows: readonly Listed[]): Buffer =>
	Buffer.from(
		[
			'ArchiveId,ArchiveDescription,CreationDate,Size,SHA256TreeHash',
			...rows.map(
				(row) =>
					`${row.archiveId},"${row.description.replaceAll('"', '\\"')}",${row.created},${row.size},${row.treeHash}`,
			),
			'',
		].join('\r\n'),
	);

/** Imports a whole inventory, in portions. */
export const importInventory = async (
	catalog: Catalog,
	takes: {
		vaultName: string;
		bytes: Buffer;
		format?: 'JSON' | 'CSV';
		inventoryDate?: Timestamp | null;
		at?: Timestamp;
		portion?: number;
	},
): Promise<Inventory> => {
	const {vaultName, bytes, format = 'JSON', inventoryDate = null, portion = 65_536} = takes;
	const at = takes.at ?? '2026-11-23T10:00:00.000Z';
	const {importId} = await catalog.inventories.begin({vaultName, jobId: 'job', format, at});
	for (let from = 0; from < bytes.length; from += portion) {
		await catalog.inventories.feed(importId, bytes.subarray(from, from + portion));
	}
	return catalog.inventories.finish(importId, {inventoryDate, at});
};
