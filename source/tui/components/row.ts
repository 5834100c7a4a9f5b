import type {Glyphs} from '../glyphs.ts';
import {padEnd, padStart} from '../text/fit.ts';
import {fitLine, type Line, span, type Tone, toned} from '../text/line.ts';

/** What a row of a list is at the moment. */
export type RowState = {
	/** The cursor is on it. */
	current: boolean;
	/** Its pane has the focus. */
	focused: boolean;
	/** It lies within a visual range. */
	inRange?: boolean;
};

/** A row of exactly `width` cells: the bar of the cursor, then what it says. The bar is there whatever the colours are. */
export const rowLine = (content: Line, {current, focused, inRange}: RowState, width: number, glyphs: Glyphs): Line => {
	const rest = fitLine(content, width - 1);
	if (current && focused) return [span(glyphs.bar, 'bar'), ...toned(rest, 'selected')];
	if (current) return [span(glyphs.bar, 'dim'), ...rest];
	return [span(' '), ...(inRange ? toned(rest, 'range') : rest)];
};

/** One cell of a table: a text of a fixed width. */
export const left = (text: string, width: number, tone: Tone = 'plain') => span(padEnd(text, width), tone);
export const right = (text: string, width: number, tone: Tone = 'plain') => span(padStart(text, width), tone);
