import {createHash, hash} from 'node:crypto';
import {mebibyte} from '../../model/limits.ts';
import {type BodyHashes, combine, type TreeHash} from '../../model/tree-hash.ts';
import {readExactly} from '../../platform/slices.ts';
import type {Slice} from './tasks.ts';

/** How much is done before other tasks of the thread get their turn, in bytes. */
const turn = 8 * mebibyte;

/** `position` is the place in the file, `at` that in the slice. */
type ReadLeaf = (position: number, length: number, at: number) => Uint8Array;

/** Leaf by leaf; yields when a turn is over, so that a part of gigabytes does not hold up the small ones. */
function* leaves(
	{offset, length}: Pick<Slice, 'offset' | 'length'>,
	read: ReadLeaf,
): Generator<Uint8Array | undefined> {
	for (let at = 0; at < length; at += mebibyte) {
		if (at > 0 && at % turn === 0) yield undefined;
		yield read(offset + at, Math.min(mebibyte, length - at), at);
	}
}

const readInto =
	({file}: Slice, buffer: Uint8Array, whole: boolean): ReadLeaf =>
	(position, length, at) => {
		const leaf = whole ? buffer.subarray(at, at + length) : buffer.subarray(0, length);
		readExactly(file.fd, leaf, position);
		return leaf;
	};

/** A generator whose yields are places where other tasks may come in between, and which returns the result. */
export type Turns<Result> = Generator<undefined, Result>;

/**
 * Reads a slice and hashes it for both hashes, each leaf twice while it is in the processor's cache; one pass where a leaf is all there is.
 * The bytes stay in `buffer` when it has room for all of them; else it is used over and over.
 */
export function* hashBody(slice: Slice, buffer: Uint8Array): Turns<BodyHashes> {
	return yield* bothHashes(slice, readInto(slice, buffer, buffer.length >= slice.length));
}

/** Hashes what is in memory already, in the same way. */
export function* hashMemory(bytes: Uint8Array): Turns<BodyHashes> {
	const read: ReadLeaf = (_, length, at) => bytes.subarray(at, at + length);
	return yield* bothHashes({offset: 0, length: bytes.length}, read);
}

function* bothHashes(slice: Pick<Slice, 'offset' | 'length'>, read: ReadLeaf): Turns<BodyHashes> {
	const nodes: Buffer[] = [];
	const linear = slice.length > mebibyte ? createHash('sha256') : undefined;
	for (const leaf of leaves(slice, read)) {
		if (!leaf) yield;
		else {
			linear?.update(leaf);
			nodes.push(hash('sha256', leaf, 'buffer'));
		}
	}
	const tree = combine(nodes).toString('hex');
	return {linear: linear?.digest('hex') ?? tree, tree};
}

/** Reads a slice and gives its tree hash, using `buffer` (1 MiB or more) over and over. */
export function* hashTree(slice: Slice, buffer: Uint8Array): Turns<TreeHash> {
	const nodes: Buffer[] = [];
	for (const leaf of leaves(slice, readInto(slice, buffer, false))) {
		if (!leaf) yield;
		else nodes.push(hash('sha256', leaf, 'buffer'));
	}
	return combine(nodes).toString('hex');
}
