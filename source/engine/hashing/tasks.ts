import type {ErrorValue} from '../../model/errors/iceaxe-error.ts';
import type {BodyHashes, TreeHash} from '../../model/tree-hash.ts';

/** A file that is open in this process: threads share its number. */
export type OpenFile = {fd: number; path: string};

/** A stretch of an open file, in bytes. */
export type Slice = {file: OpenFile; offset: number; length: number};

/** What the hashing threads do. What is passed as an ArrayBuffer is given away, not copied. */
export type HashTask =
	/** Reads a slice once and hashes it for both hashes. With `keep` its bytes come back, in `into` where that is large enough. */
	| {do: 'body'; slice: Slice; keep: boolean; into: ArrayBuffer | null}
	/** Reads a slice and gives its tree hash alone, at half the work. */
	| {do: 'tree'; slice: Slice}
	/** Hashes the next pieces of a chunk and writes them from `position` on. */
	| {do: 'pieces'; chunk: number; file: OpenFile; position: number; pieces: Uint8Array<ArrayBuffer>[]}
	/** The chunk is whole: gives its tree hash. */
	| {do: 'end'; chunk: number}
	/** The chunk is given up. */
	| {do: 'drop'; chunk: number};

/** What each task gives. */
export type HashResult = {
	body: {hashes: BodyHashes; bytes: ArrayBuffer | null};
	tree: TreeHash;
	pieces: null;
	end: TreeHash;
	drop: null;
};

export type HashRequest = {id: number; task: HashTask};
export type HashReply = {id: number; result: HashResult[HashTask['do']]} | {id: number; error: ErrorValue};
