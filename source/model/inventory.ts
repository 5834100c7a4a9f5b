import type {ArchiveRow} from './archive.ts';
import type {Timestamp} from './timestamp.ts';

/** What the catalog holds for a vault: an imported inventory with our own uploads and deletes since laid over it. */
export type Inventory = {
	vaultName: string;
	/** When the service made the imported snapshot; null when none was imported yet and all rows are our own uploads. */
	inventoryDate: Timestamp | null;
	importedAt: Timestamp | null;
	/** Rows and bytes that are there now, our own changes included. */
	archives: number;
	bytes: number;
	/** Our own changes that are newer than the snapshot. */
	uploadedSince: number;
	deletedSince: number;
	/** Rows that could not be read at the import. */
	malformed: number;
};

/** What the catalog holds of a vault of which it knows nothing. */
export const nothingYet = (vaultName: string): Inventory => ({
	vaultName,
	inventoryDate: null,
	importedAt: null,
	archives: 0,
	bytes: 0,
	uploadedSince: 0,
	deletedSince: 0,
	malformed: 0,
});

/** How far the way to a new inventory is. Null in state means: nothing under way. */
export type InventoryProgress =
	| {step: 'retrieving'; jobId: string; since: Timestamp}
	/** `jobId` is null when it comes from a saved file. */
	| {step: 'importing'; jobId: string | null; rows: number; bytes: number; totalBytes: number};

export type SortKey = 'name' | 'size' | 'created';
export type Sort = {by: SortKey; descending: boolean};

/** A question for a window of rows; what a list shows is always a window, never the whole vault. */
export type InventoryQuery = {vaultName: string; filter: string; sort: Sort; offset: number; limit: number};

/** How many archives are marked in a vault, how many of these the filter hides, and their bytes. */
export type MarkCount = {count: number; bytes: number; hidden: number};

export type InventoryWindow = {
	query: InventoryQuery;
	rows: ArchiveRow[];
	/** Rows that match the filter, those that we deleted since the inventory among them. */
	total: number;
	/** Those that are there, and their bytes. */
	there: number;
	bytes: number;
	marks: MarkCount;
};

/** A change of marks. Offsets count in the order of `query`; both ends are included. */
export type MarkChange =
	| {do: 'toggle'; archiveIds: readonly string[]}
	| {do: 'range'; query: InventoryQuery; from: number; to: number; marked: boolean}
	| {do: 'all' | 'invert'; query: InventoryQuery}
	| {do: 'clear'};

/** How far an inventory is written out: where the next portion begins, and of which state of the vault. */
export type ExportPlace = {offset: number; archives: number; state: string};

/** A portion of a vault's present rows as the service writes an inventory; `next` is null in the last. */
export type ExportPortion = {text: string; archives: number; next: ExportPlace | null};
