import type {ByteRange} from '../../model/byte-range.ts';
import type {TreeHash} from '../../model/tree-hash.ts';

/** The bytes of an archive or of a job's output, wherever they are: in files, or only in a formula. */
export type Content = {
	size: number;
	/** Streams the bytes of `range`, which lies within the size. A portion holds good until the next but one is asked for. */
	read(range: ByteRange): AsyncIterable<Uint8Array>;
	/** The tree hash of a tree-hash aligned range. Absent where there are no checksums: inventories. */
	treeHash?(range: ByteRange): TreeHash;
};

/** A part of another content, as a retrieval job of a byte range puts it out; offsets count from its own start. */
export const slice = (content: Content, within: ByteRange): Content => {
	const absolute = (range: ByteRange) => ({first: within.first + range.first, last: within.first + range.last});
	return {
		size: within.last - within.first + 1,
		read: (range) => content.read(absolute(range)),
		treeHash: content.treeHash && ((range) => content.treeHash!(absolute(range))),
	};
};
