import {constants, type Stats} from 'node:fs';
import {open, stat} from 'node:fs/promises';
import {invalidInput} from '../model/errors/errors.ts';

/** What tells that a file is still the same: size in bytes, modified time in milliseconds, inode. */
export type FileIdentity = {size: number; modified: number; inode: number};

export const isSameFile = (a: FileIdentity, b: FileIdentity): boolean =>
	a.size === b.size && a.modified === b.modified && a.inode === b.inode;

/** A file that is open for reading. */
export type SourceFile = {
	path: string;
	fd: number;
	/** What it was when it was opened. */
	identity: FileIdentity;
	close(): Promise<void>;
};

const identityOf = (path: string, stats: Stats): FileIdentity => {
	if (stats.isDirectory()) throw invalidInput(`${path} is a folder; one archive is one file.`);
	if (!stats.isFile()) throw invalidInput(`${path} is not a regular file.`);
	return {size: stats.size, modified: Math.floor(stats.mtimeMs), inode: stats.ino};
};

/**
 * What the file at `path` is now.
 * @throws IceaxeError `invalid-input` when it is no regular file; the system's error when it cannot be reached.
 */
export const identify = async (path: string): Promise<FileIdentity> => {
	return identityOf(path, await stat(path));
};

/**
 * Opens a file to read it. A link is followed: a person named it.
 * @throws IceaxeError `invalid-input` when it is no regular file; the system's error when it cannot be opened.
 */
export const openSource = async (path: string): Promise<SourceFile> => {
	// Without O_NONBLOCK, opening a pipe would wait for its writer.
	const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
	try {
		return {path, fd: file.fd, identity: identityOf(path, await file.stat()), close: () => file.close()};
	} catch (error) {
		await file.close();
		throw error;
	}
};
