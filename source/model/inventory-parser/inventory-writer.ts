import type {Timestamp} from '../timestamp.ts';
import type {InventoryRow} from './inventory-row.ts';

/** The first line of an inventory in CSV. */
export const inventoryCsvHeader = 'ArchiveId,ArchiveDescription,CreationDate,Size,SHA256TreeHash\r\n';

/**
 * A row in the service's CSV: the description always in quotes, `"` as `\"`, a backslash as itself. A line break, which no description of
 * the service holds and no CSV of it could carry, becomes a space.
 */
export const inventoryCsvRow = ({archiveId, description, created, size, treeHash}: InventoryRow): string =>
	`${archiveId},"${description.replaceAll('"', '\\"').replace(/[\r\n]/g, ' ')}",${created},${size},${treeHash}\r\n`;

/** What an inventory in JSON begins with. The rows follow with commas between them, then {@link inventoryJsonTail}. */
export const inventoryJsonHead = (vaultArn: string, inventoryDate: Timestamp | null): string =>
	`{"VaultARN":${JSON.stringify(vaultArn)},"InventoryDate":${JSON.stringify(inventoryDate)},"ArchiveList":[`;

/** A row in the service's JSON. */
export const inventoryJsonRow = ({archiveId, description, created, size, treeHash}: InventoryRow): string =>
	JSON.stringify({
		ArchiveId: archiveId,
		ArchiveDescription: description,
		CreationDate: created,
		Size: size,
		SHA256TreeHash: treeHash,
	});

export const inventoryJsonTail = ']}';
