import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {Bits} from '../../../source/catalog/files/bits.ts';

describe('a set of bits', () => {
	it('holds what was put in and not taken out', () => {
		const changes = fc.array(fc.tuple(fc.nat(99), fc.boolean()), {maxLength: 200});
		fc.assert(
			fc.property(changes, (list) => {
				const bits = new Bits(100);
				const set = new Set<number>();
				for (const [row, to] of list) {
					bits.set(row, to);
					if (to) set.add(row);
					else set.delete(row);
				}
				const expected = [...set].sort((a, b) => a - b);
				const each: number[] = [];
				bits.each((row) => each.push(row));
				expect(each).toEqual(expected);
				expect([...bits.values()]).toEqual(expected);
				expect(bits.count()).toBe(set.size);
				expect(bits.has(50)).toBe(set.has(50));
				const even = new Bits(100);
				for (let row = 0; row < 100; row += 2) even.set(row, true);
				expect(bits.countWith(even)).toBe(expected.filter((row) => row % 2 === 0).length);
			}),
		);
	});
});
