import {chunkCount} from './byte-range.ts';
import {invalidInput} from './errors/errors.ts';
import {largestArchive, largestPartSize, mebibyte, mostParts, smallestPartSize} from './limits.ts';

/** How an archive travels up: `count` parts of `partSize` bytes, the last one as short as it comes. */
export type PartPlan = {partSize: number; count: number};

/** How an archive travels down: `count` ranged reads of `chunkSize` bytes from offset 0, the last one as short as it comes. */
export type DownloadPlan = {chunkSize: number; count: number};

/** Below this, parts are so small that the pause between two requests is felt. */
const usualPartSize = 8 * mebibyte;

/** A part that fails is sent again from its beginning: while it can be helped, that is not more than this. */
const largestUsualPart = 64 * mebibyte;

/** Parts are made larger rather than more above this many: at $0.03 for a thousand, requests then cost three cents. */
const affordableParts = 1024;

/**
 * Parts of streams, whose size nobody knows: 10,000 of them hold 312 GiB, and two of them
 * fit into the memory that a stream may have.
 */
const usualStreamPartSize = 32 * mebibyte;

/** What people expect is a guess: a stream may become longer by this factor. */
const headroom = 1.25;

const usualChunkSize = 16 * mebibyte;

/** Doubles a size until no more than `most` of it cover the whole, or until it is `largest`. */
const grow = (start: number, size: number, most: number, largest: number): number => {
	let step = start;
	while (step < largest && chunkCount(step, size) > most) step *= 2;
	return step;
};

const checkSize = (size: number): void => {
	if (!Number.isSafeInteger(size) || size < 0) throw invalidInput(`${size} is no size in bytes.`);
	if (size === 0) throw invalidInput('An empty file cannot be an archive: the service stores no archive of 0 bytes.');
	if (size > largestArchive) {
		throw invalidInput(`${size} bytes are too many for one archive: the service stores at most ${largestArchive}.`);
	}
};

/** Whether the service takes parts of this size: 1 MiB × 2^n, from 1 MiB to 4 GiB (api-multipart-initiate-upload). */
export const isPartSize = (size: number): boolean =>
	size >= smallestPartSize && size <= largestPartSize && Number.isInteger(Math.log2(size / mebibyte));

/**
 * Parts for an archive of `size` bytes. `wanted` is a part size in bytes that a person chose; without it the size decides:
 * 8 MiB up to 8 GiB; then the parts grow so that there are about a thousand and requests stay at three cents an archive, up to 64 MiB;
 * those last until 625 GiB, and beyond that parts are as large as the limit of 10,000 makes them.
 *
 * @throws IceaxeError `invalid-input` for no bytes, for more than an archive can have, and for a `wanted` that the service would refuse.
 */
export const planParts = (size: number, {wanted}: {wanted?: number} = {}): PartPlan => {
	checkSize(size);
	if (wanted !== undefined) return {partSize: wanted, count: wantedCount(size, wanted)};
	const affordable = grow(usualPartSize, size, affordableParts, largestUsualPart);
	const partSize = grow(affordable, size, mostParts, largestPartSize);
	return {partSize, count: chunkCount(partSize, size)};
};

const wantedCount = (size: number, wanted: number): number => {
	if (!isPartSize(wanted)) {
		throw invalidInput(`A part of ${wanted} bytes is not possible.`, 'Choose 1, 2, 4, 8, … up to 4,096 MiB.');
	}
	const count = chunkCount(wanted, size);
	if (count > mostParts) {
		const least = grow(wanted, size, mostParts, largestPartSize) / mebibyte;
		throw invalidInput(
			`${size} bytes in parts of ${wanted / mebibyte} MiB are ${count} parts; the service takes ${mostParts}.`,
			`Choose parts of ${least} MiB or more.`,
		);
	}
	return count;
};

/**
 * The size of the parts of a stream, which cannot be changed while it runs: 32 MiB, for streams up to 312 GiB; with `expected` bytes, such that
 * a quarter more fits, from 8 MiB on; `wanted` where a person chose.
 *
 * @throws IceaxeError `invalid-input` for a size that the service would refuse
 */
export const planStream = ({
	wanted,
	expected,
}: {
	wanted?: number | undefined;
	expected?: number | undefined;
}): number => {
	if (wanted !== undefined) {
		if (expected !== undefined) checkSize(expected);
		wantedCount(expected ?? 1, wanted);
		return wanted;
	}
	if (expected === undefined) return usualStreamPartSize;
	checkSize(expected);
	return grow(usualPartSize, expected * headroom, mostParts, largestPartSize);
};

/**
 * Chunks for the download of a whole archive of `size` bytes: 2^k MiB from offset 0, so that the service gives a checksum for each
 * (checksum-calculations-range). 16 MiB up to 156 GiB, then larger, so that there are never more than 10,000 to keep account of.
 * Reads cost nothing each; a small chunk is little to fetch again.
 *
 * @throws IceaxeError `invalid-input` for a size that no archive has.
 */
export const planDownload = (size: number): DownloadPlan => {
	checkSize(size);
	const chunkSize = grow(usualChunkSize, size, mostParts, largestPartSize);
	return {chunkSize, count: chunkCount(chunkSize, size)};
};
