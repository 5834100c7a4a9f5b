import {describe, expect, it} from 'vitest';
import {blankRow, parseRow} from '../../../../source/tui/terminal/differ/row.ts';
import {findShift, shifted} from '../../../../source/tui/terminal/differ/shift.ts';
import {StyleTable} from '../../../../source/tui/terminal/differ/style-table.ts';

const table = new StyleTable();
const columns = 60;
const blank = blankRow(columns);
const rowsOf = (lines: string[]) => lines.map((line) => parseRow(line, columns, table)!);

/** A vault pane that stays, beside a list that begins at row `top`. */
const screen = (top: number, selected = -1) =>
	rowsOf([
		'iceaxe',
		...Array.from({length: 14}, (_, y) => {
			const text = `${y === selected ? '▌' : ' '} ${((top + y) * 0x9e_37_79_b1) >>> 0}.tar.gpg   ${(top + y) * 37} MiB`;
			return `│ vault ${y % 4} │${y === selected ? `\u001b[7m${text}\u001b[0m` : text}`;
		}),
		`${top} of 1000`,
	]);

describe('a shift', () => {
	it.each([1, 3, -1, -4])('by %i is found beside a pane that stays', (distance) =>
		expect(findShift(screen(20, 5), screen(20 + distance, 5), blank)?.distance).toBe(distance),
	);

	it('takes the rows that gain, not those that stay', () => {
		const {top, bottom} = findShift(screen(20), screen(21), blank)!;
		expect([top, bottom]).toEqual([1, 14]);
	});

	it('is none when little or everything changed', () => {
		expect(findShift(screen(20, 3), screen(20, 4), blank)).toBeUndefined();
		expect(findShift(screen(20), screen(500), blank)).toBeUndefined();
		expect(findShift(screen(20), screen(20), blank)).toBeUndefined();
	});

	it('leaves blanks where rows went from and none came', () => {
		const rows = rowsOf(['a', 'b', 'c', 'd', 'e']);
		const text = (distance: number) =>
			shifted(rows, {top: 1, bottom: 3, distance}, blank)
				.map((row) => row.characters[0]!.trim())
				.join(',');
		expect(text(1)).toBe('a,c,d,,e');
		expect(text(-2)).toBe('a,,,b,e');
	});
});
