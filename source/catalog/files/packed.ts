import {inflateRawSync} from 'node:zlib';

/** A text as it is stored: deflated, and how long it is. */
export type Packed = {length: number; packed: Uint8Array};

/** The text. */
export const unpack = ({length, packed}: Packed): Buffer =>
	// The whole output in one piece: its length is known.
	inflateRawSync(packed, {chunkSize: Math.max(64, length + 1)});
