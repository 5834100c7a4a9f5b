import stringWidth from 'string-width';
import {displayText} from '../model/names/display-text.ts';
import type {Streams} from './streams.ts';

/** Lines for people on standard error, and below them, on a terminal, one line that changes. */
export type Notes = {
	/** Whether there is a terminal to draw a changing line on. */
	readonly live: boolean;
	say(text: string): void;
	/** Replaces the changing line; an empty text takes it away. Nothing where there is no terminal. */
	show(line: string): void;
};

/** As much of a line as fits into `width` cells. */
const cut = (line: string, width: number): string => {
	if (stringWidth(line) <= width) return line;
	let taken = '';
	for (const character of line) {
		if (stringWidth(taken + character) >= width) break;
		taken += character;
	}
	return `${taken}…`;
};

export const createNotes = (stderr: Streams['stderr']): Notes => {
	const live = stderr.isTTY === true;
	let shown = '';
	const erase = () => (shown === '' ? '' : '\r\u001B[K');
	return {
		live,
		say: (text) => {
			const lines = text.split('\n').map(displayText).join('\n');
			stderr.write(`${erase()}${lines}\n${shown}`);
		},
		show: (line) => {
			if (!live) return;
			// The last column stays free: a terminal that wraps there would leave the line behind.
			const next = cut(displayText(line), (stderr.columns ?? 80) - 1);
			if (next === shown) return;
			stderr.write(`${erase()}${next}`);
			shown = next;
		},
	};
};
