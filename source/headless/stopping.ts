import {cancelled} from '../model/errors/errors.ts';
import {exitCodeOf} from './exit-codes.ts';
import type {Streams} from './streams.ts';

/** Why everything stops when whoever read the output has gone, as `head` does: nothing to complain about. */
export const readerGone = cancelled('Nobody reads the output any more.');

/** Why everything stops when the terminal has gone. What an engine of its own has under way goes on: nobody wanted it to stop. */
export const hungUp = cancelled('The terminal has gone.');

/** Two signals of one ^C: the terminal sends it to a whole group of processes, and a launcher among them hands it on. Milliseconds. */
const sameMoment = 300;

/** The wish that the program end, from a person, the system or a pipe. */
export type Stopping = {readonly signal: AbortSignal; stop(): void};

/**
 * Hears ^C, SIGTERM, a closed terminal and a closed pipe. The first aborts the signal, so that work is put away in order; a second ^C ends the
 * process at once.
 */
export const hearStopping = ({stdout}: Pick<Streams, 'stdout'>): Stopping => {
	const controller = new AbortController();
	let heardAt = 0;
	const hear = (signal: NodeJS.Signals) => {
		if (!controller.signal.aborted) {
			heardAt = performance.now();
			controller.abort(signal === 'SIGHUP' ? hungUp : cancelled());
		} else if (performance.now() - heardAt > sameMoment) {
			process.exit(exitCodeOf('cancelled'));
		}
	};
	const lost = (error: NodeJS.ErrnoException) => {
		if (!controller.signal.aborted) controller.abort(error.code === 'EPIPE' ? readerGone : error);
	};
	const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
	for (const signal of signals) process.on(signal, hear);
	stdout.on('error', lost);
	return {
		signal: controller.signal,
		stop: () => {
			for (const signal of signals) process.off(signal, hear);
		},
	};
};
