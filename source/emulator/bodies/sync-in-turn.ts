import type {FileHandle} from 'node:fs/promises';

/**
 * Each sync holds one of libuv's four threads for as long as the disk takes; all four at once would leave none to write
 * what the other connections bring.
 */
const mostAtOnce = 2;

let running = 0;
const waiting: (() => void)[] = [];

/** Brings a file's bytes to the disk, a few files at a time in the whole process. */
export const syncInTurn = async (file: FileHandle): Promise<void> => {
	if (running < mostAtOnce) running++;
	else await new Promise<void>((resolve) => waiting.push(resolve));
	try {
		await file.datasync();
	} finally {
		const next = waiting.shift();
		// Whoever waits takes over the place.
		if (next) next();
		else running--;
	}
};
