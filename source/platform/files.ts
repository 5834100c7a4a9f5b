import {randomBytes} from 'node:crypto';
import {createReadStream} from 'node:fs';
import {open, readFile, rename, rm} from 'node:fs/promises';
import type {Readable} from 'node:stream';

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

/** A piece of a file: `length` bytes from `offset`. */
export type FileSlice = {path: string; offset: number; length: number};

/** A piece of a file as a stream, in portions of 256 KiB. Each call reads anew. */
export const openSlice = ({path, offset, length}: FileSlice): Readable =>
	createReadStream(path, {start: offset, end: offset + length - 1, highWaterMark: 262_144});
