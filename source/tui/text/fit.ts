import {cells, characters, isNarrow} from './width.ts';

/** As many whole characters from the start of a text as fit into `width` cells. */
export const startOf = (text: string, width: number): string => {
	if (isNarrow(text)) return text.slice(0, Math.max(0, width));
	let taken = '';
	let left = width;
	for (const character of characters(text)) {
		left -= cells(character.text);
		if (left < 0) break;
		taken += character.text;
	}
	return taken;
};

/** As many whole characters from the end of a text as fit into `width` cells. */
export const endOf = (text: string, width: number): string => {
	if (isNarrow(text)) return width <= 0 ? '' : text.slice(-width);
	let taken = '';
	let left = width;
	for (const character of characters(text).reverse()) {
		left -= cells(character.text);
		if (left < 0) break;
		taken = character.text + taken;
	}
	return taken;
};

/** Cuts a text at its end, with `…` where something is missing. */
export const fitEnd = (text: string, width: number, mark = '…'): string => {
	if (cells(text) <= width) return text;
	if (width < cells(mark)) return startOf(text, width);
	return startOf(text, width - cells(mark)) + mark;
};

/**
 * Cuts a text in its middle, so that the folder at its start and the extension at its end stay: names tell themselves apart by their ends.
 */
export const fitMiddle = (text: string, width: number, mark = '…'): string => {
	if (cells(text) <= width) return text;
	const room = width - cells(mark);
	if (room < 2) return fitEnd(text, width, mark);
	const end = endOf(text, Math.ceil(room / 2));
	return startOf(text, room - cells(end)) + mark + end;
};

/** Fills a text with spaces at its end up to `width` cells. Longer texts stay as they are. */
export const padEnd = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - cells(text)));

/** Fills a text with spaces at its start up to `width` cells. Longer texts stay as they are. */
export const padStart = (text: string, width: number): string => ' '.repeat(Math.max(0, width - cells(text))) + text;

/** Breaks a text into lines of at most `width` cells at its spaces; a longer word is cut. */
export const wrap = (text: string, width: number): string[] => {
	if (width < 1) return [];
	const lines: string[] = [];
	for (const paragraph of text.split('\n')) {
		let line = '';
		for (let word of paragraph.split(' ')) {
			while (cells(word) > width) {
				if (line !== '') lines.push(line);
				line = '';
				// A character wider than the line would never be taken.
				const piece = startOf(word, width) || characters(word)[0]!.text;
				lines.push(piece);
				word = word.slice(piece.length);
			}
			const longer = line === '' ? word : `${line} ${word}`;
			if (cells(longer) <= width) {
				line = longer;
			} else {
				lines.push(line);
				line = word;
			}
		}
		lines.push(line);
	}
	return lines;
};
