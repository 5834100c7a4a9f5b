import {setImmediate as breathe} from 'node:timers/promises';
import {milliseconds, type Timestamp} from '../../model/timestamp.ts';
import type {Database} from '../database.ts';
import {Bits} from '../files/bits.ts';
import type {InventoryFile} from '../files/inventory-file.ts';
import {isDamage} from '../to-error.ts';
import type {VaultView} from '../views/vault-views.ts';

/** How many marks are carried over before other questions are let through. */
const stride = 1000;

/** The rows of a new inventory whose archives are marked in a view of the old one; as many as can be read of it. */
export const carryMarks = async (view: VaultView, file: InventoryFile): Promise<Bits> => {
	const carried = new Bits(file.rows);
	try {
		await carry(view, file, carried);
	} catch (error) {
		// Marks are not worth being stuck with a damaged inventory.
		if (!isDamage(error)) throw error;
	}
	return carried;
};

const carry = async ({file: old, marks}: VaultView, file: InventoryFile, carried: Bits): Promise<void> => {
	for (const archiveId of marks.ids) {
		const row = file.find(archiveId);
		if (row >= 0) carried.set(row, true);
	}
	if (!old) return;
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
};

/** What of a vault's ledger a new inventory knows. */
export type Settled = {uploads: readonly string[]; deletions: readonly string[]};

/**
 * Finds what a new inventory knows: uploads that it lists, and deletes that it was made after. A delete stays as long as the archive is
 * still listed, and an upload as long as it is not.
 */
export const findSettled = async (
	database: Database,
	vaultName: string,
	file: InventoryFile,
	inventoryDate: Timestamp | null,
): Promise<Settled> => {
	let done = 0;
	const isListed = async (archiveId: string) => {
		if (++done % stride === 0) await breathe();
		return file.find(archiveId) >= 0;
	};
	const uploads: string[] = [];
	const deletions: string[] = [];
	for (const {archive_id} of database.all<{archive_id: string}>(
		'SELECT archive_id FROM upload WHERE vault_name = ?',
		vaultName,
	)) {
		if (await isListed(archive_id)) uploads.push(archive_id);
	}
	for (const {archive_id, at} of database.all<{archive_id: string; at: Timestamp}>(
		'SELECT archive_id, at FROM deletion WHERE vault_name = ?',
		vaultName,
	)) {
		// An inventory that is older than the delete says nothing of it.
		const isOlder = inventoryDate !== null && milliseconds(at) >= milliseconds(inventoryDate);
		if (isOlder || (await isListed(archive_id))) continue;
		// The archive has come and gone again: neither is news.
		uploads.push(archive_id);
		deletions.push(archive_id);
	}
	return {uploads, deletions};
};

/** Takes it out of the ledger. */
export const settleLedger = (database: Database, vaultName: string, {uploads, deletions}: Settled): void => {
	for (const archiveId of uploads) {
		database.run('DELETE FROM upload WHERE vault_name = ? AND archive_id = ?', vaultName, archiveId);
	}
	for (const archiveId of deletions) {
		database.run('DELETE FROM deletion WHERE vault_name = ? AND archive_id = ?', vaultName, archiveId);
	}
};
