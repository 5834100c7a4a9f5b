import type {Archive} from '../../model/archive.ts';
import {milliseconds, timestamp} from '../../model/timestamp.ts';
import type {Database} from '../database.ts';
import type {InventoryFile} from '../files/inventory-file.ts';
import {compareKeys, compareNames, type RowKey} from '../files/row-key.ts';
import {fold} from '../filter.ts';
import {GivenNames} from '../names/given-names.ts';

/** An upload of ours that the inventory does not have yet. */
export type LedgerRow = RowKey & {
	archive: Archive;
	/** For filters. */
	folded: string;
	/** How many rows of the inventory come before it by name. */
	rank: number;
	deleted: boolean;
};

/** Our own uploads and deletes since a vault's inventory, as they lie over its rows. */
export class Ledger {
	/** In the order of the rows. */
	readonly uploads: LedgerRow[] = [];
	/** Rows of the inventory that we deleted, with their sizes. */
	readonly deletedRows = new Map<number, number>();
	/** Rows that are there, and their bytes. */
	count: number;
	bytes: number;
	readonly #byId = new Map<string, LedgerRow>();
	readonly #file: InventoryFile | null;
	/** Ids that we deleted, also those of archives that no inventory has shown yet. */
	readonly #deleted = new Set<string>();

	constructor(file: InventoryFile | null) {
		this.#file = file;
		this.count = file?.rows ?? 0;
		this.bytes = file?.bytes ?? 0;
	}

	get deletedSince(): number {
		return this.deletedRows.size + this.uploads.length - this.uploadedSince;
	}

	/** Uploads that are there. */
	uploadedSince = 0;

	find(archiveId: string): LedgerRow | undefined {
		return this.#byId.get(archiveId);
	}

	/** Where an upload of this key stands in `uploads`, or would. */
	indexOf(row: RowKey): number {
		let low = 0;
		let high = this.uploads.length;
		while (low < high) {
			const middle = (low + high) >>> 1;
			if (compareKeys(this.uploads[middle]!, row) < 0) low = middle + 1;
			else high = middle;
		}
		return low;
	}

	/** Takes note of an upload. One that the inventory holds already is no news. */
	upload(archive: Archive): void {
		const {archiveId, name, size} = archive;
		if (this.#file && this.#file.find(archiveId) >= 0) return;
		const before = this.#byId.get(archiveId);
		if (before) this.#forget(before);
		const key = {name, created: milliseconds(archive.created), archiveId};
		const row: LedgerRow = {
			...key,
			archive,
			folded: fold(name),
			rank: 0,
			deleted: this.#deleted.has(archiveId),
		};
		const index = this.indexOf(row);
		// Its neighbour's rank is a good place to begin: a ledger that is read in order goes once through the inventory at most.
		row.rank = this.#file?.rank(key, this.uploads[index - 1]?.rank) ?? 0;
		this.uploads.splice(index, 0, row);
		this.#byId.set(archiveId, row);
		if (row.deleted) return;
		this.count++;
		this.bytes += size;
		this.uploadedSince++;
	}

	delete(archiveId: string): void {
		if (this.#deleted.has(archiveId)) return;
		this.#deleted.add(archiveId);
		const upload = this.#byId.get(archiveId);
		const row = upload ? -1 : (this.#file?.find(archiveId) ?? -1);
		if (upload) {
			upload.deleted = true;
			this.uploadedSince--;
		} else if (row >= 0) {
			this.deletedRows.set(row, this.#file!.size(row));
		} else {
			return;
		}
		this.count--;
		this.bytes -= upload ? upload.archive.size : this.#file!.size(row);
	}

	#forget(row: LedgerRow): void {
		this.uploads.splice(this.indexOf(row), 1);
		if (row.deleted) return;
		this.count--;
		this.bytes -= row.archive.size;
		this.uploadedSince--;
	}
}

/** Archives with the names that the file of names at `path` has for them. */
const withGivenNames = (archives: Archive[], path: string | null): Archive[] => {
	if (path === null || archives.length === 0) return archives;
	const names = new GivenNames(path);
	try {
		return archives.map((archive) => {
			const given = names.find(archive.archiveId);
			if (!given) return archive;
			const modified = given.modified > 0 ? timestamp(given.modified * 1000) : archive.modified;
			return {...archive, name: given.name, modified, format: 'list'};
		});
	} finally {
		names.close();
	}
};

/** Reads a vault's ledger; `names` is where its list of names is. */
export const readLedger = (
	database: Database,
	vaultName: string,
	file: InventoryFile | null,
	names: string | null,
): Ledger => {
	const ledger = new Ledger(file);
	const deletions = database.all<{archive_id: string}>(
		'SELECT archive_id FROM deletion WHERE vault_name = ?',
		vaultName,
	);
	const uploads = database
		.all<{value: string}>('SELECT value FROM upload WHERE vault_name = ?', vaultName)
		.map(({value}) => JSON.parse(value) as Archive);
	const named = withGivenNames(uploads, names).sort((a, b) => compareNames(a.name, b.name));
	for (const archive of named) ledger.upload(archive);
	for (const {archive_id} of deletions) ledger.delete(archive_id);
	return ledger;
};
