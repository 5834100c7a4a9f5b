import {Pen} from './pen.ts';
import {type Row, sameCell} from './row.ts';
import {findShift, shifted} from './shift.ts';
import type {StyleTable} from './style-table.ts';

/** What a terminal shows: a row that is undefined may show anything. */
export type Shown = readonly (Row | undefined)[];

/** So many unchanged cells are written again rather than jumped over. */
const cheapGap = 4;

/** So many blanks at the end of a row are written rather than erased. */
const cheapBlanks = 2;

/** Whether cell `x` must be written to turn `before` into `after`. */
const mustWrite = (before: Row | undefined, after: Row, x: number): boolean =>
	!before ||
	!sameCell(before, after, x) ||
	// Where a neighbour's width is doubtful, the terminal may have painted over this one.
	(x > 0 && before.doubtful.has(x - 1) !== after.doubtful.has(x - 1));

/** Where the next stretch to write begins, at `x` or after it; `end` when there is none. */
const nextStretch = (before: Row | undefined, after: Row, x: number, end: number): number => {
	let from = x;
	while (from < end && !mustWrite(before, after, from)) from += 1;
	// The second half of a wide character is written with the first.
	while (from < end && from > 0 && after.characters[from] === '') from -= 1;
	return from;
};

const writeRow = (pen: Pen, y: number, before: Row | undefined, after: Row): void => {
	let x = nextStretch(before, after, 0, after.end);
	while (x < after.end) {
		pen.moveTo(x, y);
		// One stretch: up to where more cells are unchanged than are worth a jump.
		let wanted = x;
		while (x <= wanted && x < after.end) {
			const width = after.characters[x + 1] === '' ? 2 : 1;
			pen.write(after.characters[x]!, after.styles[x]!, width);
			const doubtful = after.doubtful.has(x);
			x += width;
			if (doubtful) {
				pen.doubt();
				if (x < after.end) pen.moveTo(x, y);
				wanted = Math.max(wanted, x);
			}
			const next = nextStretch(before, after, x, after.end);
			if (next < after.end && next - x <= cheapGap) wanted = Math.max(wanted, next);
		}
		x = nextStretch(before, after, x, after.end);
	}
	const oldEnd = before ? before.end : after.characters.length;
	if (oldEnd <= after.end) return;
	pen.moveTo(after.end, y);
	if (before && oldEnd - after.end <= cheapBlanks && oldEnd < after.characters.length) {
		for (let blank = after.end; blank < oldEnd; blank++) pen.write(' ', 0, 1);
	} else pen.eraseToEnd();
};

/** What to send so that a terminal that shows `before` shows `after`; '' when they are the same. */
export const paint = (before: Shown, after: readonly Row[], blank: Row, table: StyleTable): string => {
	const columns = blank.characters.length;
	const pen = new Pen(table, columns);
	let now = before;
	if (before.length === after.length && before.every((row) => row !== undefined)) {
		const shift = findShift(before, after, blank);
		if (shift) {
			const {top, bottom, distance} = shift;
			const whole = top === 0 && bottom === after.length - 1;
			if (!whole) pen.sequence(`\u001b[${top + 1};${bottom + 1}r`);
			const count = Math.abs(distance);
			pen.sequence(`\u001b[${count === 1 ? '' : count}${distance > 0 ? 'S' : 'T'}`);
			if (!whole) pen.sequence('\u001b[r');
			now = shifted(before, shift, blank);
		}
	}
	after.forEach((row, y) => {
		if (row !== now[y]) writeRow(pen, y, now[y], row);
	});
	pen.setStyle(0);
	return pen.output;
};
