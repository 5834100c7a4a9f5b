import type {ErrorValue} from '../../model/errors/iceaxe-error.ts';
import type {BodyHashes, TreeHash} from '../../model/tree-hash.ts';

/** A file that is open in this process: threads share its number. */
export type OpenFile = {fd: number; path: string};

/** A stretch of an open file, in bytes. */
export type Slice = {file: OpenFile; offset: number; length: number};

/** What the hashing threads do. */
export type HashTask =
	/** Reads a slice once and hashes it for both hashes; into `into`, shared memory for all of it, when its bytes are to be kept. */
	| {do: 'body'; slice: Slice; into: Uint8Array | null}
	/** Hashes what stands in shared memory for both hashes. */
	| {do: 'memory'; bytes: Uint8Array}
	/** Reads a slice and gives its tree hash alone, at half the work. */
	| {do: 'tree'; slice: Slice}
	/** Hashes the next pieces of a chunk and writes them from `position` on. They are given away. */
	| {do: 'pieces'; chunk: number; file: OpenFile; position: number; pieces: Uint8Array<ArrayBuffer>[]}
	/** The chunk is whole: gives its tree hash. */
	| {do: 'end'; chunk: number}
	/** The chunk is given up. */
	| {do: 'drop'; chunk: number};

/** What each task gives. */
export type HashResult = {
	body: BodyHashes;
	memory: BodyHashes;
	tree: TreeHash;
	pieces: null;
	end: TreeHash;
	drop: null;
};

/** A task, or that the answer to one is not wanted any more: a large one is then left. */
export type HashRequest = {id: number; task: HashTask} | {cancel: number};
export type HashReply = {id: number; result: HashResult[HashTask['do']]} | {id: number; error: ErrorValue};
