import {constants} from 'node:fs';
import {access, lstat, mkdir, open, realpath, stat} from 'node:fs/promises';
import {basename, dirname, join, relative, sep} from 'node:path';
import {IceaxeError} from '../model/errors/iceaxe-error.ts';
import {makeFolder} from './make-folder.ts';

const throughLink = (path: string) =>
	new IceaxeError('file', `${path} is a link, or leads through one.`, {
		code: 'ELOOP',
		hint: 'A restore follows no links, so that it stays in its folder. Restore into the folder itself.',
	});

/**
 * The real path of a folder that may not be there yet: links on the way to it are followed.
 * @throws IceaxeError `file` when there is a file in its place or on the way to it; the system's error otherwise.
 */
export const destinationPath = async (path: string): Promise<string> => {
	let real: string;
	try {
		real = await realpath(path);
	} catch (error) {
		const {code} = error as NodeJS.ErrnoException;
		if ((code !== 'ENOENT' && code !== 'ENOTDIR') || dirname(path) === path) throw error;
		return join(await destinationPath(dirname(path)), basename(path));
	}
	if ((await stat(real)).isDirectory()) return real;
	throw new IceaxeError('file', `${path} is a file; files are restored into a folder.`, {
		code: 'ENOTDIR',
		hint: 'Choose a folder; one that is missing is created.',
	});
};

/**
 * Makes a folder that a person named ready to be written to: creates it if it is missing, follows links in its path, and gives its real path.
 * @throws the system's error when it cannot be created or written to.
 */
export const openDestination = async (path: string): Promise<string> => {
	await makeFolder(path);
	const real = await realpath(path);
	await access(real, constants.W_OK | constants.X_OK);
	return real;
};

/** The path itself when it leads through no link; undefined when nothing is there. */
const realPathOf = async (path: string): Promise<string | undefined> => {
	try {
		if ((await realpath(path)) !== path) throw throughLink(path);
		return path;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw error;
	}
};

/**
 * Makes sure that `folder`, a real path when it was chosen, is a folder and still leads through no link; creates what is missing of it.
 * @throws IceaxeError `file` when there is a link or a file in the way; the system's error otherwise.
 */
export const ensureFolder = async (folder: string): Promise<void> => {
	const parent = dirname(folder);
	// The parent first: creating a folder through a link would already be outside.
	if (parent !== folder && (await realPathOf(parent)) === undefined) await ensureFolder(parent);
	try {
		await mkdir(folder, {mode: 0o700});
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	}
	await realPathOf(folder);
	if (!(await lstat(folder)).isDirectory()) {
		throw new IceaxeError('file', `${folder} is in the way: it is not a folder.`, {code: 'ENOTDIR'});
	}
};

/** What stands in the way of a file at `path`, which lies under `root`, a real path. */
export type Obstacle = 'nothing' | 'file' | 'folder' | 'link' | 'not-a-folder';

/** Looks at `path` and at every folder between it and `root`, following no link. */
export const obstacleAt = async (root: string, path: string): Promise<Obstacle> => {
	const segments = relative(root, path).split(sep);
	let at = root;
	for (const [index, segment] of segments.entries()) {
		at = join(at, segment);
		const last = index === segments.length - 1;
		try {
			const stats = await lstat(at);
			if (stats.isSymbolicLink()) return last ? 'file' : 'link';
			if (last) return stats.isDirectory() ? 'folder' : 'file';
			if (!stats.isDirectory()) return 'not-a-folder';
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'nothing';
			throw error;
		}
	}
	return 'folder';
};

/** Makes the names in a folder durable, where the file system can. */
export const syncFolder = async (folder: string): Promise<void> => {
	const handle = await open(folder, constants.O_RDONLY);
	try {
		await handle.sync();
	} catch {
		// Some network file systems cannot, and have written the names already.
	} finally {
		await handle.close();
	}
};
