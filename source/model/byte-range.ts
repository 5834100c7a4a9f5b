import {mebibyte} from './limits.ts';

/** Bytes `first` to `last` of something, both inclusive, as HTTP and the service count them. */
export type ByteRange = {first: number; last: number};

/** How many bytes a range covers. */
export const rangeLength = (range: ByteRange): number => range.last - range.first + 1;

/** `0-1048575`: the form of ListParts and RetrievalByteRange. */
export const rangeText = (range: ByteRange): string => `${range.first}-${range.last}`;

/** Reads `0-1048575`; `undefined` when the text has another form. Does not check that first ≤ last. */
export const parseRange = (text: string): ByteRange | undefined => {
	const match = /^(\d{1,15})-(\d{1,15})$/.exec(text);
	return match ? {first: Number(match[1]), last: Number(match[2])} : undefined;
};

/** Cuts `size` bytes into ranges of `chunkSize`, the last one shorter. */
export const chunkRange = (index: number, chunkSize: number, size: number): ByteRange => ({
	first: index * chunkSize,
	last: Math.min((index + 1) * chunkSize, size) - 1,
});

/** How many chunks of `chunkSize` cover `size` bytes. */
export const chunkCount = (chunkSize: number, size: number): number => Math.ceil(size / chunkSize);

/** Whether a range starts on a MiB and ends on one or at the end of the archive: what a retrieval job asks (api-initiate-job-post). */
export const isMebibyteAligned = (range: ByteRange, size: number): boolean =>
	range.first % mebibyte === 0 && ((range.last + 1) % mebibyte === 0 || range.last === size - 1);

/**
 * Whether a range is a whole subtree of the archive's tree hash, so that the service can give a checksum for it
 * (checksum-calculations-range): leaves [p, q) with p a multiple of 2^k and q = min(p + 2^k, n) for some k.
 */
export const isTreeHashAligned = (range: ByteRange, size: number): boolean => {
	if (range.last >= size || range.first > range.last || !isMebibyteAligned(range, size)) return false;
	const leaves = Math.ceil(size / mebibyte);
	const from = range.first / mebibyte;
	const to = Math.ceil((range.last + 1) / mebibyte);
	for (let width = 1; from % width === 0; width *= 2) {
		if (to === Math.min(from + width, leaves)) return true;
		if (width >= leaves) return false;
	}
	return false;
};
