import type {ArchiveRow} from '../../model/archive.ts';
import type {FolderRow, InventoryQuery, MarkCount} from '../../model/inventory.ts';

/** A row of the tree or of the list. */
export type FolderEntry = Extract<FolderRow, {kind: 'folder'}>;
export type Row = ArchiveRow | FolderEntry;

export const isFolder = (row: Row): row is FolderEntry => 'kind' in row;

/** Which rows in which order, without the window over them: those of a folder of the tree, or with null for it those of a list. */
export type RowsQuery = Omit<InventoryQuery, 'offset' | 'limit'> & {folder: string | null};

/** A window over either. */
export type RowsWindow = {
	rows: readonly Row[];
	total: number;
	/** Archives that are there, and their bytes. */
	there: number;
	bytes: number;
	/** Bytes of the largest row of a folder; 0 in a list. */
	largest: number;
	marks: MarkCount;
	counting: boolean;
};

/** The answers to one question at one revision. */
export type Sheet = {
	key: string;
	revision: number;
	/** By page number; each has `pageSize` rows, the last one fewer. */
	pages: ReadonlyMap<number, readonly Row[]>;
	total: number;
	/** Those that are there, without what was deleted since the inventory, and their bytes. */
	there: number;
	bytes: number;
	largest: number;
	marks: MarkCount;
	/** The filter is still being counted: all figures grow. */
	counting: boolean;
};

export const pageSize = 100;
/** A row by its place; undefined while it is not there. */
export const rowAt = (sheet: Sheet | null, index: number): Row | undefined =>
	sheet?.pages.get(Math.floor(index / pageSize))?.[index % pageSize];

/** Tells one question from another. */
export const keyOf = ({vaultName, filter, sort, folder, below, versions}: RowsQuery): string =>
	JSON.stringify([vaultName, filter, sort.by, sort.descending, folder, below ?? null, versions]);
