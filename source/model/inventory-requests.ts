import type {ArchiveRow} from './archive.ts';
import type {Breakdown} from './breakdown.ts';
import type {BackupCalendar} from './calendar.ts';
import type {DifferenceQuery, DifferenceWindow} from './differences.ts';
import type {
	ExportPlace,
	ExportPortion,
	FolderQuery,
	FolderWindow,
	Inventory,
	InventoryQuery,
	InventoryWindow,
	MarkChange,
	MarkCount,
	PlaceQuery,
} from './inventory.ts';
import type {InventoryFormat} from './inventory-parser/inventory-parser.ts';

/** What a face may ask of the engine about inventories, and the marks on them. */
export type InventoryRequests = {
	/**
	 * Brings the catalog up to date: reuses an inventory job of ours that is under way or has output newer than the catalog, else starts one;
	 * `passedOver` is then a finished job of somebody else, which may be of a part of the vault. With `wait` it resolves when the inventory is in the catalog, else when the job is known.
	 */
	'inventory.refresh': {
		takes: {vaultName: string; wait?: boolean};
		gives: {jobId: string; reused: boolean; passedOver: string | null; inventory: Inventory | null};
	};
	/**
	 * Makes a saved output of an inventory job, JSON or CSV, the vault's inventory. Asks the service for nothing. A CSV has no date of its
	 * own and takes that of the file. Rejects with `mismatch`, and the old inventory stays, when the file is broken off or no inventory.
	 */
	'inventory.import': {
		takes: {vaultName: string; path: string};
		gives: {inventory: Inventory; format: InventoryFormat};
	};
	/**
	 * Writes the vault's rows as they are now, our own changes included, to a new file as an inventory job would. Gives how many there are
	 * and how large the file is. Rejects with `file` when there is a file already.
	 */
	'inventory.export': {
		takes: {vaultName: string; format: InventoryFormat; path: string};
		gives: {archives: number; bytes: number};
	};
	/** The same portion by portion: the first with `place` null, each other with the `next` of the one before, until that is null. */
	'inventory.export-portion': {
		takes: {vaultName: string; format: InventoryFormat; place: ExportPlace | null};
		gives: ExportPortion;
	};
	/**
	 * When the vault, or what is below a folder in it, was written to in the last year; null when the catalog knows nothing of the vault.
	 * `maxAgeSeconds` is how old the last backup may be; without it, its usual rhythm says that.
	 */
	'inventory.calendar': {
		takes: {vaultName: string; below?: string; maxAgeSeconds?: number};
		gives: BackupCalendar | null;
	};
	'inventory.summary': {takes: {vaultName: string}; gives: Inventory | null};
	'inventory.window': {takes: InventoryQuery; gives: InventoryWindow};
	/** One level of the vault's tree. A folder that has nothing gives no rows. */
	'inventory.folder': {takes: FolderQuery; gives: FolderWindow};
	/** Where a row stands now; null when it is not shown any more. */
	'inventory.place': {takes: PlaceQuery; gives: number | null};
	/** Every archive of exactly this name, the newest first, deleted ones among them. */
	'inventory.versions': {takes: {vaultName: string; name: string}; gives: ArchiveRow[]};
	/**
	 * What the present inventory and the one that it replaced differ in; null when the catalog has not both. Of ten million archives the first
	 * answer takes some seconds.
	 */
	'inventory.differences': {takes: DifferenceQuery; gives: DifferenceWindow | null};
	/** What the vault is made of and what that costs; null when the catalog knows nothing of the vault. */
	'inventory.breakdown': {takes: {vaultName: string}; gives: Breakdown | null};
	/**
	 * Names a vault's archives by a file, in place of the one before: a person's list (CSV: archive id, path, perhaps a time), or the mapping
	 * database of Synology Glacier Backup; null takes the names away. The inventory is written anew for it. Gives how many names the file has,
	 * how many archives of the inventory have one now, and how many of its lines could not be read. Rejects with `invalid-input` when it has no name.
	 */
	'inventory.names': {
		takes: {vaultName: string; source: {list: string} | {mapping: string} | null};
		gives: {names: number; known: number; refused: number};
	};
	'inventory.mark': {takes: {vaultName: string; change: MarkChange}; gives: MarkCount};

	/** Writes the ids of the marked archives to a new file, one a line. Rejects with `file` when there is a file already. */
	'marks.save': {takes: {vaultName: string; path: string}; gives: {archives: number; bytes: number}};
	/**
	 * Marks the archives whose ids stand in a file, one a line, in addition to what is marked; empty lines and repeated ids count for nothing.
	 * `unknown` are ids of no archive that is there. Rejects with `invalid-input` when the file is no list of ids.
	 */
	'marks.load': {
		takes: {vaultName: string; path: string};
		gives: {known: number; unknown: number; marks: MarkCount};
	};
};
