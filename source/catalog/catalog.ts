import type {Archive, ArchiveRow, Selection} from '../model/archive.ts';
import type {Breakdown, Share} from '../model/breakdown.ts';
import type {UploadDays} from '../model/calendar.ts';
import type {DifferenceQuery, DifferenceWindow} from '../model/differences.ts';
import type {
	FolderQuery,
	FolderWindow,
	Inventory,
	InventoryQuery,
	InventoryWindow,
	MarkChange,
	MarkCount,
	PlaceQuery,
} from '../model/inventory.ts';
import type {Job} from '../model/job.ts';
import type {Timestamp} from '../model/timestamp.ts';
import type {Transfer, VerifiedChunk} from '../model/transfer.ts';
import type {Vault} from '../model/vault.ts';

/**
 * The durable truth of one account and region: one SQLite database, reached through a worker so that no query holds up the screen, and
 * beside it a file for each imported inventory (see files/form.ts).
 *
 * What a method has resolved is on disk and survives a crash. Two processes may have the same catalog open.
 * Methods are grouped by noun; each group has a file of queries of the same name.
 */
export interface Catalog {
	vaults: VaultCatalog;
	inventories: InventoryCatalog;
	archives: ArchiveCatalog;
	marks: MarkCatalog;
	names: NamesCatalog;
	jobs: JobCatalog;
	transfers: TransferCatalog;
	/** Writes what is open and ends the worker. */
	close(): Promise<void>;
}

export interface VaultCatalog {
	list(): Promise<Vault[]>;
	/** Makes the list what the service says; vaults that are no longer there go, with all that belongs to them. */
	replaceAll(vaults: readonly Vault[]): Promise<void>;
	save(vault: Vault): Promise<void>;
	/** Forgets a vault and all that belongs to it. Transfers stay: they are a person's acts, and have an end of their own. */
	remove(vaultName: string): Promise<void>;
}

/**
 * An import under way, named by `importId`. Its rows are invisible until it is finished, but for who asks for early ones: the rows so far of a
 * vault's first inventory. A crash leaves nothing of it that shows.
 */
export interface InventoryCatalog {
	/** Null when the catalog has neither an inventory nor an upload of ours for the vault. */
	summary(vaultName: string): Promise<Inventory | null>;
	/** With `keep`, what is fed is kept until the import is over, and one of the same job that was broken off is gone on with by `resume`. */
	begin(takes: {
		vaultName: string;
		jobId: string;
		format: 'JSON' | 'CSV';
		at: Timestamp;
		keep?: boolean;
	}): Promise<{importId: number}>;
	/**
	 * Takes in the next portion of what was kept of an import that was broken off; gives how many rows and bytes of the output have been taken so
	 * far. Null when nothing is left: what comes after those bytes is to be fed.
	 */
	resume(importId: number): Promise<{rows: number; bytes: number} | null>;
	/** Takes the next bytes of the job's output, in any portions, and resolves when they are stored. The buffer is given away. */
	feed(importId: number, bytes: Uint8Array): Promise<{rows: number; malformed: number}>;
	/**
	 * Makes the import the vault's inventory in one step. Uploads and deletes of ours that it contains are no longer "since".
	 * `inventoryDate` serves when the output itself has none (CSV).
	 * @throws IceaxeError `mismatch` when the output ended in the middle; the old inventory stays.
	 */
	finish(importId: number, takes: {inventoryDate: Timestamp | null; at: Timestamp}): Promise<Inventory>;
	/** How many rows who asks for early ones is shown, when a file of them that is being made is there. */
	early(importId: number): Promise<number>;
	/** How much of putting the rows in order is done while `finish` is awaited, from 0 to 1. */
	ordered(importId: number): Promise<number>;
	/** Ends an import. With `keep` what was kept of its output stays for another of the same job; else all of it goes. */
	abandon(importId: number, keep?: boolean): Promise<void>;
}

