import {toErrorValue} from '../model/errors/errors.ts';
import {type ErrorValue, IceaxeError} from '../model/errors/iceaxe-error.ts';

/** What SQLite says in its primary result codes, as a person would put it. The others are bugs of ours. */
const sentences: Record<number, {says: string; code: string; hint: string}> = {
	5: {says: 'is held by another process', code: 'SQLITE_BUSY', hint: 'Try again when that has finished.'},
	8: {says: 'may not be written', code: 'SQLITE_READONLY', hint: 'Look at the rights of the file and of its folder.'},
	10: {says: 'could not be read or written', code: 'SQLITE_IOERR', hint: 'Look at the disk that it is on.'},
	11: {says: 'is damaged', code: 'SQLITE_CORRUPT', hint: 'damaged'},
	13: {says: 'cannot grow: the disk is full', code: 'SQLITE_FULL', hint: 'Make room and try again.'},
	14: {says: 'could not be opened', code: 'SQLITE_CANTOPEN', hint: 'Look at the rights of the file and of its folder.'},
	26: {says: 'is damaged, or is no catalog', code: 'SQLITE_NOTADB', hint: 'damaged'},
};

/**
 * A damaged catalog is never replaced behind a person's back: it may hold the only trace of an upload under way, and another process may
 * be at work in it. The sentence tells what to do and what that costs.
 */
const damagedHint = (path: string): string =>
	`It was left as it is. To begin a new one, rename it (mv '${path}' '${path}.damaged'); inventories and jobs are asked of the service again.`;

/** The value of anything thrown while the catalog at `path` was used. */
export const toCatalogError = (error: unknown, path: string): ErrorValue => {
	const {errcode, message} = error as {errcode?: number; message?: string};
	// The low byte is the primary code; the rest says more to those who debug.
	const sentence = errcode === undefined ? undefined : sentences[errcode & 0xff];
	if (!sentence) return toErrorValue(error);
	return new IceaxeError('file', `The catalog ${path} ${sentence.says} (${message}).`, {
		code: sentence.code,
		hint: sentence.hint === 'damaged' ? damagedHint(path) : sentence.hint,
	}).value;
};
