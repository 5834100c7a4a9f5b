import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {syntheticContent, syntheticTreeHash} from '../../../source/emulator/synthetic/synthetic-content.ts';
import {isTreeHashAligned} from '../../../source/model/byte-range.ts';
import {mebibyte} from '../../../source/model/limits.ts';
import {treeHash} from '../../../source/model/tree-hash.ts';

const all = async (size: number, seed: string, first = 0, last = size - 1): Promise<Buffer> => {
	const pieces: Uint8Array[] = [];
	for await (const piece of syntheticContent(size, seed).read({first, last})) pieces.push(piece);
	return Buffer.concat(pieces);
};

describe('synthetic bytes', () => {
	it.each([1, 63, 64, 65, 4095, 4160, 5000, mebibyte - 1, mebibyte, mebibyte + 1, mebibyte + 64, 7.5 * mebibyte + 3])(
		'have the tree hash that is said, at %i bytes',
		async (size) => {
			const bytes = await all(size, 'seed');
			expect(bytes).toHaveLength(size);
			expect(syntheticTreeHash(size, 'seed')).toBe(treeHash(bytes));
		},
	);

	it('are the same from wherever they are read', async () => {
		const size = 3 * mebibyte + 12_345;
		const whole = await all(size, 'x');
		await fc.assert(
			fc.asyncProperty(fc.nat(size - 1), fc.nat(size - 1), async (a, b) => {
				const [first, last] = a < b ? [a, b] : [b, a];
				expect((await all(size, 'x', first, last)).equals(whole.subarray(first, last + 1))).toBe(true);
			}),
			{numRuns: 30},
		);
	});

	it('have the right hash for each aligned range', async () => {
		const size = 6 * mebibyte + 99;
		const whole = await all(size, 'y');
		for (let from = 0; from < 7; from++) {
			for (let to = from + 1; to <= 7; to++) {
				const range = {first: from * mebibyte, last: Math.min(to * mebibyte, size) - 1};
				if (!isTreeHashAligned(range, size)) continue;
				const hash = syntheticContent(size, 'y').treeHash!(range);
				expect(hash).toBe(treeHash(whole.subarray(range.first, range.last + 1)));
			}
		}
	});

	it('differ from archive to archive, and are hashed in no time however many they are', async () => {
		expect((await all(100_000, 'a')).equals(await all(100_000, 'b'))).toBe(false);
		expect(syntheticTreeHash(40_000 * mebibyte * 1024, 'a')).toMatch(/^[0-9a-f]{64}$/);
	});
});
