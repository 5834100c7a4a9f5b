import type {Readable, Writable} from 'node:stream';

/** Where the scripting face reads and writes. Each may be a terminal. */
export type Streams = {
	stdin: Readable & {isTTY?: boolean};
	stdout: Writable & {isTTY?: boolean; columns?: number};
	stderr: Writable & {isTTY?: boolean; columns?: number};
};

/** Writes, and waits where the reader is slower: a list of millions must not pile up in memory. */
export const writeTo = async (stream: Writable, text: string): Promise<void> => {
	if (stream.destroyed || stream.write(text)) return;
	await new Promise<void>((resolve) => {
		const done = () => {
			stream.off('drain', done);
			stream.off('close', done);
			stream.off('error', done);
			resolve();
		};
		stream.on('drain', done).on('close', done).on('error', done);
	});
};
