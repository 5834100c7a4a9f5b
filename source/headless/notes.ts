import stringWidth from 'string-width';
import {displayText} from '../model/names/display-text.ts';
import type {Streams} from './streams.ts';

/** Lines for people on standard error, and below them, on a terminal, one line that changes. */
export type Notes = {
	/** Whether there is a terminal to draw a changing line on. */
	readonly live: boolean;
	/** Lines for people never begin with `{`, whatever a file is called: that is how a program knows the others. */
	say(text: string): void;
	/** A line for programs, as it is. */
	tell(line: string): void;
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
			const lines = text.split('\n').map((line) => displayText(line).replace(/^\{/, ' {'));
			stderr.write(`${erase()}${lines.join('\n')}\n${shown}`);
		},
		tell: (line) => {
			stderr.write(`${erase()}${line}\n${shown}`);
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
