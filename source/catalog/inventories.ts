import type {Inventory} from '../model/inventory.ts';
import type {InventoryCatalog} from './catalog.ts';
import type {Database} from './database.ts';
import type {Imports} from './import/imports.ts';
import type {SlowQueries} from './queries.ts';
import type {VaultViews} from './views/vault-views.ts';

/** What a vault holds, and how a new inventory comes in. */
export const inventoryQueries = (
	database: Database,
	views: VaultViews,
	imports: Imports,
): SlowQueries<InventoryCatalog> => {
	const summary = (vaultName: string): Inventory | null => {
		const {file, ledger} = views.of(vaultName);
		const known =
			file &&
			database.get<{inventory_date: string | null; imported_at: string; malformed: number}>(
				'SELECT inventory_date, imported_at, malformed FROM inventory WHERE vault_name = ?',
				vaultName,
			);
		if (!known && ledger.uploads.length === 0) return null;
		return {
			vaultName,
			inventoryDate: known?.inventory_date ?? null,
			importedAt: known?.imported_at ?? null,
			archives: ledger.count,
			bytes: ledger.bytes,
			uploadedSince: ledger.uploadedSince,
			deletedSince: ledger.deletedSince,
			malformed: known?.malformed ?? 0,
		};
	};
	return {
		summary,
		begin: (takes) => imports.begin(takes),
		resume: (importId) => imports.resume(importId),
		feed: (importId, bytes) => imports.feed(importId, bytes),
		finish: async (importId, takes) => summary(await imports.finish(importId, takes))!,
		early: (importId) => imports.early(importId),
		ordered: (importId) => imports.ordered(importId),
		abandon: (importId, keep) => imports.abandon(importId, keep),
	};
};
