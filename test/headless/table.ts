import {describe, expect, it} from 'vitest';
import {type Column, createTable, plainLine} from '../../source/headless/table.ts';

type Row = {name: string; size: number};
const columns: Column<Row>[] = [
	{title: 'Name', text: ({name}) => name},
	{title: 'Size', align: 'right', text: ({size}) => `${size} B`, plain: ({size}) => String(size)},
	{title: 'Note', text: () => ''},
];

describe('a table', () => {
	it('lines up by what a terminal draws, and ends lines where their text ends', () => {
		const rows = [
			{name: '写真', size: 5},
			{name: 'é.tar', size: 12_000},
		];
		const {header, row} = createTable(columns, rows);
		expect([header, ...rows.map(row)]).toEqual(['Name      Size  Note', '写真       5 B', 'é.tar  12000 B']);
	});

	it('is as wide as its titles when it is empty', () =>
		expect(createTable(columns, []).header).toBe('Name  Size  Note'));

	it('cannot be broken by a name', () => {
		const hostile = {name: 'a\tb\n\u001B[31m', size: 1};
		expect(plainLine(columns, hostile)).toBe('a␉b␊␛[31m\t1\t');
		expect(createTable(columns, [hostile]).row(hostile)).toContain('a␉b␊␛[31m');
	});
});
