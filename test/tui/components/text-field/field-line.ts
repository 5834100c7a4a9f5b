import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {fieldLine} from '../../../../source/tui/components/text-field/field-line.ts';
import {lineText, lineWidth} from '../../../../source/tui/text/line.ts';

const drawn = (text: string, cursor: number, width: number, focused = true) =>
	fieldLine({text, cursor}, width, focused)
		.map((piece) => (piece.tone === 'cursor' ? `[${piece.text}]` : piece.text))
		.join('');

describe('fieldLine', () => {
	it.each([
		['abc', 3, 10, 'abc[ ]'],
		['abc', 0, 10, '[a]bc'],
		['abc', 1, 10, 'a[b]c'],
		['', 0, 10, '[ ]'],
		['abcdef', 6, 4, 'def[ ]'],
		['abcdef', 0, 4, '[a]bcd'],
		['写真写真', 4, 5, '写真[ ]'],
	])('%s with the cursor at %i in %i cells', (text, cursor, width, line) =>
		expect(drawn(text, cursor, width)).toBe(line),
	);

	it('has no cursor without the focus', () => expect(drawn('abc', 1, 10, false)).toBe('abc'));

	it('shows what is harmful as something else', () => expect(drawn('a\u202eb', 3, 10)).toBe('a\uFFFDb[ ]'));

	it('never takes more cells than there are', () =>
		fc.assert(
			fc.property(
				fc.string({unit: fc.constantFrom('a', '写', 'é'), maxLength: 30}),
				fc.integer({min: 2, max: 20}),
				fc.boolean(),
				(text, width, focused) => {
					const line = fieldLine({text, cursor: text.length}, width, focused);
					expect(lineWidth(line)).toBeLessThanOrEqual(width);
					if (focused) expect(lineText(line).endsWith(' ')).toBe(true);
				},
			),
		));
});
