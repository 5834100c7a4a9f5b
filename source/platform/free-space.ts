import {statfs} from 'node:fs/promises';
import {dirname} from 'node:path';

/** Bytes that this user may still write where `path` is, or will be; null when the system does not say. */
export const freeSpace = async (path: string): Promise<number | null> => {
	for (let at = path; ; at = dirname(at)) {
		try {
			const {bavail, bsize} = await statfs(at);
			return bavail * bsize;
		} catch (error) {
			const {code} = error as NodeJS.ErrnoException;
			if ((code !== 'ENOENT' && code !== 'ENOTDIR') || dirname(at) === at) return null;
		}
	}
};
