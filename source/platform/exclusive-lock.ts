import {closeSync, openSync} from 'node:fs';
import {DatabaseSync} from 'node:sqlite';

/** A lock that is held; it is let go by `release`, and by the end of this process however that comes. */
export type HeldLock = {release(): void};

/**
 * Takes the lock that is the file at `path`, 0600, which is made when it is missing and stays. Gives undefined when another process has it.
 *
 * Node has no locks on files, and one that is a file with a name in it outlives a process that was killed. SQLite asks the system for a real
 * one, of which the kernel lets go when its process has ended.
 * @throws the system's error when the file cannot be made
 */
export const takeLock = (path: string): HeldLock | undefined => {
	closeSync(openSync(path, 'a', 0o600));
	const database = new DatabaseSync(path);
	try {
		database.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
	} catch (error) {
		database.close();
		if (/locked|busy/.test(String(error))) return undefined;
		throw error;
	}
	return {release: () => database.close()};
};
