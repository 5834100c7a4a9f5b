import {readFileSync} from 'node:fs';

/**
 * When a process started, in the kernel's ticks since boot; an empty text where the system has no /proc. With it a number that was given
 * to another process since is told apart.
 */
const startToken = (pid: number): string => {
	try {
		const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
		// The second field is the program's name in parentheses and may hold spaces; the state is the third, the start time the 22nd.
		const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
		return fields[0] === 'Z' || fields[0] === 'X' ? 'ended' : (fields[19] ?? '');
	} catch {
		return '';
	}
};

/** A name for one part of this process, which other processes can ask after. `part` tells several of one process apart. */
export const ownerName = (part: string): string => `${process.pid}:${startToken(process.pid)}:${part}`;

/** Whether the process that gave itself this name still runs. */
export const isAlive = (owner: string): boolean => {
	const [pid, token] = owner.split(':');
	const id = Number(pid);
	if (!Number.isInteger(id) || id <= 0) return false;
	try {
		process.kill(id, 0);
	} catch (error) {
		// EPERM: it runs, as another user.
		if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
	}
	return startToken(id) === token;
};
