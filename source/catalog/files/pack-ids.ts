/**
 * Archive ids are 138 characters of base64url. All such are 103½ bytes; 104 hold any of them, even one that no bytes encode to.
 * Ids of another shape are kept as text, for a whole block at once.
 */
const usualLength = 138;
export const packedLength = 104;

/** The six bits of each character; 255 for what is none of base64url. */
const bitsOf = new Uint8Array(256).fill(255);
for (const [bits, character] of Array.from(
	'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
	(character, bits) => [bits, character] as const,
)) {
	bitsOf[character.charCodeAt(0)] = bits;
}

/**
 * Packs an id of the usual shape, given by its bytes as text, into {@link packedLength} bytes of `target`. False for an id of another shape.
 */
export const packId = (
	id: Uint8Array,
	start: number,
	length: number,
	target: Uint8Array,
	targetStart: number,
): boolean => {
	if (length !== usualLength) return false;
	let out = targetStart;
	let seen = 0;
	for (let i = start; i < start + 136; i += 4) {
		const a = bitsOf[id[i]!]!;
		const b = bitsOf[id[i + 1]!]!;
		const c = bitsOf[id[i + 2]!]!;
		const d = bitsOf[id[i + 3]!]!;
		seen |= a | b | c | d;
		target[out++] = (a << 2) | (b >> 4);
		target[out++] = (b << 4) | (c >> 2);
		target[out++] = (c << 6) | d;
	}
	const a = bitsOf[id[start + 136]!]!;
	const b = bitsOf[id[start + 137]!]!;
	target[out++] = (a << 2) | (b >> 4);
	target[out] = b << 4;
	return (seen | a | b) < 64;
};

/** A block's ids, to be read one by one, from what is stored: packed, or as a JSON list. */
export const unpackIds = (stored: Uint8Array | string): ((index: number) => string) => {
	if (typeof stored === 'string') {
		const ids = JSON.parse(stored) as string[];
		return (index) => ids[index]!;
	}
	const bytes = Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength);
	return (index) => {
		const from = index * packedLength;
		// 139 characters come of 104 bytes; the last has no bits of the id.
		return bytes.toString('base64url', from, from + packedLength).slice(0, usualLength);
	};
};
