/**
 * Archive ids are 138 characters of base64url. All such are 103½ bytes; 104 hold any of them, even one that no bytes encode to.
 * Ids of another shape are kept as text, for a whole block at once.
 */
const usualLength = 138;
const packedLength = 104;
const usual = /^[A-Za-z0-9_-]{138}$/;

/** A block's ids as they are stored: packed, or as a JSON list. */
export const packIds = (ids: readonly string[]): Uint8Array | string => {
	if (!ids.every((id) => id.length === usualLength && usual.test(id))) return JSON.stringify(ids);
	// One byte more than is kept: 140 characters are 105 bytes, the last of which is zero.
	const packed = Buffer.allocUnsafe(ids.length * packedLength + 1);
	for (let i = 0; i < ids.length; i++) packed.write(`${ids[i]}AA`, i * packedLength, packedLength + 1, 'base64url');
	return packed.subarray(0, -1);
};

/** A block's ids, to be read one by one. */
export const unpackIds = (stored: Uint8Array | string): ((index: number) => string) => {
	if (typeof stored === 'string') {
		const ids = JSON.parse(stored) as string[];
		return (index) => ids[index]!;
	}
	const bytes = Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength);
	const padded = Buffer.alloc(packedLength + 1);
	return (index) => {
		bytes.copy(padded, 0, index * packedLength, (index + 1) * packedLength);
		return padded.toString('base64url').slice(0, usualLength);
	};
};
