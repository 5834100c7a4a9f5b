import type {Inventory} from './inventory.ts';
import type {Timestamp} from './timestamp.ts';
import type {Vault} from './vault.ts';

/** What an inventory in the catalog says of a vault that the service has not counted yet, or that this key may not describe. */
export type CatalogCounts = Pick<Inventory, 'archives' | 'bytes'> & {inventoryDate: Timestamp};

/** A vault with what the catalog's inventory says in place of counts that are not there; without, where there is no such inventory either. */
export type CountedVault = Vault & {inventory?: CatalogCounts};

/** How much a vault holds, when that was so, and who says it. */
export type VaultCounts = {archives: number; bytes: number; at: Timestamp; by: 'service' | 'catalog'};

/** What the catalog says, where only that can be said; `undefined` where the service has counted, or nobody has. */
export const catalogCounts = (vault: Vault, inventory: Inventory | null | undefined): CatalogCounts | undefined => {
	if (vault.lastInventoryDate !== null || !inventory || inventory.inventoryDate === null) return undefined;
	const {archives, bytes, inventoryDate} = inventory;
	return {archives, bytes, inventoryDate};
};

/** The counts of a vault: the service's, else those of an inventory in the catalog, such as one of a file; null before there is either. */
export const countsOf = (vault: CountedVault): VaultCounts | null => {
	const {lastInventoryDate, numberOfArchives, sizeInBytes, inventory} = vault;
	if (lastInventoryDate !== null) {
		return {archives: numberOfArchives, bytes: sizeInBytes, at: lastInventoryDate, by: 'service'};
	}
	if (!inventory) return null;
	return {archives: inventory.archives, bytes: inventory.bytes, at: inventory.inventoryDate, by: 'catalog'};
};
