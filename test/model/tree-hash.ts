import {createHash} from 'node:crypto';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {mebibyte} from '../../source/model/limits.ts';
import {bodyHashes, combineHex, TreeHasher, treeHash} from '../../source/model/tree-hash.ts';

const sha = (...pieces: Uint8Array[]) => {
	const hash = createHash('sha256');
	for (const piece of pieces) hash.update(piece);
	return hash.digest();
};

/** The definition, word for word, with everything in memory. */
const naive = (bytes: Uint8Array): string => {
	let level: Buffer[] = [];
	for (let at = 0; at < bytes.length || at === 0; at += mebibyte) level.push(sha(bytes.subarray(at, at + mebibyte)));
	while (level.length > 1) {
		const above: Buffer[] = [];
		for (let i = 0; i < level.length; i += 2) above.push(level[i + 1] ? sha(level[i]!, level[i + 1]!) : level[i]!);
		level = above;
	}
	return level[0]!.toString('hex');
};

describe('tree hash', () => {
	it.each([
		['1 MiB of a', Buffer.alloc(mebibyte, 'a'), '9bc1b2a288b26af7257a36277ae3816a7d4f16e89c1e7e77d0a5c48bad62b360'],
		[
			'1 MiB + 1 of a',
			Buffer.alloc(mebibyte + 1, 'a'),
			'8dd49bbc6297567fac3852c2deddcdbc57358bc403c10d4f6dc64b143ad9b27b',
		],
		[
			'3 MiB + 5 of 0x01',
			Buffer.alloc(3 * mebibyte + 5, 1),
			'2b28851f4c61c3423ea2890308e55475df9b5818f4e7fdb48461633ae02e3191',
		],
		[
			'6.5 MiB of a',
			Buffer.alloc(6.5 * mebibyte, 'a'),
			'0dae0a3f606e3eae41361ffc1dc3e1c5311ae06f9c14299ca46052f89947f412',
		],
		[
			'5 MiB + 17 of i mod 251',
			Uint8Array.from({length: 5 * mebibyte + 17}, (_, i) => i % 251),
			'3fef9b8808d86fe097f13f670365ac039731f511cc502bddb3f5da72a7599203',
		],
		['nothing', new Uint8Array(0), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
	])('of %s is the known value', (_, bytes, expected) => {
		expect(treeHash(bytes)).toBe(expected);
		expect(bodyHashes(bytes)).toEqual({linear: sha(bytes).toString('hex'), tree: expected});
	});

	it('does not depend on the portions in which bytes come, and equals the definition', () => {
		const source = Buffer.alloc(9 * mebibyte);
		for (let i = 0; i < source.length; i += 4) source.writeUInt32LE((i * 2_654_435_761) >>> 0, i);
		fc.assert(
			fc.property(
				fc.nat(source.length),
				fc.array(fc.integer({min: 1, max: 3 * mebibyte}), {maxLength: 8}),
				(size, portions) => {
					const bytes = source.subarray(0, size);
					const hasher = new TreeHasher();
					let at = 0;
					for (const portion of portions) {
						hasher.update(bytes.subarray(at, at + portion));
						at = Math.min(size, at + portion);
					}
					expect(hasher.update(bytes.subarray(at)).digest()).toBe(naive(bytes));
				},
			),
			{numRuns: 25},
		);
	});

	it('of an archive is combined from its parts when they are 2^k MiB', () => {
		const bytes = Buffer.alloc(37 * mebibyte + 12_345, 'iceaxe');
		for (const partSize of [1, 2, 4, 8, 16, 32].map((n) => n * mebibyte)) {
			const parts: string[] = [];
			for (let at = 0; at < bytes.length; at += partSize) parts.push(treeHash(bytes.subarray(at, at + partSize)));
			expect(combineHex(parts)).toBe(treeHash(bytes));
		}
	});
});
