import {mkdir, stat} from 'node:fs/promises';
import {dirname} from 'node:path';

const isFolder = async (path: string): Promise<boolean> =>
	(await stat(path).catch(() => undefined))?.isDirectory() === true;

/**
 * Creates a folder and those that lead to it; one that exists keeps its mode. Node's own `recursive` never ends where a parent exists and
 * the system still says ENOENT, as below /proc.
 * @throws the system's error, with its path.
 */
export const makeFolder = async (path: string, mode = 0o777): Promise<void> => {
	try {
		await mkdir(path, {mode});
	} catch (error) {
		const {code} = error as NodeJS.ErrnoException;
		// EROFS, EACCES and the like are said of folders that are there, too.
		if (await isFolder(path)) return;
		const parent = dirname(path);
		if (code !== 'ENOENT' || parent === path || (await isFolder(parent))) throw error;
		await makeFolder(parent, mode);
		await makeFolder(path, mode);
	}
};