export interface ArchiveCatalog {
	window(query: InventoryQuery): Promise<InventoryWindow>;
	/** One level of the tree of decoded names. */
	folder(query: FolderQuery): Promise<FolderWindow>;
	/** Where a row stands in a list, or in a level of the tree; null when it is not shown. */
	place(query: PlaceQuery): Promise<number | null>;
	/** Every archive of exactly this name, the newest first. */
	versions(vaultName: string, name: string): Promise<ArchiveRow[]>;
	/** The archives of a selection that are there (deleted ones are left out), at most `limit`, oldest first. */
	select(vaultName: string, selection: Selection, limit: number): Promise<Archive[]>;
	/** Count and bytes of a selection, without reading it; `above` counts those larger than that many bytes. */
	measure(
		vaultName: string,
		selection: Selection,
		above: number,
	): Promise<{count: number; bytes: number; above: number}>;
	/**
	 * What was uploaded on each of so many days in UTC from `from`, a midnight, on: in the whole vault, or below a folder of decoded names
	 * (no `/` at its end). One scan of the bare facts, about 0.1 s for a million rows.
	 */
	uploadDays(vaultName: string, takes: {below: string | null; from: Timestamp; days: number}): Promise<UploadDays>;
	/** What the vault is made of. One scan of the bare facts. `at` is the time that ages are counted from. */
	breakdown(vaultName: string, at: Timestamp): Promise<VaultBreakdown>;
	/** What the present inventory and the one before it differ in; null when there are not two. */
	differences(query: DifferenceQuery): Promise<DifferenceWindow | null>;
	byId(vaultName: string, archiveId: string): Promise<Archive | null>;
	/** The newest archive of exactly this name. */
	byName(vaultName: string, name: string): Promise<Archive | null>;
	/** The ledger: an archive that we uploaded. Shown at once, as newer than the inventory. */
	recordUpload(vaultName: string, archive: Archive): Promise<void>;
	/** The ledger: archives that we deleted. */
	recordDelete(vaultName: string, archiveIds: readonly string[], at: Timestamp): Promise<void>;
}

/** A part of a vault. */
export type VaultShare = Omit<Share, 'monthly'>;
/** What a vault is made of, without prices. */
export type VaultBreakdown = Record<keyof Breakdown, VaultShare[]>;

export interface MarkCatalog {
	/** An archive that is deleted takes no mark. `hidden` is of the change's query; 0 when it has none. */
	change(vaultName: string, change: MarkChange): Promise<MarkCount>;
	/** Marks archives by their ids, in addition to what is marked. Gives how many of the ids are of archives that can be marked. */
	add(vaultName: string, archiveIds: readonly string[]): Promise<{known: number}>;
	/**
	 * The ids of marked archives, a portion at a time: the first with null, each other with the `next` of the one before, until that is null.
	 * @throws IceaxeError `mismatch` when the vault or its marks changed in between.
	 */
	ids(vaultName: string, place: MarkPlace | null): Promise<{archiveIds: string[]; next: MarkPlace | null}>;
}

/** How far marks are read: from which row on, and of which state of the vault. */
export type MarkPlace = {from: number; state: string};

/** A name that a person gives to an archive; when the file was last changed in seconds since 1970, 0 when that is not known. */
export type GivenName = {archiveId: string; name: string; modified: number};

/** Lists of names. They count more than what descriptions say, stay over new inventories, and change nothing until they are finished. */
export interface NamesCatalog {
	begin(vaultName: string, at: Timestamp): Promise<{listId: number}>;
	add(listId: number, names: readonly GivenName[]): Promise<void>;
	/** Adds the names in a mapping database of Synology Glacier Backup. @throws IceaxeError `invalid-input` when it is none */
	addMapping(listId: number, path: string): Promise<{refused: number}>;
	/**
	 * Gives the vault the list in place of the one that it had, and its inventory these names, in one step. `known` counts archives of the
	 * inventory that have one. @throws IceaxeError `mismatch` when a new inventory came in meanwhile
	 */
	finish(listId: number): Promise<{names: number; known: number}>;
	abandon(listId: number): Promise<void>;
	/** Takes a vault's list away. */
	forget(vaultName: string): Promise<void>;
}

export interface JobCatalog {
	list(): Promise<Job[]>;
	/** Adds or updates; fills `name` from the archives that the catalog knows, and gives the jobs back. */
	save(jobs: readonly Job[]): Promise<Job[]>;
	/** Removes the vault's jobs that are not in `jobIds`: the service has forgotten them. Gives the ids of those removed. */
	keepOnly(vaultName: string, jobIds: readonly string[]): Promise<string[]>;
}

export interface TransferCatalog {
	/** All of them, which may be thousands: for whoever shows them or takes them all up. */
	list(): Promise<Transfer[]>;
	find(transferId: string): Promise<Transfer | undefined>;
	/** Those of a local file, whatever became of them. */
	ofPath(path: string): Promise<Transfer[]>;
	save(transfer: Transfer): Promise<void>;
	/** Writes down a chunk that is safe. Only then is it said to be verified. Survives any crash of ours; a failing power may lose the last ones. */
	recordChunk(transferId: string, chunk: VerifiedChunk): Promise<void>;
	verifiedChunks(transferId: string): Promise<VerifiedChunk[]>;
	/** Forgets all chunks, when a transfer must start afresh. */
	dropChunks(transferId: string): Promise<void>;
	remove(transferId: string): Promise<void>;
	/**
	 * Makes `owner` (a process of this machine) responsible for a transfer unless another living one is.
	 * `alive` are the owners known to live; an owner not among them is taken over.
	 */
	claim(transferId: string, owner: string, alive: readonly string[]): Promise<boolean>;
	/** All owners written down, for the engine to find out who lives. */
	owners(): Promise<string[]>;
}
