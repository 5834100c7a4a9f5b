import {type Bandwidth, unlimited} from '../model/bandwidth.ts';
import {mebibyte} from '../model/limits.ts';

/** How much the engine does at once, and how long it bears with trouble. Sizes are bytes, times milliseconds. */
export type EngineLimits = {
	/** How fast bytes move, all transfers together. */
	bandwidth: Bandwidth;
	/** Transfers whose bytes move; the others wait in a queue. */
	transfersAtOnce: number;
	/** Chunks on their way for each of them. */
	chunksAtOnce: number;
	/** Of these, chunks that are only read again from the disk. */
	checksAtOnce: number;
	/** Tries of one chunk before its transfer fails; while the service cannot be reached they don't count. */
	tries: number;
	/** Bytes of a part of new uploads, and of a chunk of new downloads; null: as their size asks for. 1 MiB × 2^n. */
	partSize: number | null;
	chunkSize: number | null;
	/** Memory for parts on their way, in all transfers together. */
	bodyMemory: number;
	/**
	 * Larger parts are sent from the disk, not from memory. It costs the processor no more than memory that is touched for the first time; a disk
	 * that is read twice is spared as long as the system keeps in its cache what was hashed a moment ago.
	 */
	largestInMemory: number;
	/** Calls that a request of many archives makes at once: starts of jobs, deletions. */
	callsAtOnce: number;
	/**
	 * More archives than this are deleted in several turns: which ones were meant is settled before the first goes, and held in memory.
	 */
	deletedInOneTurn: number;
	/** How much of an inventory is fetched with one request. */
	inventoryPortion: number;
	/** Of the memory for parts, how much one stream may have: a producer that stalls holds it for as long. */
	streamMemory: number;
	/** How long a stream is waited for whose bytes nobody hands over, and of which nobody says that it is whole. */
	streamPatience: number;
	/** How long a walk through a folder waits for whoever asked for its results, before it goes on without. */
	followerPatience: number;
	/** How often progress is told. */
	sampleEvery: number;
	/** How long nothing of a transfer may move before that is told. A call that stands still is given up much later: see glacier/door.ts. */
	quietAfter: number;
};

export const usualLimits: EngineLimits = {
	bandwidth: unlimited,
	transfersAtOnce: 3,
	chunksAtOnce: 6,
	checksAtOnce: 2,
	tries: 6,
	partSize: null,
	chunkSize: null,
	bodyMemory: 88 * mebibyte,
	largestInMemory: 16 * mebibyte,
	callsAtOnce: 6,
	deletedInOneTurn: 100_000,
	inventoryPortion: 4 * mebibyte,
	streamMemory: 64 * mebibyte,
	streamPatience: 60_000,
	followerPatience: 60_000,
	sampleEvery: 100,
	quietAfter: 20_000,
};
