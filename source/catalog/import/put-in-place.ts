import {notFound} from '../../model/errors/errors.ts';
import type {Timestamp} from '../../model/timestamp.ts';
import type {Database} from '../database.ts';
import type {Bits} from '../files/bits.ts';
import type {InventoryFile} from '../files/inventory-file.ts';
import {dropMarks} from '../views/marks.ts';
import type {VaultViews} from '../views/vault-views.ts';
import {carryMarks, findSettled, type Settled, settleLedger} from './carry-over.ts';

/** A file that an import has made, and whose inventory it is to be. */
export type Made = {importId: number; vaultName: string; file: InventoryFile};

/** What the catalog notes down of it. */
export type Facts = {inventoryDate: Timestamp | null; at: Timestamp; malformed: number};

/** What a new inventory takes over. */
type Carried = {marked: Bits; ids: readonly string[]; settled: Settled};

/** Thrown to roll back, when another process changed the vault and the step must be done again. */
const changedMeanwhile = new Error('The vault changed meanwhile.');

/** Makes a file the vault's inventory, in one transaction. `also` is done in the same. */
export const putInPlace = async (
	database: Database,
	views: VaultViews,
	made: Made,
	facts: Facts,
	also = () => {},
): Promise<void> => {
	const {vaultName, file} = made;
	await views.whileOpen(async () => {
		for (;;) {
			// Before the transaction, because many marks take their time; again, if something changed meanwhile.
			const view = views.early(vaultName);
			const {marksRevision} = view;
			const marked = await carryMarks(view, file);
			const settled = await findSettled(database, vaultName, file, facts.inventoryDate);
			const isDone = replace(database, views, made, facts, () => {
				const now = views.early(vaultName);
				also();
				if (now !== view || now.marksRevision !== marksRevision) return undefined;
				return {marked, ids: [...view.marks.ids], settled};
			});
			if (isDone) return;
		}
	});
};

/** False when `carried` says that the vault has changed; nothing was done then. */
const replace = (
	database: Database,
	views: VaultViews,
	{importId, vaultName}: Made,
	facts: Facts,
	carried: () => Carried | undefined,
): boolean => {
	try {
		return database.transaction(() => {
			if (database.run('DELETE FROM import WHERE import_id = ?', importId).changes === 0) {
				throw notFound(`The vault ${vaultName} is no longer in the catalog.`);
			}
			const what = carried();
			if (!what) throw changedMeanwhile;
			// The same output taken in once more is no newer inventory: what the one before it differs in stays of interest.
			database.run(
				`INSERT OR REPLACE INTO previous_inventory (vault_name, import_id, inventory_date)
				SELECT vault_name, import_id, inventory_date FROM inventory
				WHERE vault_name = ?1 AND inventory_date IS NOT ?2`,
				vaultName,
				facts.inventoryDate,
			);
			database.run(
				`INSERT OR REPLACE INTO inventory (vault_name, import_id, inventory_date, imported_at, malformed)
				VALUES (?, ?, ?, ?, ?)`,
				vaultName,
				importId,
				facts.inventoryDate,
				facts.at,
				facts.malformed,
			);
			settleLedger(database, vaultName, what.settled);
			dropMarks(database, vaultName);
			// The view of this is the new file's, without a mark yet.
			views.change(vaultName, 'ledger', ({marks}) => {
				for (const row of what.marked.values()) marks.setRow(row, true);
				for (const archiveId of what.ids) marks.setId(archiveId, true);
			});
			return true;
		});
	} catch (error) {
		views.forget(vaultName);
		if (error === changedMeanwhile) return false;
		throw error;
	}
};
