import {isFolder, pageSize, type Row, rowAt, type Sheet} from './sheet.ts';

/** What a row is called by wherever it stands. */
const nameOf = (row: Row): string => (isFolder(row) ? `folder ${row.path}` : row.archiveId);

/** How far around its old place a row is looked for, in pages. Farther away it would take reading the vault. */
const reach = 2;

const isSame = (a: Row, b: Row | undefined): boolean => b !== undefined && nameOf(a) === nameOf(b);

/** Whether a place had a row before, and now has another one. */
export const isReplaced = (before: Row | undefined, after: Row | undefined): boolean =>
	before !== undefined && !isSame(before, after);

/**
 * Where the row at a place of the sheet before stands in the one after; undefined where that is not known, or there was no row. A newer version that
 * has taken the row of its name counts as that row.
 */
export const placeAfter = (before: Sheet, index: number, after: Sheet): number | undefined => {
	const row = rowAt(before, index);
	if (!row) return undefined;
	if (isSame(row, rowAt(after, index))) return index;
	let newer: number | undefined;
	for (const [page, rows] of after.pages) {
		for (const [at, one] of rows.entries()) {
			if (isSame(row, one)) return page * pageSize + at;
			if (one.name === row.name && isFolder(one) === isFolder(row)) newer ??= page * pageSize + at;
		}
	}
	return newer;
};

/** The pages in which a row may stand that is in none of those that are there, near to its old place. */
export const pagesToSearch = (before: Sheet, index: number, after: Sheet): number[] => {
	if (!rowAt(before, index) || placeAfter(before, index, after) !== undefined) return [];
	const middle = Math.floor(index / pageSize);
	return Array.from({length: 2 * reach + 1}, (_, at) => middle - reach + at).filter(
		(page) => page >= 0 && page * pageSize < after.total && !after.pages.has(page),
	);
};
