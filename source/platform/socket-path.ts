import {createHash} from 'node:crypto';
import {lstat} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {IceaxeError} from '../model/errors/iceaxe-error.ts';
import {makeFolder} from './make-folder.ts';

/** What a Unix socket's address holds on every system: 104 bytes on some, with the zero at its end. */
const longestPath = 103;

/**
 * Where a socket that belongs to `path` can be: there, or where that is too long for a socket's address, in a folder of ours among the
 * temporary ones that nobody else may enter.
 * @throws IceaxeError `file` when somebody else has made that folder
 */
export const socketPath = async (path: string): Promise<string> => {
	if (Buffer.byteLength(path) <= longestPath) return path;
	const folder = join(tmpdir(), `iceaxe-${process.getuid?.() ?? 'user'}`);
	await makeFolder(folder, 0o700);
	const stats = await lstat(folder);
	const isOurs = stats.isDirectory() && stats.uid === process.getuid?.() && (stats.mode & 0o077) === 0;
	if (!isOurs) throw new IceaxeError('file', `${folder} is not a folder that only this user may enter.`);
	return join(folder, `${createHash('sha256').update(path).digest('hex').slice(0, 16)}.sock`);
};
