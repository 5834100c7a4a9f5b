import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {
	type Edit,
	edited,
	emptyField,
	fieldOf,
	type TextField,
} from '../../../../source/tui/components/text-field/text-field.ts';

/** A field with its cursor drawn as `|`. */
const at = (drawn: string): TextField => ({text: drawn.replace('|', ''), cursor: drawn.indexOf('|')});
const drawn = ({text, cursor}: TextField): string => `${text.slice(0, cursor)}|${text.slice(cursor)}`;

describe('edited', () => {
	it.each<[string, Edit['do'] & string, string]>([
		['|abc', 'back', '|abc'],
		['a|bc', 'back', '|bc'],
		['abc|', 'delete', 'abc|'],
		['ab|c', 'delete', 'ab|'],
		['|abc', 'left', '|abc'],
		['abc|', 'right', 'abc|'],
		['a|bc', 'start', '|abc'],
		['a|bc', 'end', 'abc|'],
		['|', 'back', '|'],
		['|', 'cut-word', '|'],
		['a👩‍👧|b', 'back', 'a|b'],
		['a|👩‍👧b', 'right', 'a👩‍👧|b'],
		['/srv/restore/|', 'cut-word', '/srv/|'],
		['/srv/restore|', 'cut-word', '/srv/|'],
		['one two|', 'cut-word', 'one |'],
		['one two  |', 'word-left', 'one |two  '],
		['|one two', 'word-right', 'one| two'],
		['one| two', 'word-right', 'one two|'],
		['on|e', 'cut-to-start', '|e'],
		['on|e', 'cut-to-end', 'on|'],
	])('%s after %s is %s', (before, edit, after) => expect(drawn(edited(at(before), {do: edit} as Edit))).toBe(after));

	it('takes what is pasted whole, on one line', () => {
		expect(drawn(edited(at('a|b'), {do: 'insert', text: 'one\ntwo\r\n\u001b[2Jthree'}))).toBe('aone two [2Jthree|b');
	});

	it('keeps the cursor between characters, whatever is done', () =>
		fc.assert(
			fc.property(
				fc.array(
					fc.oneof(
						fc.constantFrom<Edit>(
							...(['back', 'delete', 'left', 'right', 'start', 'end', 'word-left', 'word-right'] as const).map(
								(act) => ({do: act}),
							),
							...(['cut-word', 'cut-to-start', 'cut-to-end'] as const).map((act) => ({do: act})),
						),
						fc.constantFrom('a', '/', ' ', '写', '👩‍👧', 'é', '').map((text): Edit => ({do: 'insert', text})),
					),
					{maxLength: 60},
				),
				(edits) => {
					const {text, cursor} = edits.reduce(edited, emptyField);
					expect(cursor).toBeGreaterThanOrEqual(0);
					expect(cursor).toBeLessThanOrEqual(text.length);
					expect(text.slice(0, cursor).isWellFormed() && text.slice(cursor).isWellFormed()).toBe(true);
				},
			),
		));
});

it('a field begins at the end of what it holds', () => expect(drawn(fieldOf('abc'))).toBe('abc|'));
