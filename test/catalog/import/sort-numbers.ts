import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {sortedPlaces} from '../../../source/catalog/import/sort-numbers.ts';

const sorted = (values: readonly number[], most: number): number[] => {
	const each = (onStretch: (values: Float64Array, first: number) => void) => {
		for (let first = 0; first < values.length; first += 7) {
			onStretch(Float64Array.from(values.slice(first, first + 7)), first);
		}
	};
	return [...sortedPlaces({length: values.length, each}, most)].flatMap((places) => [...places]);
};

describe('sorting numbers by place', () => {
	it('is a stable sort, at once and in parts', () => {
		const numbers = fc.oneof(fc.nat(5), fc.nat(), fc.maxSafeNat());
		fc.assert(
			fc.property(fc.array(numbers, {maxLength: 200, size: 'max'}), fc.integer({min: 20, max: 300}), (values, most) => {
				const expected = [...values.keys()].sort((a, b) => values[a]! - values[b]! || a - b);
				expect(sorted(values, most)).toEqual(expected);
			}),
			{numRuns: 100},
		);
	});
});
