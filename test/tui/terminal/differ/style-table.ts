import {describe, expect, it} from 'vitest';
import {StyleTable} from '../../../../source/tui/terminal/differ/style-table.ts';

const styleOf = (table: StyleTable, ...parameters: string[]) =>
	parameters.reduce<number>((style, next) => table.after(style, next)!, 0);

describe('a style', () => {
	it('is the same however it came about', () => {
		const table = new StyleTable();
		expect(styleOf(table, '1;31')).toBe(styleOf(table, '31', '1'));
		expect(styleOf(table, '1', '31', '22', '39')).toBe(0);
		expect(styleOf(table, '1;4;48;5;236', '0')).toBe(0);
		expect(styleOf(table, '7', '')).toBe(0);
		expect(styleOf(table, '38;2;1;2;3')).not.toBe(styleOf(table, '38;2;1;2;4'));
	});

	it.each(['58;5;1', '38;9', '38;5', '73', '5;99'])('with the unknown %s is none', (parameters) =>
		expect(new StyleTable().after(0, parameters)).toBeUndefined(),
	);

	it('looks like none on a blank unless it paints', () => {
		const table = new StyleTable();
		expect(table.isBlankPlain(styleOf(table, '1;2;3;31'))).toBe(true);
		for (const painting of ['41', '7', '4', '9', '48;2;0;0;0'])
			expect(table.isBlankPlain(styleOf(table, painting))).toBe(false);
	});
});

describe('the way from one style to another', () => {
	it.each([
		['', '1', '\u001b[1m'],
		['1', '', '\u001b[m'],
		['1', '2', '\u001b[0;2m'],
		['1;2', '2', '\u001b[0;2m'],
		['31', '32', '\u001b[32m'],
		['1;31', '31', '\u001b[22m'],
		['1;31;44', '31', '\u001b[0;31m'],
		['38;2;1;2;3', '38;2;1;2;3;7', '\u001b[7m'],
		['44', '44', ''],
	])('%j → %j is %j', (from, to, sequence) => {
		const table = new StyleTable();
		expect(table.change(styleOf(table, from), styleOf(table, to))).toBe(sequence);
	});
});
