import {isUtf8} from 'node:buffer';
import {constants, type Dirent} from 'node:fs';
import {access, lstat, opendir} from 'node:fs/promises';
import {join} from 'node:path';
import {toErrorValue} from '../model/errors/errors.ts';
import {type ErrorValue, IceaxeError} from '../model/errors/iceaxe-error.ts';

/** Something in a folder. `name` is its path within the folder, with `/`; `path` is absolute. */
export type Walked = {path: string; name: string} & (
	| {kind: 'file'; size: number /** Milliseconds since 1970. */; modified: number}
	| {kind: 'link' | 'special'}
	/** Left out by whoever walks; a folder with all that is in it. */
	| {kind: 'excluded'; isFolder: boolean}
	/** It, or what is in it, cannot be read. */
	| {kind: 'unreadable'; error: ErrorValue}
);

export type WalkOptions = {
	/** Whether a file, or a folder with all that is in it, is of interest. */
	wants(name: string, isFolder: boolean): boolean;
	signal: AbortSignal;
};

const unnamable = (path: string) =>
	new IceaxeError('file', `${path} has a name that is not UTF-8.`, {hint: 'Rename it: a description carries UTF-8.'});

const isGone = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/**
 * Everything in a folder and below it, in the order in which the system gives it, without holding more than one entry of each open folder.
 * Links are told and not followed. What goes while it is walked is not there.
 * @throws the system's error when the folder itself cannot be opened; the signal's reason when it aborts
 */
export async function* walkFolder(root: string, options: WalkOptions): AsyncGenerator<Walked> {
	yield* walkBelow(await open(root), root, '', options);
}

/** Names as bytes: not every one is a text. */
const open = (path: string) => opendir(path, {encoding: 'buffer' as BufferEncoding});

async function* walkBelow(
	folder: Awaited<ReturnType<typeof open>>,
	root: string,
	prefix: string,
	options: WalkOptions,
): AsyncGenerator<Walked> {
	for await (const entry of folder as AsyncIterable<Dirent<Buffer>>) {
		options.signal.throwIfAborted();
		const bytes = entry.name as Buffer;
		const name = prefix + bytes.toString('utf8');
		const path = join(root, name);
		try {
			if (!isUtf8(bytes)) yield {path, name, kind: 'unreadable', error: unnamable(path).value};
			else yield* walkEntry({path, name}, root, options);
		} catch (error) {
			options.signal.throwIfAborted();
			if (!isGone(error)) yield {path, name, kind: 'unreadable', error: toErrorValue(error)};
		}
	}
}

async function* walkEntry(
	place: {path: string; name: string},
	root: string,
	options: WalkOptions,
): AsyncGenerator<Walked> {
	const {path, name} = place;
	const stats = await lstat(path);
	const isFolder = stats.isDirectory();
	if (!options.wants(name, isFolder)) yield {...place, kind: 'excluded', isFolder};
	else if (isFolder) yield* walkBelow(await open(path), root, `${name}/`, options);
	else if (stats.isSymbolicLink()) yield {...place, kind: 'link'};
	else if (!stats.isFile()) yield {...place, kind: 'special'};
	else {
		await access(path, constants.R_OK);
		yield {...place, kind: 'file', size: stats.size, modified: Math.floor(stats.mtimeMs)};
	}
}
