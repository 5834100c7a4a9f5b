import {closeSync, openSync, readSync, watch} from 'node:fs';
import type {RequestFileLine} from '../../source/emulator/request-file.ts';

/** Follows the file in which an emulator writes its requests. */
export type RequestWatch = {
	/** All lines so far. */
	lines: RequestFileLine[];
	/** Hears every line from now on. Returns the way to stop hearing. */
	hear(listener: (line: RequestFileLine) => void): () => void;
	/** Resolves at the first line, of those that come from now on, that passes. */
	until(passes: (line: RequestFileLine) => boolean): Promise<void>;
	/** Reads what is there. */
	read(): void;
	close(): void;
};

/** Follows a file of requests that is there. */
export const watchRequests = (path: string): RequestWatch => {
	const file = openSync(path, 'r');
	const buffer = Buffer.alloc(1024 * 1024);
	const lines: RequestFileLine[] = [];
	const listeners = new Set<(line: RequestFileLine) => void>();
	let rest = '';
	const read = () => {
		for (;;) {
			const count = readSync(file, buffer);
			if (count === 0) return;
			const texts = (rest + buffer.toString('utf8', 0, count)).split('\n');
			rest = texts.pop()!;
			for (const text of texts) {
				const line = JSON.parse(text) as RequestFileLine;
				lines.push(line);
				for (const listener of listeners) listener(line);
			}
		}
	};
	const watcher = watch(path, read);
	const hear = (listener: (line: RequestFileLine) => void) => {
		listeners.add(listener);
		return () => listeners.delete(listener);
	};
	return {
		lines,
		read,
		hear,
		until: (passes) =>
			new Promise((resolve) => {
				const stop = hear((line) => {
					if (!passes(line)) return;
					stop();
					resolve();
				});
			}),
		close: () => {
			watcher.close();
			closeSync(file);
		},
	};
};
