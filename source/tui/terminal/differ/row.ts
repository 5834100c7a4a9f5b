import stringWidth from 'string-width';
import type {StyleId, StyleTable} from './style-table.ts';

/** One row of the screen, cell by cell. Never changed after it was made, so that the same row is the same object. */
export type Row = {
	/** What each cell holds: one grapheme; '' in the second cell of a wide one. */
	readonly characters: readonly string[];
	readonly styles: readonly StyleId[];
	/** The column from which on there is nothing but blanks in the default style. */
	readonly end: number;
	/** Which cells hold a character that some terminals draw wider or narrower than others. */
	readonly doubtful: ReadonlySet<number>;
};

const segmenter = new Intl.Segmenter('en', {granularity: 'grapheme'});

/** One cell wide in every terminal, and never part of what stands beside it unless that is not simple. */
const isSimple = (code: number): boolean =>
	(code >= 0x20 && code < 0x7f) ||
	(code >= 0xa1 && code < 0x03_00 && code !== 0xad) ||
	(code >= 0x25_00 && code <= 0x25_9f) ||
	(code >= 0x28_00 && code <= 0x28_ff);

/** Symbols, emoji and what is joined of several letters: where terminals disagree. On letters, with accents or without, they agree. */
const isDoubtful = (grapheme: string): boolean =>
	/\p{So}|\p{Sm}|\p{Sk}|\p{Co}|\p{RI}/u.test(grapheme) || !/^.[\u0300-\u036f]*$/u.test(grapheme);

const sgr = /\u001b\[([\d;]*)m/y;

/** No row at all. */
export const blankRow = (columns: number): Row => ({
	characters: new Array<string>(columns).fill(' '),
	styles: new Array<StyleId>(columns).fill(0),
	end: 0,
	doubtful: new Set(),
});

/**
 * The row that a terminal shows for a line of text with styles, cut at its last column.
 * @returns nothing when the line holds a control sequence other than for style: then it is not for us to say what it does.
 */
export const parseRow = (line: string, columns: number, table: StyleTable): Row | undefined => {
	const characters: string[] = [];
	const styles: StyleId[] = [];
	const doubtful = new Set<number>();
	let style: StyleId = 0;
	let end = 0;

	const put = (grapheme: string, width: number) => {
		const column = characters.length;
		if (column + width > columns) return;
		const isPlainBlank = grapheme === ' ' && table.isBlankPlain(style);
		characters.push(grapheme);
		styles.push(isPlainBlank ? 0 : style);
		if (width === 2) {
			characters.push('');
			styles.push(style);
		}
		if (!isPlainBlank) end = characters.length;
	};

	for (let at = 0; at < line.length; ) {
		const code = line.charCodeAt(at);
		if (code === 0x1b) {
			sgr.lastIndex = at;
			const found = sgr.exec(line);
			const after = found ? table.after(style, found[1]!) : undefined;
			if (after === undefined) return undefined;
			style = after;
			at = sgr.lastIndex;
			continue;
		}
		const next = at + 1 < line.length ? line.charCodeAt(at + 1) : 0x20;
		if (isSimple(code) && (next === 0x1b || isSimple(next))) {
			put(line[at]!, 1);
			at += 1;
			continue;
		}
		// Up to the next place where a grapheme surely begins.
		let stop = at + 1;
		while (stop < line.length && line.charCodeAt(stop) !== 0x1b) {
			if (isSimple(line.charCodeAt(stop)) && isSimple(line.charCodeAt(stop - 1))) break;
			stop += 1;
		}
		for (const {segment} of segmenter.segment(line.slice(at, stop))) {
			if (/^\p{Cc}/u.test(segment)) return undefined;
			const width = stringWidth(segment);
			if (width === 0) {
				// A mark without a letter of its own joins the cell before it.
				const last = characters.findLastIndex((character) => character !== '');
				if (/^\p{M}/u.test(segment) && last >= 0) characters[last] += segment;
				continue;
			}
			if (isDoubtful(segment)) doubtful.add(characters.length);
			put(segment, width === 1 ? 1 : 2);
		}
		at = stop;
	}
	while (characters.length < columns) {
		characters.push(' ');
		styles.push(0);
	}
	return {characters, styles, end, doubtful};
};

/** Whether cell `x` shows the same in both. */
export const sameCell = (a: Row, b: Row, x: number): boolean =>
	a.characters[x] === b.characters[x] && a.styles[x] === b.styles[x];
