import {setImmediate as breathe} from 'node:timers/promises';
import {milliseconds, type Timestamp} from '../../model/timestamp.ts';
import type {Database} from '../database.ts';
import type {InventoryFile} from '../files/inventory-file.ts';
import {Bits} from '../views/bits.ts';
import type {VaultView} from '../views/vault-views.ts';

/** How many marks are carried over before other questions are let through. */
const stride = 1000;

/** The rows of a new inventory whose archives are marked in a view of the old one. */
export const carryMarks = async ({file: old, marks}: VaultView, file: InventoryFile): Promise<Bits> => {
	const carried = new Bits(file.rows);
	for (const archiveId of marks.ids) {
		const row = file.find(archiveId);
		if (row >= 0) carried.set(row, true);
	}
	if (!old) return carried;
	let place = 0;
	let done = 0;
	for (const row of marks.rows.values()) {
		if (++done % stride === 0) await breathe();
		const key = old.key(row);
		// Both files have the same order, so both are gone through once, however many marks there are.
		place = file.rank(key, place);
		if (place < file.rows && file.archiveId(place) === key.archiveId) {
			carried.set(place, true);
			continue;
		}
		// A decoder that has learned since may have given it another name.
		const found = file.find(key.archiveId);
		if (found >= 0) carried.set(found, true);
	}
	return carried;
};

/**
 * Takes out of a vault's ledger what a new inventory knows: uploads that it lists, and deletes that it was made after. A delete stays as
 * long as the archive is still listed, and an upload as long as it is not.
 */
export const settleLedger = (
	database: Database,
	vaultName: string,
	file: InventoryFile,
	inventoryDate: Timestamp | null,
): void => {
	const forgetUpload = (archiveId: string) =>
		database.run('DELETE FROM upload WHERE vault_name = ? AND archive_id = ?', vaultName, archiveId).changes > 0;

	for (const {archive_id} of database.all<{archive_id: string}>(
		'SELECT archive_id FROM upload WHERE vault_name = ?',
		vaultName,
	)) {
		if (file.find(archive_id) >= 0) forgetUpload(archive_id);
	}
	for (const {archive_id, at} of database.all<{archive_id: string; at: Timestamp}>(
		'SELECT archive_id, at FROM deletion WHERE vault_name = ?',
		vaultName,
	)) {
		if (file.find(archive_id) >= 0) continue;
		// An older inventory than the delete says nothing of it, unless it should have listed the archive.
		if (inventoryDate !== null && milliseconds(at) >= milliseconds(inventoryDate)) continue;
		forgetUpload(archive_id);
		database.run('DELETE FROM deletion WHERE vault_name = ? AND archive_id = ?', vaultName, archive_id);
	}
};
