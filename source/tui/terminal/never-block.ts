import {setTimeout as wait} from 'node:timers/promises';
import type {ScreenStream} from './terminal.ts';

/** What Node keeps of a terminal, beside what it documents. */
type TerminalHandle = {setBlocking?: (isBlocking: boolean) => unknown};

/** Nobody waits longer than that, in milliseconds, for a terminal that takes nothing any more. */
const patience = 1_000;

/**
 * Node writes to a terminal and waits until it has taken everything. Over a connection that stalls (a laptop's lid is closed) that would
 * stop the transfers too, so until the returned function is called what the terminal does not take is kept, and the process goes on.
 */
export const neverBlock = (stdout: NodeJS.WriteStream): (() => void) => {
	const {_handle: handle} = stdout as NodeJS.WriteStream & {_handle?: TerminalHandle};
	if (process.platform === 'win32' || !handle?.setBlocking) return () => {};
	handle.setBlocking(false);
	// What is kept must be gone first, or the next turn would wait for the terminal after all.
	return () => stdout.write('', () => handle.setBlocking?.(true));
};

/** Resolves when the terminal has taken what was written to it; also when it does not for a while. */
export const taken = async (stdout: ScreenStream): Promise<void> => {
	if (!stdout.writableLength) return;
	const over = new AbortController();
	await Promise.race([
		new Promise<void>((resolve) => {
			stdout.write('', () => resolve());
		}),
		wait(patience, undefined, {signal: over.signal}).catch(() => {}),
	]);
	over.abort();
};
