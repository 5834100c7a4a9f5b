import {createHash} from 'node:crypto';
import {describe, expect, it} from 'vitest';
import {isMebibyteAligned, isTreeHashAligned, parseRange, rangeText} from '../../source/model/byte-range.ts';
import {mebibyte} from '../../source/model/limits.ts';

/** Every subtree that appears while the levels of a tree over `leaves` leaves are joined, as `from-to`, to exclusive. */
const naiveSubtrees = (leaves: number): Set<string> => {
	let level = Array.from({length: leaves}, (_, i) => ({from: i, to: i + 1}));
	const seen = new Set<string>();
	for (;;) {
		for (const {from, to} of level) seen.add(`${from}-${to}`);
		if (level.length === 1) return seen;
		const above: typeof level = [];
		for (let i = 0; i < level.length; i += 2) above.push({from: level[i]!.from, to: (level[i + 1] ?? level[i])!.to});
		level = above;
	}
};

describe('a range that has a checksum', () => {
	it('is a subtree of the naive tree, and every subtree is one, for 1 to 70 leaves (§3.5)', () => {
		let checked = 0;
		for (let leaves = 1; leaves <= 70; leaves++) {
			const subtrees = naiveSubtrees(leaves);
			for (const size of [leaves * mebibyte, leaves * mebibyte - 1, (leaves - 1) * mebibyte + 1]) {
				for (let from = 0; from < leaves; from++) {
					for (let to = from + 1; to <= leaves; to++) {
						const range = {first: from * mebibyte, last: Math.min(to * mebibyte, size) - 1};
						if (isTreeHashAligned(range, size) !== subtrees.has(`${from}-${to}`)) {
							expect.unreachable(`leaves ${from} to ${to} of ${leaves}, ${size} bytes`);
						}
						checked++;
					}
				}
			}
		}
		expect(checked).toBe(3 * 59_640);
	});

	it('hashes to what the tree has at that place', () => {
		const leaf = (i: number) => createHash('sha256').update(`leaf ${i}`).digest();
		const pair = (a: Buffer, b: Buffer) => createHash('sha256').update(a).update(b).digest();
		const hash = (from: number, to: number): Buffer => {
			if (to - from === 1) return leaf(from);
			let half = 1;
			while (half * 2 < to - from) half *= 2;
			return pair(hash(from, from + half), hash(from + half, to));
		};
		// Joining level by level, as the guide tells it, gives the same as splitting at the largest power of two.
		let level = Array.from({length: 37}, (_, i) => leaf(i));
		while (level.length > 1) {
			level = level.flatMap((node, i) => (i % 2 ? [] : level[i + 1] ? [pair(node, level[i + 1]!)] : [node]));
		}
		expect(level[0]!.equals(hash(0, 37))).toBe(true);
	});

	it('begins at a MiB and ends at one or at the end', () => {
		expect(isMebibyteAligned({first: 0, last: mebibyte - 1}, 5 * mebibyte)).toBe(true);
		expect(isMebibyteAligned({first: mebibyte, last: 2.5 * mebibyte - 1}, 2.5 * mebibyte)).toBe(true);
		expect(isMebibyteAligned({first: mebibyte, last: 2.5 * mebibyte - 2}, 2.5 * mebibyte)).toBe(false);
		expect(isTreeHashAligned({first: 1, last: mebibyte}, 5 * mebibyte)).toBe(false);
		expect(isTreeHashAligned({first: 0, last: 5 * mebibyte}, 5 * mebibyte)).toBe(false);
	});
});

describe('a range as text', () => {
	it('is read and written alike', () => {
		expect(rangeText({first: 0, last: 1_048_575})).toBe('0-1048575');
		expect(parseRange('0-1048575')).toEqual({first: 0, last: 1_048_575});
		for (const other of ['', '1', '1-', '-1', 'a-b', '1-2/*', ' 1-2']) expect(parseRange(other)).toBeUndefined();
	});
});
