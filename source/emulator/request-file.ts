import {closeSync, openSync, writeSync} from 'node:fs';
import type {RequestLine} from './request-log.ts';

/** One line of the file, as JSON: a request as it came, or as it was answered. */
export type RequestFileLine = RequestLine & {
	/** Real time, milliseconds since 1970. */
	at: number;
	event: 'came' | 'answered';
};

/** A file that outlives the emulator, whatever ends it: every request has a line when it came, and one when it was answered. */
export type RequestFile = {
	write(event: RequestFileLine['event'], line: RequestLine): void;
	close(): void;
};

/** Opens it; lines are added to what is there. */
export const openRequestFile = (path: string): RequestFile => {
	const file = openSync(path, 'a', 0o600);
	return {
		write: (event, line) => {
			writeSync(file, `${JSON.stringify({at: Date.now(), event, ...line} satisfies RequestFileLine)}\n`);
		},
		close: () => closeSync(file),
	};
};
