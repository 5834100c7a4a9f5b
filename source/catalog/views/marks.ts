import type {Database} from '../database.ts';
import {Bits} from '../files/bits.ts';
import type {InventoryFile} from '../files/inventory-file.ts';
import type {Ledger} from './ledger.ts';

/** Rows in one stored chunk of marks. */
const rowsPerChunk = 32_768;
const wordsPerChunk = rowsPerChunk / 32;

/**
 * The marks of a vault: a bit for each row of its inventory, ids for rows of the ledger.
 *
 * A bitmap and not ranges: at ten million rows it is 1.2 MiB, every operation on it is a pass over words, and what marks a filter hides is
 * the count of one bitmap without another. Ranges would save a megabyte and lose that.
 */
export class Marks {
	readonly rows: Bits;
	readonly ids = new Set<string>();
	count = 0;
	bytes = 0;
	readonly #file: InventoryFile | null;
	readonly #ledger: Ledger;
	readonly #storesRows: boolean;
	/** What must be written: chunks of `rows`, and ids. */
	readonly #dirtyChunks = new Set<number>();
	readonly #dirtyIds = new Set<string>();

	/** Those of early rows are not stored: in the next file a row's number is that of another archive. */
	constructor(file: InventoryFile | null, ledger: Ledger, {storesRows = true}: {storesRows?: boolean} = {}) {
		this.#storesRows = storesRows;
		this.rows = new Bits(file?.rows ?? 0);
		this.#file = file;
		this.#ledger = ledger;
	}

	/** Marks a row of the inventory, or takes its mark away. One that is deleted takes none. */
	setRow(row: number, to: boolean): void {
		if (this.rows.has(row) === to || (to && this.#ledger.deletedRows.has(row))) return;
		this.rows.set(row, to);
		this.#dirtyChunks.add(Math.floor(row / rowsPerChunk));
		this.#tally(1, this.#file!.size(row), to);
	}

	/** Marks a set of rows of the inventory, takes their marks away, or gives each the other of the two. Those that are deleted take none. */
	setRows(chosen: Bits, to: boolean | 'other'): void {
		const removed = to === true ? undefined : chosen.common(this.rows);
		const added = to === false ? undefined : chosen.without(this.rows);
		for (const row of this.#ledger.deletedRows.keys()) added?.set(row, false);
		if (removed) this.#change(removed, false);
		if (added) this.#change(added, true);
	}

	#change(changed: Bits, to: boolean): void {
		for (let i = 0; i < changed.words.length; i++) {
			if (changed.words[i] === 0) continue;
			this.rows.words[i]! ^= changed.words[i]!;
			this.#dirtyChunks.add(Math.floor(i / wordsPerChunk));
		}
		this.#tally(changed.count(), this.#file?.facts.bytesIn(changed) ?? 0, to);
	}

	/** The same for an upload of the ledger. */
	setId(archiveId: string, to: boolean): void {
		const upload = this.#ledger.find(archiveId);
		if (!upload || this.ids.has(archiveId) === to || (to && upload.deleted)) return;
		if (to) this.ids.add(archiveId);
		else this.ids.delete(archiveId);
		this.#dirtyIds.add(archiveId);
		this.#tally(1, upload.archive.size, to);
	}

	/** Takes all marks away. */
	clear(): void {
		this.setRows(this.rows, false);
		for (const archiveId of this.ids) this.setId(archiveId, false);
	}

	/** Writes what has changed since the last time. Within a transaction. */
	write(database: Database, vaultName: string): void {
		for (const chunk of this.#storesRows ? this.#dirtyChunks : []) {
			const words = this.rows.words.subarray(chunk * wordsPerChunk, (chunk + 1) * wordsPerChunk);
			if (words.every((word) => word === 0)) {
				database.run('DELETE FROM mark WHERE vault_name = ? AND chunk = ?', vaultName, chunk);
				continue;
			}
			const isFull = words.length === wordsPerChunk && words.every((word) => word === 0xffff_ffff);
			const bits = isFull ? null : new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
			database.run('INSERT OR REPLACE INTO mark (vault_name, chunk, bits) VALUES (?, ?, ?)', vaultName, chunk, bits);
		}
		for (const archiveId of this.#dirtyIds) {
			database.run(
				this.ids.has(archiveId)
					? 'INSERT OR IGNORE INTO mark_of_upload (vault_name, archive_id) VALUES (?, ?)'
					: 'DELETE FROM mark_of_upload WHERE vault_name = ? AND archive_id = ?',
				vaultName,
				archiveId,
			);
		}
		this.#dirtyChunks.clear();
		this.#dirtyIds.clear();
	}

	/** Reads what is stored. */
	read(database: Database, vaultName: string): this {
		const chunks = this.#storesRows
			? database.all<{chunk: number; bits: Uint8Array | null}>(
					'SELECT chunk, bits FROM mark WHERE vault_name = ?',
					vaultName,
				)
			: [];
		for (const {chunk, bits} of chunks) {
			const words = this.rows.words.subarray(chunk * wordsPerChunk, (chunk + 1) * wordsPerChunk);
			if (bits) words.set(new Uint32Array(bits.buffer as ArrayBuffer).subarray(0, words.length));
			else words.fill(0xffff_ffff);
		}
		this.#tally(this.rows.count(), this.#file?.facts.bytesIn(this.rows) ?? 0, true);
		const ids = database.all<{archive_id: string}>(
			'SELECT archive_id FROM mark_of_upload WHERE vault_name = ?',
			vaultName,
		);
		for (const {archive_id} of ids) this.setId(archive_id, true);
		this.#dirtyIds.clear();
		return this;
	}

	#tally(count: number, bytes: number, to: boolean): void {
		this.count += to ? count : -count;
		this.bytes += to ? bytes : -bytes;
	}
}

/** Forgets the marks of a vault that are stored, all of them. */
export const dropMarks = (database: Database, vaultName: string): void => {
	database.run('DELETE FROM mark WHERE vault_name = ?', vaultName);
	database.run('DELETE FROM mark_of_upload WHERE vault_name = ?', vaultName);
};
