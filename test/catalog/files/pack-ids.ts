import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {packedLength, packId, unpackIds} from '../../../source/catalog/files/pack-ids.ts';

const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'];
const ids = fc.string({unit: fc.constantFrom(...alphabet), minLength: 138, maxLength: 138});

describe('packing ids', () => {
	it('keeps each character of the usual shape', () => {
		fc.assert(
			fc.property(fc.array(ids, {minLength: 1, maxLength: 4}), (texts) => {
				const packed = new Uint8Array(texts.length * packedLength);
				texts.forEach((text, i) => {
					expect(packId(Buffer.from(`xy${text}`), 2, 138, packed, i * packedLength)).toBe(true);
				});
				const read = unpackIds(packed);
				expect(texts.map((_, i) => read(i))).toEqual(texts);
			}),
		);
	});

	it('refuses every other shape', () => {
		fc.assert(
			fc.property(ids, fc.nat(137), fc.constantFrom('+', '/', '=', ' ', 'é', '\n'), (text, at, other) => {
				const bytes = Buffer.from(text.slice(0, at) + other + text.slice(at + 1));
				expect(packId(bytes, 0, bytes.length, new Uint8Array(packedLength), 0)).toBe(false);
			}),
		);
		expect(packId(Buffer.from('short'), 0, 5, new Uint8Array(packedLength), 0)).toBe(false);
		expect(unpackIds('["a","b"]')(1)).toBe('b');
	});
});
