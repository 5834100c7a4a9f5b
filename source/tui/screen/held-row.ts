import {isFolder, pageSize, type Row, rowAt, type Sheet} from './sheet.ts';

/** What a row is called by wherever it stands. */
export const nameOf = (row: Row): string => (isFolder(row) ? `folder ${row.path}` : row.archiveId);

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

/** Whether the cursor stays with its row. The first row of what is still being found, or read, is the first that is there, whichever that is. */
export const isHeld = (before: Sheet, cursor: number): boolean =>
	rowAt(before, cursor) !== undefined && (cursor > 0 || !(before.counting || before.early));
