import {createHash, type Hash, hash} from 'node:crypto';
import {mebibyte} from '../../model/limits.ts';
import type {TreeHash} from '../../model/tree-hash.ts';
import type {Content} from '../bodies/content.ts';

/**
 * The bytes of an archive that is only a formula. Every leaf of 1 MiB is one common pattern with a seal of 64 bytes, the
 * archive's own, at its end; the last, short leaf is as much of the pattern as there is room for, and the seal. So all full
 * leaves have one hash, which takes microseconds (the pattern's part of it is done once for all archives), the tree above
 * them takes as many steps as it has levels, and no byte is ever made twice.
 */
export const syntheticContent = (size: number, seed: string): Content => {
	const seal = sealOf(seed);
	return {
		size,
		read: async function* (range) {
			const leaf = leafBytes(mebibyte, seal);
			for (let at = range.first; at <= range.last; ) {
				const start = at - (at % mebibyte);
				const length = Math.min(mebibyte, size - start);
				const bytes = length === mebibyte ? leaf : leafBytes(length, seal);
				yield bytes.subarray(at - start, Math.min(length, range.last - start + 1));
				at = start + length;
			}
		},
		treeHash: ({first, last}) => syntheticTreeHash(last - first + 1, seed),
	};
};

/** The tree hash of `size` such bytes from the start of any leaf on: all of it, or an aligned range. */
export const syntheticTreeHash = (size: number, seed: string): TreeHash => {
	const seal = sealOf(seed);
	const rest = size % mebibyte;
	let node = rest > 0 ? leafHash(rest, seal) : undefined;
	// A full tree of 2^k equal leaves, for each k for which the number of full leaves has a bit.
	let full = size >= mebibyte ? leafHash(mebibyte, seal) : undefined;
	for (let leaves = Math.floor(size / mebibyte); leaves > 0; leaves = Math.floor(leaves / 2)) {
		if (leaves % 2 === 1) node = node ? pair(full!, node) : full;
		full = pair(full!, full!);
	}
	return node!.toString('hex');
};

const sha256 = (): Hash => createHash('sha256');
const pair = (left: Buffer, right: Buffer): Buffer => hash('sha256', Buffer.concat([left, right]), 'buffer');

const sealLength = 64;
const sealOf = (seed: string): Buffer => hash('sha512', seed, 'buffer');

/** Hashes of the pattern are kept at every so many bytes, to go on from. */
const stride = 4096;

type Pattern = {bytes: Buffer; hashes: Hash[]};
let known: Pattern | undefined;

const pattern = (): Pattern => {
	if (known) return known;
	const words = new Uint32Array(mebibyte / 4);
	let state = 0x1cea_0001;
	for (let i = 0; i < words.length; i++) {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		words[i] = state;
	}
	const bytes = Buffer.from(words.buffer);
	const hashes = [sha256()];
	for (let at = 0; at < mebibyte; at += stride) {
		hashes.push(
			hashes
				.at(-1)!
				.copy()
				.update(bytes.subarray(at, at + stride)),
		);
	}
	known = {bytes, hashes};
	return known;
};

const leafBytes = (length: number, seal: Buffer): Buffer => {
	const leaf = Buffer.allocUnsafeSlow(length);
	const plain = Math.max(0, length - sealLength);
	pattern().bytes.copy(leaf, 0, 0, plain);
	seal.copy(leaf, plain, 0, length - plain);
	return leaf;
};

const leafHash = (length: number, seal: Buffer): Buffer => {
	const {bytes, hashes} = pattern();
	const plain = Math.max(0, length - sealLength);
	const known = Math.floor(plain / stride);
	return hashes[known]!.copy()
		.update(bytes.subarray(known * stride, plain))
		.update(seal.subarray(0, length - plain))
		.digest();
};
