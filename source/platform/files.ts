import {randomBytes} from 'node:crypto';
import {open, readdir, readFile, rename, rm} from 'node:fs/promises';

/**
 * The text of a small file; `undefined` when there is none.
 * @throws the system's error when it is there and cannot be read.
 */
export const readTextFile = async (path: string): Promise<string | undefined> => {
	try {
		return await readFile(path, 'utf8');
	} catch (error) {
		const {code} = error as NodeJS.ErrnoException;
		if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
		throw error;
	}
};

/** Writes a file of our own, 0600, whole or not at all: a crash leaves the old one. Its folder must exist. */
export const writePrivateFile = async (path: string, text: string): Promise<void> => {
	const temporary = `${path}.${randomBytes(6).toString('hex')}`;
	try {
		const file = await open(temporary, 'wx', 0o600);
		try {
			await file.writeFile(text);
			await file.sync();
		} finally {
			await file.close();
		}
		await rename(temporary, path);
	} catch (error) {
		await rm(temporary, {force: true});
		throw error;
	}
};

/** The names in a folder, sorted; none where there is no folder. */
export const listFolder = async (path: string): Promise<string[]> => {
	try {
		return (await readdir(path)).toSorted();
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
		throw error;
	}
};

/** Removes a file of our own, if it is there. */
export const removeFile = (path: string): Promise<void> => rm(path, {force: true});

/** A piece of a file: `length` bytes from `offset`. */
export type FileSlice = {path: string; offset: number; length: number};

/** Read at once: fewer and larger pieces cost less of the processor than a stream of small ones, by half. */
const piece = 1_048_576;

/** Memory that comes and goes costs more than what is read into it, so a reader that can may let it be used again. */
const reused = 3;

/**
 * The bytes of a piece of a file, portion by portion of a MiB. Each is the reader's; with `reuse` only until two others have been asked for.
 * Ends early when the file does.
 *
 * @throws the system's error, with its path.
 */
export async function* readSlice(
	{path, offset, length}: FileSlice,
	{reuse = false}: {reuse?: boolean} = {},
): AsyncGenerator<Uint8Array> {
	const file = await open(path);
	const buffers: Buffer[] = [];
	try {
		for (let at = 0, turn = 0; at < length; turn++) {
			const into = (reuse && buffers[turn % reused]) || Buffer.allocUnsafeSlow(Math.min(piece, length - at));
			if (reuse) buffers[turn % reused] = into;
			const {bytesRead} = await file.read(into, 0, Math.min(into.length, length - at), offset + at);
			if (bytesRead === 0) return;
			at += bytesRead;
			yield into.subarray(0, bytesRead);
		}
	} finally {
		await file.close();
	}
}
