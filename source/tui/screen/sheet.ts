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
	early: boolean;
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
	/** The inventory is still being read: more rows come. */
	early: boolean;
};

export const pageSize = 100;

/** What is farther away is asked for again when one comes back. */
const mostPages = 40;

/** A question's sheet before anything has come. */
export const emptySheet = (key: string, revision: number): Sheet => ({
	...{key, revision, pages: new Map(), total: 0, there: 0, bytes: 0, largest: 0},
	...{counting: false, early: false, marks: {count: 0, bytes: 0, hidden: 0}},
});

/** The pages in which so many rows from one on lie. */
export const pagesOf = (first: number, count: number): number[] => {
	const from = Math.floor(Math.max(0, first) / pageSize);
	const to = Math.floor(Math.max(0, first + count - 1) / pageSize);
	return Array.from({length: to - from + 1}, (_, index) => from + index);
};

/** Those of them that are not there. */
export const missingPages = ({pages, total}: Sheet, first: number, count: number): number[] =>
	pagesOf(first, count).filter((page) => !pages.has(page) && !(pages.size > 0 && page * pageSize >= total));

/** A sheet with a page that has come. */
export const withPage = (sheet: Sheet, page: number, window: RowsWindow): Sheet => {
	const pages = new Map(sheet.pages).set(page, window.rows);
	if (pages.size > mostPages) {
		const [farthest] = [...pages.keys()].toSorted((a, b) => Math.abs(b - page) - Math.abs(a - page));
		pages.delete(farthest!);
	}
	const {rows: _, ...facts} = window;
	return {...sheet, pages, ...facts};
};

/** A sheet with other marks on these archives. */
export const flipped = (sheet: Sheet, ids: ReadonlySet<string>): Sheet => {
	let {count, bytes} = sheet.marks;
	const flip = (row: Row): Row => {
		if (isFolder(row) || !ids.has(row.archiveId)) return row;
		count += row.marked ? -1 : 1;
		bytes += row.marked ? -row.size : row.size;
		return {...row, marked: !row.marked};
	};
	const pages = new Map([...sheet.pages].map(([page, rows]) => [page, rows.map(flip)]));
	return {...sheet, pages, marks: {...sheet.marks, count, bytes}};
};

/** A row by its place; undefined while it is not there. */
export const rowAt = (sheet: Sheet | null, index: number): Row | undefined =>
	sheet?.pages.get(Math.floor(index / pageSize))?.[index % pageSize];

/** Tells one question from another. */
export const keyOf = ({vaultName, filter, sort, folder, below, versions}: RowsQuery): string =>
	JSON.stringify([vaultName, filter, sort.by, sort.descending, folder, below ?? null, versions]);
