import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {chunkRange, isTreeHashAligned} from '../../source/model/byte-range.ts';
import {IceaxeError} from '../../source/model/errors/iceaxe-error.ts';
import {largestArchive, largestPartSize, mebibyte, mostParts} from '../../source/model/limits.ts';
import {isPartSize, planDownload, planParts, planStream} from '../../source/model/part-plan.ts';

const gibibyte = 1024 * mebibyte;
const anySize = fc.oneof(fc.integer({min: 1, max: largestArchive}), fc.integer({min: 1, max: 100 * gibibyte}));

describe('a plan of parts', () => {
	it.each([
		[1, 8, 1],
		[8 * mebibyte, 8, 1],
		[8 * mebibyte + 1, 8, 2],
		[8 * gibibyte, 8, 1024],
		[8 * gibibyte + 1, 16, 513],
		[101.2 * gibibyte, 64, 1620],
		[625 * gibibyte, 64, 10_000],
		[625 * gibibyte + 1, 128, 5001],
		[largestArchive, 4096, 10_000],
	])('of %d bytes has parts of %d MiB, %d of them', (size, partMebibytes, count) => {
		expect(planParts(Math.floor(size))).toEqual({partSize: partMebibytes * mebibyte, count});
	});

	it('keeps the rules of the service for any size', () => {
		fc.assert(
			fc.property(anySize, (size) => {
				const {partSize, count} = planParts(size);
				expect(isPartSize(partSize)).toBe(true);
				expect(count).toBeLessThanOrEqual(mostParts);
				expect((count - 1) * partSize).toBeLessThan(size);
				expect(count * partSize).toBeGreaterThanOrEqual(size);
			}),
		);
	});

	it('takes a part size that is wanted and possible', () => {
		expect(planParts(5 * gibibyte, {wanted: mebibyte})).toEqual({partSize: mebibyte, count: 5120});
		expect(planParts(1, {wanted: largestPartSize})).toEqual({partSize: largestPartSize, count: 1});
	});

	it.each([0, -1, 1.5, 3 * mebibyte, mebibyte / 2, 2 * largestPartSize, Number.NaN])(
		'refuses parts of %d bytes',
		(wanted) => {
			expect(() => planParts(gibibyte, {wanted})).toThrow(IceaxeError);
		},
	);

	it('refuses a part size that makes too many parts, and says which does not', () => {
		const plan = () => planParts(100 * gibibyte, {wanted: 8 * mebibyte});
		expect(plan).toThrow('are 12800 parts');
		expect(plan).toThrow(
			expect.objectContaining({value: expect.objectContaining({hint: 'Choose parts of 16 MiB or more.'})}),
		);
	});

	it.each([0, -1, 0.5, Number.NaN, largestArchive + 1, Number.POSITIVE_INFINITY])('refuses a size of %d', (size) => {
		expect(() => planParts(size)).toThrow(IceaxeError);
		expect(() => planDownload(size)).toThrow(IceaxeError);
	});
});

describe('a plan of chunks', () => {
	it.each([
		[1, 16, 1],
		[gibibyte, 16, 64],
		[10_000 * 16 * mebibyte, 16, 10_000],
		[10_000 * 16 * mebibyte + 1, 32, 5001],
		[largestArchive, 4096, 10_000],
	])('of %d bytes has chunks of %d MiB, %d of them', (size, chunkMebibytes, count) => {
		expect(planDownload(size)).toEqual({chunkSize: chunkMebibytes * mebibyte, count});
	});

	it('gives each chunk a checksum of the service', () => {
		fc.assert(
			fc.property(anySize, fc.nat(), (size, n) => {
				const {chunkSize, count} = planDownload(size);
				for (const index of [0, n % count, count - 1]) {
					expect(isTreeHashAligned(chunkRange(index, chunkSize, size), size)).toBe(true);
				}
			}),
		);
	});
});

describe('parts of a stream', () => {
	it('are of 32 MiB, which is enough for 312 GiB', () => expect(planStream({})).toBe(32 * mebibyte));

	it.each([
		[1, 8],
		[60 * 2 ** 30, 8],
		[300 * 2 ** 30, 64],
		[2 ** 40, 256],
		[30 * 2 ** 40, 4096],
	])('leave a quarter more room than the %i bytes that are expected', (expected, mebibytes) => {
		expect(planStream({expected})).toBe(mebibytes * mebibyte);
	});

	it('are as large as a person says, if the service takes them and what is expected fits', () => {
		expect(planStream({wanted: mebibyte})).toBe(mebibyte);
		expect(() => planStream({wanted: 3 * mebibyte})).toThrow('A part of 3145728 bytes is not possible.');
		expect(() => planStream({wanted: mebibyte, expected: 2 ** 40})).toThrow('the service takes 10000');
	});
});
