import {constants} from 'node:os';
import {toErrorValue} from '../../model/errors/errors.ts';
import {taken} from './never-block.ts';
import type {Terminal} from './terminal.ts';

/** Signals that ask us to end. */
const endings = ['SIGTERM', 'SIGHUP', 'SIGINT'] as const;

/** What standard output answers once nobody is at the other end: the window was closed, the connection broke. */
const gone = new Set(['EIO', 'EPIPE', 'ECONNRESET', 'ENOTCONN']);

/**
 * Calls `act` when the process ends, however that comes about.
 * @returns what ends that.
 */
export const atExit = (act: () => void): (() => void) => {
	process.on('exit', act);
	return () => process.off('exit', act);
};

/** What a person reads on the terminal that they got back. What nobody expected comes with where it happened. */
export const lastWords = (error: unknown): string => {
	const {kind, message, hint} = toErrorValue(error);
	const stack = kind === 'bug' && error instanceof Error && error.stack ? `\n\n${error.stack}` : '';
	return `iceaxe: ${message}${hint ? ` ${hint}` : ''}${stack}\n`;
};

/**
 * Waits until the screen is down, for whatever reason, and gives the terminal back first thing: a person quit, a component threw, an
 * error was caught by nobody, a signal asked us to end. Errors end on standard error, after the terminal is back.
 * @param options.onError hears of the error too, for the log
 * @returns the exit code: what the screen exited with when that is a number, 0 after quitting, 1 after an error, 128 and the signal's
 *          number after a signal. Stopping the rest is the caller's; a second signal does not wait for it.
 */
export const untilClosed = (
	terminal: Terminal,
	{onError, stderr = process.stderr}: {onError?: (error: unknown) => void; stderr?: NodeJS.WritableStream} = {},
): Promise<number> =>
	new Promise((resolve) => {
		const undo: (() => void)[] = [];
		let isOver = false;

		const end = (code: number, error?: unknown) => {
			if (isOver) return;
			isOver = true;
			terminal.close();
			for (const act of undo) act();
			if (error !== undefined) {
				onError?.(error);
				stderr.write(lastWords(error));
			}
			taken(process.stdout).then(() => resolve(code));
		};

		for (const signal of endings) {
			const onSignal = () => end(128 + constants.signals[signal]);
			process.on(signal, onSignal);
			undo.push(() => process.off(signal, onSignal));
		}
		for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
			const onThrown = (error: unknown) => end(1, error);
			process.on(event, onThrown);
			undo.push(() => process.off(event, onThrown));
		}
		for (const stream of [process.stdout, process.stderr, process.stdin]) {
			// Stays on: what is written on the way out fails the same way, and is as little missed.
			stream.on('error', (error: NodeJS.ErrnoException) => {
				if (gone.has(error.code ?? '')) end(128 + constants.signals.SIGHUP);
				else end(1, error);
			});
		}
		terminal.closed().then(
			(result) => end(typeof result === 'number' ? result : 0),
			(error: unknown) => end(1, error ?? new Error('The screen ended without saying why.')),
		);
	});
