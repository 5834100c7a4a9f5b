import {appendFileSync, renameSync, statSync} from 'node:fs';
import {join} from 'node:path';

/** The path of the log in its folder. */
export const logPath = (folder: string): string => join(folder, 'iceaxe.log');

/** A file that lines are appended to, and that steps aside when it is full. */
export type LogFile = {
	write(line: string): void;
	/** Writes what is still in memory, at once. */
	flush(): void;
};

/**
 * Appends to `path` (0600), once for each turn of the event loop. At `maxBytes` the file becomes `path.1`, replacing the one before.
 * Each append opens the file anew, so that several processes can share it and notice when one of them has moved it aside.
 * A disk that is full or gone loses lines and nothing else.
 */
export const openLogFile = (path: string, maxBytes: number): LogFile => {
	let waiting = '';
	let scheduled: NodeJS.Immediate | undefined;
	let written = 0;

	const stepAside = () => {
		written = 0;
		if ((statSync(path, {throwIfNoEntry: false})?.size ?? 0) >= maxBytes) renameSync(path, `${path}.1`);
	};
	const attempt = (act: () => void) => {
		try {
			act();
		} catch {
			// There is nowhere to say it: the screen is not ours and the log is what fails.
		}
	};
	const flush = () => {
		clearImmediate(scheduled);
		scheduled = undefined;
		const text = waiting;
		waiting = '';
		if (text === '') return;
		if (written >= maxBytes / 16) attempt(stepAside);
		attempt(() => appendFileSync(path, text, {mode: 0o600}));
		written += text.length;
	};
	attempt(stepAside);
	return {
		write: (line) => {
			waiting += line;
			scheduled ??= setImmediate(flush).unref();
		},
		flush,
	};
};
