import {constants} from 'node:fs';
import {type FileHandle, link, lstat, open, rename, unlink} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import {IceaxeError} from '../model/errors/iceaxe-error.ts';
import {ensureFolder, syncFolder} from './safe-folder.ts';

/** A file that is being put together beside the place that it will have. */
export type PartFile = {
	path: string;
	fd: number;
	/** By which it is known again. */
	inode: number;
	/** Whether it was created now, with nothing in it. */
	fresh: boolean;
	/**
	 * Makes it durable and gives it its final name, in one step. A file that is there is replaced only with `overwrite`.
	 * @throws IceaxeError `file` when the place is taken; the system's error otherwise.
	 */
	publish(takes: {size: number; modified: Date | null; overwrite: boolean}): Promise<void>;
	/** Lets go of it; it stays where it is. */
	close(): Promise<void>;
};

const longestName = 255;

/** Names for the part of a file, in the order in which they are tried: one may be taken by somebody's own file. */
const candidates = (finalPath: string, key: string): string[] => {
	const named = (ending: string) => {
		let base = basename(finalPath);
		while (Buffer.byteLength(base) > longestName - ending.length) base = [...base].slice(0, -1).join('');
		return join(dirname(finalPath), base + ending);
	};
	return [named('.part'), named(`.${key}.part`)];
};

const hasCode = (error: unknown, ...codes: string[]) => codes.includes((error as NodeJS.ErrnoException).code ?? '');

const inodeAt = async (path: string): Promise<number | undefined> => {
	try {
		const stats = await lstat(path);
		return stats.isFile() ? stats.ino : undefined;
	} catch (error) {
		if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
		throw error;
	}
};

/** The part file that was created before, if it is still the same file. */
const findPart = async (finalPath: string, key: string, inode: number): Promise<string | undefined> => {
	for (const path of candidates(finalPath, key)) if ((await inodeAt(path)) === inode) return path;
	return undefined;
};

/** Gives `partPath` the final name without ever replacing a file, even one that appears at this moment. */
const placeExclusively = async (partPath: string, finalPath: string): Promise<void> => {
	try {
		await link(partPath, finalPath);
		await unlink(partPath);
	} catch (error) {
		if (!hasCode(error, 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV')) throw error;
		// A file system without hard links: the name is reserved by an empty file, which the rename replaces.
		await (await open(finalPath, 'wx', 0o600)).close();
		await rename(partPath, finalPath);
	}
};

const publish = async (
	file: FileHandle,
	{partPath, finalPath, inode}: {partPath: string; finalPath: string; inode: number},
	{size, modified, overwrite}: Parameters<PartFile['publish']>[0],
): Promise<void> => {
	await file.truncate(size);
	if (modified) await file.utimes(new Date(), modified);
	await file.sync();
	await ensureFolder(dirname(finalPath));
	if ((await inodeAt(partPath)) !== inode) {
		throw new IceaxeError('file', `${partPath} was moved or replaced while it was written.`);
	}
	try {
		if (overwrite) await rename(partPath, finalPath);
		else await placeExclusively(partPath, finalPath);
	} catch (error) {
		if (hasCode(error, 'EEXIST', 'EISDIR', 'ENOTEMPTY')) {
			throw new IceaxeError('file', `${finalPath} exists already.`, {
				code: 'EEXIST',
				hint: 'Move it away and resume: what was fetched is kept.',
				cause: error,
			});
		}
		throw error;
	}
	await syncFolder(dirname(finalPath));
};

/**
 * Opens the part file of `finalPath`: the one with this inode, or a new one, 0600. No link is followed, and no foreign file is touched.
 * `key` makes the name unlike others where `NAME.part` is taken.
 */
export const openPart = async (takes: {finalPath: string; key: string; inode: number | null}): Promise<PartFile> => {
	const {finalPath, key, inode} = takes;
	await ensureFolder(dirname(finalPath));
	const known = inode === null ? undefined : await findPart(finalPath, key, inode);
	const [file, path] = known
		? [await open(known, constants.O_RDWR | constants.O_NOFOLLOW), known]
		: await create(takes);
	const stats = await file.stat();
	if (known && stats.ino !== inode) {
		await file.close();
		throw new IceaxeError('file', `${path} was replaced while it was opened.`);
	}
	return {
		path,
		fd: file.fd,
		inode: stats.ino,
		fresh: !known,
		publish: (how) => publish(file, {partPath: path, finalPath, inode: stats.ino}, how),
		close: () => file.close(),
	};
};

const create = async ({finalPath, key}: {finalPath: string; key: string}): Promise<[FileHandle, string]> => {
	const {O_RDWR, O_CREAT, O_EXCL, O_NOFOLLOW} = constants;
	const [usual, other] = candidates(finalPath, key) as [string, string];
	try {
		return [await open(usual, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600), usual];
	} catch (error) {
		if (!hasCode(error, 'EEXIST')) throw error;
		return [await open(other, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600), other];
	}
};

/** Removes the part file of `finalPath` if it is the one with this inode. */
export const removePart = async (takes: {finalPath: string; key: string; inode: number}): Promise<void> => {
	const path = await findPart(takes.finalPath, takes.key, takes.inode);
	if (path) await unlink(path);
};

/** Whether the file at its final place is the one with this inode: a crash came after it was published. */
export const isPublished = async (finalPath: string, inode: number, size: number): Promise<boolean> => {
	if ((await inodeAt(finalPath)) !== inode) return false;
	return (await lstat(finalPath)).size === size;
};
