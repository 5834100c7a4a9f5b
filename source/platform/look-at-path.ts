import {stat} from 'node:fs/promises';

/** What stands at a path; links are followed. Null for nothing that can be seen. */
export const lookAtPath = async (path: string): Promise<'file' | 'folder' | null> => {
	try {
		return (await stat(path)).isDirectory() ? 'folder' : 'file';
	} catch {
		return null;
	}
};
