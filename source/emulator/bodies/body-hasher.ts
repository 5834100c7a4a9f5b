import {createHash, type Hash} from 'node:crypto';
import {mebibyte} from '../../model/limits.ts';
import {type BodyHashes, combine} from '../../model/tree-hash.ts';

const sha256 = (): Hash => createHash('sha256');

/** Hashes a body while it comes, in one pass over each portion, and keeps the leaves of its tree. */
export class BodyHasher {
	readonly #linear = sha256();
	readonly #leaves: Buffer[] = [];
	readonly #isOneLeaf: boolean;
	#leaf = sha256();
	#leafBytes = 0;

	/** @param length how long the body is said to be: one of at most a leaf has one hash, not two */
	constructor(length: number | undefined) {
		this.#isOneLeaf = length !== undefined && length <= mebibyte;
	}

	update(bytes: Uint8Array): void {
		this.#linear.update(bytes);
		if (this.#isOneLeaf) return;
		for (let at = 0; at < bytes.length; ) {
			const piece = bytes.subarray(at, at + mebibyte - this.#leafBytes);
			this.#leaf.update(piece);
			this.#leafBytes += piece.length;
			at += piece.length;
			if (this.#leafBytes === mebibyte) this.#finishLeaf();
		}
	}

	/** Both hashes of all that came, and the leaves one after the other, 32 bytes each. */
	finish(): BodyHashes & {leaves: Buffer} {
		if (this.#leafBytes > 0) this.#finishLeaf();
		const linear = this.#linear.digest();
		const nodes = this.#leaves.length > 0 ? this.#leaves : [linear];
		return {linear: linear.toString('hex'), tree: combine(nodes).toString('hex'), leaves: Buffer.concat(nodes)};
	}

	#finishLeaf(): void {
		this.#leaves.push(this.#leaf.digest());
		this.#leaf = sha256();
		this.#leafBytes = 0;
	}
}
