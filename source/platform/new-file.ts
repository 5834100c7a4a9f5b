import {type PathLike, write} from 'node:fs';
import {lstat} from 'node:fs/promises';
import {promisify} from 'node:util';
import {IceaxeError} from '../model/errors/iceaxe-error.ts';
import {openPart, removePart} from './part-file.ts';

const writeTo = promisify(write);

const isTaken = (path: string) =>
	new IceaxeError('file', `${path} exists already.`, {code: 'EEXIST', hint: 'Choose another name, or move it away.'});

const exists = async (path: PathLike): Promise<boolean> => {
	try {
		await lstat(path);
		return true;
	} catch (error) {
		if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
		throw error;
	}
};

const append = async (fd: number, text: string, offset: number): Promise<number> => {
	const bytes = Buffer.from(text);
	for (let at = 0; at < bytes.length; ) {
		at += (await writeTo(fd, bytes, at, bytes.length - at, offset + at)).bytesWritten;
	}
	return bytes.length;
};

/**
 * Writes a text to a new file, 0600: whole, or not at all. `key` makes the name of its beginnings unlike others. Gives its size in bytes.
 * @throws IceaxeError `file` when something has that name already; the system's error with its path otherwise.
 */
export const writeNewFile = async (path: string, key: string, pieces: AsyncIterable<string>): Promise<number> => {
	if (await exists(path)) throw isTaken(path);
	const part = await openPart({finalPath: path, key, inode: null});
	let size = 0;
	let done = false;
	try {
		for await (const piece of pieces) {
			size += await append(part.fd, piece, size).catch((error) => {
				throw Object.assign(error, {path});
			});
		}
		await part.publish({size, modified: null, overwrite: false});
		done = true;
		return size;
	} catch (error) {
		throw error instanceof IceaxeError && error.value.code === 'EEXIST' ? isTaken(path) : error;
	} finally {
		await part.close();
		if (!done) await removePart({finalPath: path, key, inode: part.inode});
	}
};
