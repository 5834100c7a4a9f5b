import {mebibyte} from '../../model/limits.ts';
import type {TreeHash} from '../../model/tree-hash.ts';
import type {HashThread} from './hash-thread.ts';
import type {OpenFile} from './tasks.ts';

/** Where the bytes of one chunk go while they come: they are hashed and written by a thread. */
export interface ChunkSink {
	/** Takes the next bytes, which are given away. When a promise comes back, wait for it: the disk is slower than the network. */
	write(bytes: Uint8Array): Promise<void> | undefined;
	/** All bytes have come; resolves when they are written, with their tree hash. */
	end(): Promise<TreeHash>;
	/** Gives the chunk up; resolves when nothing writes any more. What was written of it stays in the file, to be overwritten. */
	drop(): Promise<void>;
}

/** Pieces are handed over in portions of about this many bytes. */
const portion = mebibyte;
/** Portions on their way to the thread before the sender has to wait. */
const mostOnTheWay = 2;

/** The memory of a piece as it can be given away: its own where it fills it, else a copy. */
const gift = (bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
	bytes.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength
		? new Uint8Array(bytes.buffer)
		: new Uint8Array(bytes);

/** A sink that writes to `file` from `position` on. `chunk` is a number that no other sink of the thread has. */
export const chunkSink = (
	thread: HashThread,
	{chunk, file, position}: {chunk: number; file: OpenFile; position: number},
): ChunkSink => {
	let at = position;
	let pieces: Uint8Array<ArrayBuffer>[] = [];
	let bytesHeld = 0;
	let failure: unknown;
	const onTheWay = new Set<Promise<void>>();

	const send = () => {
		const task = {do: 'pieces', chunk, file, position: at, pieces} as const;
		const gifts = pieces.map(({buffer}) => buffer);
		at += bytesHeld;
		pieces = [];
		bytesHeld = 0;
		const sent = thread.run(task, {gifts}).then(
			() => void onTheWay.delete(sent),
			(error) => {
				onTheWay.delete(sent);
				failure ??= error;
			},
		);
		onTheWay.add(sent);
	};
	const room = async () => {
		while (onTheWay.size >= mostOnTheWay && failure === undefined) await Promise.race(onTheWay);
		if (failure !== undefined) throw failure;
	};

	return {
		write: (bytes) => {
			pieces.push(gift(bytes));
			bytesHeld += bytes.byteLength;
			if (bytesHeld < portion) return undefined;
			send();
			return onTheWay.size >= mostOnTheWay || failure !== undefined ? room() : undefined;
		},
		end: async () => {
			if (bytesHeld > 0) send();
			await Promise.all(onTheWay);
			if (failure !== undefined) throw failure;
			return await thread.run({do: 'end', chunk});
		},
		drop: async () => {
			pieces = [];
			// Only then may the file be closed: its number could soon be another file's.
			await Promise.all(onTheWay);
			await thread.run({do: 'drop', chunk}).catch(() => {});
		},
	};
};
