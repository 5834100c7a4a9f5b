import type {Line, Tone} from './line.ts';
import {cells, characters} from './width.ts';

/** How a tone is switched on and off: select-graphic-rendition parameters, in the order in which they are written. */
export type Paint = {on: readonly string[]; off: readonly string[]};
export type Palette = Readonly<Record<Tone, Paint>>;

const code = (parameter: string): string => `\u001B[${parameter}m`;

/** What stays as it is. */
const plain = /^[ -~]*$/;
const plainer: Readonly<Record<string, string>> = {
	'…': '~',
	'–': '-',
	'·': '-',
	'“': '"',
	'”': '"',
	'’': "'",
	'×': 'x',
};

/** One character of as many cells: a letter without its accents, or question marks. */
const asciiCharacter = (character: string): string => {
	if (plainer[character] !== undefined) return plainer[character];
	const width = cells(character);
	const first = character[0]!;
	return width === 1 && plain.test(first) ? first : '?'.repeat(width);
};

/** The same cells in ASCII: our own signs become plainer ones, letters of names that a terminal could not draw question marks. */
const asciiText = (text: string): string =>
	plain.test(text)
		? text
		: characters(text)
				.map((character) => (plain.test(character.text) ? character.text : asciiCharacter(character.text)))
				.join('');

/**
 * The line as text with its colours. We write these codes ourselves, because the usual library decides by standard output and the environment
 * whether to write any, and takes inverse and bold away together with colours; a selection must be seen also where colours are not wanted.
 */
export const paint = (line: Line, palette: Palette, ascii: boolean): string => {
	let painted = '';
	for (const {text, tone} of line) {
		const {on, off} = palette[tone];
		const letters = ascii ? asciiText(text) : text;
		painted += on.length === 0 ? letters : on.map(code).join('') + letters + off.map(code).join('');
	}
	return painted;
};
