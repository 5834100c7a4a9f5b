import {setTimeout as wait} from 'node:timers/promises';

/**
 * How long to wait for being stopped, in milliseconds. Whoever started us without job control (a multiplexer's window, a container) has the
 * signal ignored; then nobody would ever wake us.
 */
const patience = 150;

/** Stops this process and everything started with it, as ^Z does elsewhere; resolves when the shell brings it back to the foreground. */
export const stopUntilForeground = async (): Promise<void> => {
	// The whole group, so that what started us (npm) stops too and the shell sees its job stopped.
	process.kill(0, 'SIGTSTP');
	await wait(patience);
};

/**
 * Calls `listener` when the process goes on after it was stopped by somebody else, so that nothing could be put away before.
 * @returns what ends that.
 */
export const onContinued = (listener: () => void): (() => void) => {
	process.on('SIGCONT', listener);
	return () => process.off('SIGCONT', listener);
};

/** While it was away the window may have got another size, and the signal for that goes only to the foreground. */
export const askForSize = (): void => {
	if (process.platform !== 'win32') process.kill(process.pid, 'SIGWINCH');
};
