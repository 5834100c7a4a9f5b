import {writeFile} from 'node:fs/promises';
import {constants, setPriority} from 'node:os';
import {setTimeout as wait} from 'node:timers/promises';

/** Linux takes one change of a session's share in so many milliseconds, whoever asks. */
const pace = 100;
const tries = 20;

/**
 * The share of the session that a process leads. Where Linux groups processes by session (sched_autogroup), sessions share the processor
 * evenly whatever the priorities of their processes are, which then count only among those of one session.
 */
const setSessionPriority = async (pid: number, priority: number): Promise<void> => {
	for (let attempt = 0; attempt < tries; attempt++) {
		try {
			return await writeFile(`/proc/${pid}/autogroup`, String(priority), {flag: 'r+'});
		} catch (error) {
			// Where there are no such groups, the priority of the process is all there is, and enough.
			if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return;
		}
		await wait(pace, undefined, {ref: false});
	}
};

/**
 * Lets a process that was just started in a session of its own, with all the threads that it will have, have what others leave of the processor.
 * Where nobody else wants it, nothing is lost.
 * @param priority from 0, as everybody's, to 19, the lowest
 * @returns when all of it holds. Never throws: a process that has ended already says so itself.
 */
export const giveWay = async (
	pid: number,
	priority: number = constants.priority.PRIORITY_BELOW_NORMAL,
): Promise<void> => {
	try {
		setPriority(pid, priority);
	} catch {
		return;
	}
	await setSessionPriority(pid, priority);
};
