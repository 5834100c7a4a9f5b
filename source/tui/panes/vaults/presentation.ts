import {minutesText, shortBytesText, shortCountText} from '../../../model/format.ts';
import {left, right} from '../../components/row.ts';
import type {Glyphs} from '../../glyphs.ts';
import {fitMiddle} from '../../text/fit.ts';
import {type Line, span} from '../../text/line.ts';
import type {VaultRow} from './model.ts';

/** Widths of the columns; 0 for one that there is no room for. */
type Columns = {name: number; archives: number; bytes: number; age: number};

/** An age is never wider: `729 d`, `12 min`. */
const ageWidth = 6;

const widest = (texts: readonly string[], least: number): number =>
	texts.reduce((most, {length}) => Math.max(most, length), least);

/**
 * The columns for all rows of the list, whether in sight or not, so that nothing moves when one scrolls. Names come first: where they would have
 * fewer than 16 cells the count goes, then the age. How old an inventory is matters more than how many things are in it.
 */
export const vaultColumns = (rows: readonly VaultRow[], width: number): Columns => {
	const archives = widest(
		rows.map((row) => shortCountText(row.archives)),
		5,
	);
	const bytes = widest(
		rows.map((row) => shortBytesText(row.bytes)),
		7,
	);
	const choices = [
		{archives, bytes, age: ageWidth},
		{archives: 0, bytes, age: ageWidth},
		{archives: 0, bytes, age: 0},
	];
	// One cell before each column but the name, one for the cursor's bar, one at the end.
	const withName = (columns: Omit<Columns, 'name'>): Columns => ({
		...columns,
		name: width - 2 - Object.values(columns).reduce((sum, one) => sum + (one > 0 ? one + 1 : 0), 0),
	});
	const fitting = choices.map(withName).find(({name}) => name >= 16);
	const columns = fitting ?? withName(choices.at(-1)!);
	return {...columns, name: Math.max(1, columns.name)};
};

const cell = (text: string, width: number, tone: 'plain' | 'dim' = 'plain'): Line =>
	width === 0 ? [] : [span(' '), right(text, width, tone)];

/** The words above the columns, without the cell of the cursor's bar. */
export const vaultHeader = (columns: Columns): Line => [
	left('Name', columns.name, 'dim'),
	...cell('Count', columns.archives, 'dim'),
	...cell('Size', columns.bytes, 'dim'),
	...cell('Age', columns.age, 'dim'),
];

/** One vault, without the cell of the cursor's bar. The one that is open stands out also when the cursor is elsewhere. */
export const vaultLine = (row: VaultRow, columns: Columns, open: boolean, glyphs: Glyphs): Line => [
	left(fitMiddle(row.vaultName, columns.name, glyphs.gap), columns.name, open ? 'strong' : 'plain'),
	...cell(shortCountText(row.archives), columns.archives),
	...cell(shortBytesText(row.bytes), columns.bytes),
	...cell(minutesText(row.age), columns.age, 'dim'),
];
