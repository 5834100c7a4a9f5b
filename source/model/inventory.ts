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
	| {
			step: 'importing';
			/** Null when it comes from a saved file. */
			jobId: string | null;
			rows: number;
			bytes: number;
			totalBytes: number;
			/** How many rows who asks for early ones is shown: of a vault's first inventory; 0 of others. */
			early: number;
			/** How much of putting the rows in order is done, from 0 to 1, once all are taken in; null before. */
			ordered: number | null;
			/** Until all is taken in, or in order, at the rate so far; null while that is not known. */
			secondsLeft: number | null;
	  };

export type SortKey = 'name' | 'size' | 'created';
export type Sort = {by: SortKey; descending: boolean};

/** Whether archives of one name stand in a row each, or as one: the newest of them that is there. */
export type Versions = 'all' | 'folded';

/** A question for a window of rows; what a list shows is always a window, never the whole vault. */
export type InventoryQuery = {
	vaultName: string;
	filter: string;
	sort: Sort;
	offset: number;
	limit: number;
	/** Only archives in this folder of decoded names, without a slash at its end. Missing or null: the whole vault. */
	below?: string | null;
	/** Missing: all. */
	versions?: Versions;
	/** Answers in a moment also when a filter is still being counted, with what was found so far; missing: when all is counted. */
	soon?: boolean;
	/** Rows of a vault's first inventory also while it is still being read, as many as there are; missing: none before it is whole. */
	early?: boolean;
};

/** How many archives are marked in a vault, how many of these the filter hides, and their bytes. */
export type MarkCount = {count: number; bytes: number; hidden: number};

export type InventoryWindow = {
	query: InventoryQuery;
	rows: ArchiveRow[];
	/** Rows that match the filter, those that we deleted since the inventory among them. */
	total: number;
	/** Archives that are there, and their bytes; versions that are folded away too. */
	there: number;
	bytes: number;
	marks: MarkCount;
	/** The filter is still being counted: these are what was found so far, and all figures grow. Ask again with `soon`: it answers when there is more. */
	counting: boolean;
	/** These are early rows: the inventory is still being read, and more of them come. */
	early: boolean;
};

/** A question for one level of a vault's tree: the folders and archives that lie in a folder itself. */
export type FolderQuery = {
	vaultName: string;
	/** Of decoded names, without a slash at its end; empty for the top. */
	folder: string;
	filter: string;
	/** Folders come first in every order; by size and by upload they are sorted by their sum and by their newest archive. */
	sort: Sort;
	offset: number;
	limit: number;
	/** Of archives that lie in the folder itself; a folder counts every archive. Missing: all. */
	versions?: Versions;
	/** As those of {@link InventoryQuery}. */
	soon?: boolean;
	early?: boolean;
};

/** A question for where a row stands in a list, or in a level of the tree; an archive by its name too, as a newer version may have its row. */
export type PlaceQuery =
	| {of: 'list'; query: Omit<InventoryQuery, 'offset' | 'limit' | 'soon'>; row: RowName}
	| {of: 'folder'; query: Omit<FolderQuery, 'offset' | 'limit' | 'soon'>; row: RowName};

/** What a row is called wherever it stands. */
export type RowName = {kind: 'archive'; archiveId: string; name: string} | {kind: 'folder'; path: string};

export type FolderRow =
	| {
			kind: 'folder';
			/** The last part of `path`. */
			name: string;
			path: string;
			/** Archives anywhere below it that match the filter and are there, their bytes, and when the newest was uploaded. */
			archives: number;
			bytes: number;
			newest: Timestamp | null;
			/** Of what matches the filter, how many are marked. */
			marked: number;
			/** How many of `archives` we uploaded since the inventory. */
			uploadedSince: number;
	  }
	| {kind: 'archive'; row: ArchiveRow};

export type FolderWindow = {
	query: FolderQuery;
	rows: FolderRow[];
	/** How many rows the folder has. */
	total: number;
	/** Archives anywhere below the folder that match the filter and are there, and their bytes. */
	archives: number;
	bytes: number;
	/** Bytes of its largest row, for bars. */
	largest: number;
	/** `hidden` are those that are not below this folder, or do not match the filter. */
	marks: MarkCount;
	/** As those of {@link InventoryWindow}. */
	counting: boolean;
	early: boolean;
};

/**
 * A change of marks. Offsets count in the order of `query`; both ends are included. `ends` are the ids of the archives that a person saw at both:
 * where others stand there by now, the change is refused with `mismatch`.
 */
export type MarkChange =
	| {do: 'toggle'; archiveIds: readonly string[]}
	| {do: 'range'; query: InventoryQuery; from: number; to: number; ends?: readonly string[]; marked: boolean}
	| {do: 'all' | 'invert'; query: InventoryQuery}
	/** Everything in the folder `path` that the query's filter shows. */
	| {do: 'folder'; query: FolderQuery; path: string; marked: boolean}
	| {do: 'clear'};

/** How far an inventory is written out: where the next portion begins, and of which state of the vault. */
export type ExportPlace = {offset: number; archives: number; state: string};

/** A portion of a vault's present rows as the service writes an inventory; `next` is null in the last. */
export type ExportPortion = {text: string; archives: number; next: ExportPlace | null};
