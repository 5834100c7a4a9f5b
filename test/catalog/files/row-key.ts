import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {compareNames} from '../../../source/catalog/files/row-key.ts';

describe('the order of names', () => {
	it('is that of their bytes in UTF-8', () => {
		const text = fc.string({
			unit: fc.constantFrom('a', 'b', '/', 'é', '\ue000', '\uffff', '\u{10000}', '\u{1f600}'),
			maxLength: 5,
		});
		fc.assert(
			fc.property(text, text, (a, b) => {
				expect(Math.sign(compareNames(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
			}),
			{numRuns: 1000},
		);
	});
});
