import {startOf} from './fit.ts';
import {cells} from './width.ts';

/**
 * What a piece of text is, never how it looks: a theme decides that.
 *
 * - `plain`: content. `dim`: what is secondary. `strong`: the one that matters.
 * - `accent`: focus, keys and selection.
 * - `verified`: its hash matched. `attention`: waits on a person, or expires. `failed`: failed. Nothing else has these colours.
 * - `gone`: was there.
 * - `selected`: under the cursor of the focused pane; `bar`: the sign at its left. `range`: between the ends of a visual range.
 * - `border`, `focus`: a frame, and the frame of the focused pane. `title`, `focus-title`: the words in it.
 * - `cursor`: the cell of a text field that the next letter takes.
 */
export type Tone =
	| 'plain'
	| 'dim'
	| 'strong'
	| 'accent'
	| 'verified'
	| 'attention'
	| 'failed'
	| 'gone'
	| 'selected'
	| 'bar'
	| 'range'
	| 'border'
	| 'focus'
	| 'title'
	| 'focus-title'
	| 'cursor';

export type Span = {text: string; tone: Tone};

/** One line of the screen, or a part of one. */
export type Line = readonly Span[];

export const span = (text: string, tone: Tone = 'plain'): Span => ({text, tone});

/** The letters of a line, without what they mean. */
export const lineText = (line: Line): string => line.map(({text}) => text).join('');

export const lineWidth = (line: Line): number => line.reduce((sum, {text}) => sum + cells(text), 0);

/** A line of exactly `width` cells: cut, or filled with spaces of a tone. */
export const fitLine = (line: Line, width: number, tone: Tone = 'plain'): Line => {
	const fitted: Span[] = [];
	let left = Math.max(0, width);
	for (const {text, tone: own} of line) {
		const taken = cells(text) <= left ? text : startOf(text, left);
		if (taken !== '') fitted.push(span(taken, own));
		left -= cells(taken);
		if (taken !== text) break;
	}
	if (left > 0) fitted.push(span(' '.repeat(left), tone));
	return fitted;
};

/** A line of exactly `width` cells with one part at its start and one at its end. The start gives way when there is no room for both. */
export const spread = (start: Line, end: Line, width: number, fill = ' ', tone: Tone = 'plain'): Line => {
	const endWidth = Math.min(lineWidth(end), width);
	const startWidth = Math.min(lineWidth(start), width - endWidth);
	return [
		...fitLine(start, startWidth),
		span(fill.repeat(width - startWidth - endWidth), tone),
		...fitLine(end, endWidth),
	];
};

/** The same letters, all with one tone. */
export const toned = (line: Line, tone: Tone): Line => [span(lineText(line), tone)];
