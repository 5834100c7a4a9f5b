import {left, right} from '../../components/row.ts';
import type {Glyphs} from '../../glyphs.ts';
import {fitEnd} from '../../text/fit.ts';
import {type Line, type Span, span, type Tone} from '../../text/line.ts';
import type {LogRow} from './model.ts';

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** `02:11:09` in the zone of this machine. */
const timeText = (at: number): string => {
	const date = new Date(at);
	return [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(':');
};

const signs = (level: LogRow['level'], glyphs: Glyphs): Span => {
	if (level === 'good') return span(glyphs.done, 'verified');
	if (level === 'error' || level === 'failed-call') return span(glyphs.failed, 'failed');
	if (level === 'attention') return span('!', 'attention');
	return span(level === 'call' ? glyphs.dot : ' ', 'dim');
};

const tones: Record<LogRow['level'], Tone> = {
	info: 'plain',
	good: 'plain',
	attention: 'plain',
	error: 'plain',
	call: 'dim',
	'failed-call': 'plain',
};

/** One line of the log, without the cell of the cursor's bar. */
export const logLine = (row: LogRow, width: number, glyphs: Glyphs): Line => {
	const took = row.took === null ? '' : `${Math.round(row.took)} ms`;
	const textWidth = Math.max(1, width - 1 - 8 - 2 - 2 - 9 - 1);
	return [
		left(timeText(row.at), 8, 'dim'),
		span('  '),
		signs(row.level, glyphs),
		span(' '),
		left(fitEnd(row.text, textWidth, glyphs.gap), textWidth, tones[row.level]),
		right(took, 8, 'dim'),
	];
};
