import {createHash} from 'node:crypto';
import {mebibyte} from './limits.ts';

/** A SHA-256 tree hash as lower-case hex, 64 characters. */
export type TreeHash = string;

/** The two hashes that a body travels with: `linear` is `x-amz-content-sha256`, `tree` is `x-amz-sha256-tree-hash`; both lower-case hex. */
export type BodyHashes = {linear: string; tree: TreeHash};

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/**
 * Joins neighbouring nodes pairwise until one is left. An unpaired last node goes up unchanged (checksum-calculations).
 *
 * Given the tree hashes of all parts in order, the result is the archive's tree hash if each part but the last is 2^k MiB.
 * @throws RangeError when there is no node.
 */
export const combine = (nodes: readonly Uint8Array[]): Buffer => {
	if (nodes.length === 0) throw new RangeError('A tree hash needs at least one node.');
	let level = nodes;
	while (level.length > 1) {
		const above: Uint8Array[] = [];
		for (let i = 0; i < level.length; i += 2) {
			const left = level[i]!;
			const right = level[i + 1];
			above.push(right ? createHash('sha256').update(left).update(right).digest() : left);
		}
		level = above;
	}
	return Buffer.from(level[0]!);
};

/** {@link combine} over hex: the tree hash of an archive from the tree hashes of its parts, in order. */
export const combineHex = (parts: readonly TreeHash[]): TreeHash =>
	combine(parts.map((hex) => Buffer.from(hex, 'hex'))).toString('hex');

/** The tree hash of bytes that are in memory at once. Of no bytes it is SHA-256 of the empty string. */
export const treeHash = (bytes: Uint8Array): TreeHash => {
	const hasher = new TreeHasher();
	hasher.update(bytes);
	return hasher.digest();
};

/** Tree hash of a stream, in memory that does not grow with it: at most one node for each level is held. */
export class TreeHasher {
	/** `levels[k]` is a finished node over 2^k leaves that still waits for its right neighbour. */
	readonly #levels: (Buffer | undefined)[] = [];
	#leaf = createHash('sha256');
	#leafBytes = 0;
	#leaves = 0;

	/** Takes the next bytes, in any portions. */
	update(bytes: Uint8Array): this {
		let at = 0;
		while (at < bytes.length) {
			const piece = bytes.subarray(at, at + mebibyte - this.#leafBytes);
			this.#leaf.update(piece);
			this.#leafBytes += piece.length;
			at += piece.length;
			if (this.#leafBytes === mebibyte) this.#finishLeaf();
		}
		return this;
	}

	/** The hash of all that came; the hasher is of no use afterwards. */
	digest(): TreeHash {
		if (this.#leafBytes > 0 || this.#leaves === 0) this.#finishLeaf();
		let node: Buffer | undefined;
		for (const waiting of this.#levels) {
			if (!waiting) continue;
			node = node ? createHash('sha256').update(waiting).update(node).digest() : waiting;
		}
		return node!.toString('hex');
	}

	#finishLeaf(): void {
		let node = this.#leaf.digest();
		let level = 0;
		for (; this.#levels[level]; level++) {
			node = createHash('sha256').update(this.#levels[level]!).update(node).digest();
			this.#levels[level] = undefined;
		}
		this.#levels[level] = node;
		this.#leaves++;
		this.#leaf = createHash('sha256');
		this.#leafBytes = 0;
	}
}

/** Both hashes of a body in one pass over memory, the second free when the body is one leaf. */
export const bodyHashes = (bytes: Uint8Array): BodyHashes => {
	const linear = sha256(bytes).toString('hex');
	return {linear, tree: bytes.length <= mebibyte ? linear : treeHash(bytes)};
};
