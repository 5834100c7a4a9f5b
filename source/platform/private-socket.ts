import {createHash} from 'node:crypto';
import {chmod, lstat, rm} from 'node:fs/promises';
import type {Server} from 'node:net';
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

/**
 * Makes a server listen at a socket that only its owner may open. What stands there is taken away: whoever calls this knows that nobody
 * listens at it any more.
 * @throws the system's error
 */
export const listenPrivately = async (server: Server, path: string): Promise<void> => {
	await rm(path, {force: true});
	const before = process.umask(0o077);
	try {
		await new Promise<void>((resolve, reject) => {
			server.once('error', reject);
			server.listen(path, () => {
				server.off('error', reject);
				resolve();
			});
		});
	} finally {
		process.umask(before);
	}
	await chmod(path, 0o600);
};
