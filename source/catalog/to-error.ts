import {toErrorValue} from '../model/errors/errors.ts';
import {type ErrorValue, IceaxeError} from '../model/errors/iceaxe-error.ts';

/** What SQLite says in its primary result codes, as a person would put it. The others are bugs of ours. */
const sentences: Record<number, {says: string; code: string; hint: string | null}> = {
	5: {says: 'is held by another process', code: 'SQLITE_BUSY', hint: 'Try again when that has finished.'},
	8: {says: 'may not be written', code: 'SQLITE_READONLY', hint: 'Look at the rights of the file and of its folder.'},
	10: {says: 'could not be read or written', code: 'SQLITE_IOERR', hint: 'Look at the disk that it is on.'},
	11: {says: 'is damaged', code: 'SQLITE_CORRUPT', hint: null},
	13: {says: 'cannot grow: the disk is full', code: 'SQLITE_FULL', hint: 'Make room and try again.'},
	14: {says: 'could not be opened', code: 'SQLITE_CANTOPEN', hint: 'Look at the rights of the file and of its folder.'},
	26: {says: 'is damaged, or is none', code: 'SQLITE_NOTADB', hint: null},
};

/**
 * A damaged catalog is never replaced behind a person's back: it may hold the only trace of an upload under way, and another process may
 * be at work in it. The sentence tells what to do and what that costs. An inventory is no such loss: the next one takes its place.
 */
const damagedHint = (file: string, isCatalog: boolean): string =>
	isCatalog
		? `It was left as it is. To begin a new one, rename it (mv '${file}' '${file}.damaged'); inventories and jobs are asked of the service again.`
		: 'Ask for the inventory again: the new one takes its place.';

/** The primary code of an error of SQLite; undefined for others. */
export const sqliteCode = (error: unknown): number | undefined => {
	const {errcode} = error as {errcode?: number};
	// The low byte is the primary code; the rest says more to those who debug.
	return errcode === undefined ? undefined : errcode & 0xff;
};

/** Whether the file itself is at fault. */
export const isDamage = (error: unknown): boolean => [11, 26].includes(sqliteCode(error) ?? 0);

/** `catalog` is the one that may be meant; null where only an inventory file is open. `unnamed` is what an error without a path is about. */
const toValue = (error: unknown, catalog: string | null, unnamed: string): ErrorValue => {
	const thrown = error as NodeJS.ErrnoException;
	const sentence = sentences[sqliteCode(error) ?? 0];
	if (!sentence) {
		// Writing to an open file fails without saying which.
		if (thrown?.code && !thrown.path && !(error instanceof IceaxeError)) thrown.path = unnamed;
		return toErrorValue(error);
	}
	const file = thrown.path ?? catalog ?? unnamed;
	const isCatalog = file === catalog;
	const what = isCatalog ? 'The catalog' : 'The inventory file';
	return new IceaxeError('file', `${what} ${file} ${sentence.says} (${thrown.message}).`, {
		code: sentence.code,
		hint: sentence.hint ?? damagedHint(file, isCatalog),
	}).value;
};

/** The value of anything thrown while the catalog at `path`, or an inventory file beside it, was used. */
export const toCatalogError = (error: unknown, path: string): ErrorValue => toValue(error, path, `${path}-inventories`);

/** The value of anything thrown in a thread that has nothing open but the inventory file at `path`. */
export const toInventoryError = (error: unknown, path: string): ErrorValue => toValue(error, null, path);
