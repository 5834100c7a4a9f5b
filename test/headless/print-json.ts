import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {jsonLine} from '../../source/headless/print-json.ts';

describe('a line of JSON', () => {
	it('is the same value, in one line, with nothing in it that a terminal obeys', () => {
		fc.assert(
			fc.property(fc.jsonValue({stringUnit: 'binary'}), (value) => {
				const line = jsonLine(value);
				expect(JSON.parse(line)).toEqual(JSON.parse(JSON.stringify(value)));
				expect(line.slice(0, -1)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u);
				expect(line.endsWith('\n')).toBe(true);
			}),
		);
	});

	it('writes hostile characters as escapes', () => {
		expect(jsonLine('\u009B31m\u202E')).toBe('"\\u009b31m\\u202e"\n');
	});
});
