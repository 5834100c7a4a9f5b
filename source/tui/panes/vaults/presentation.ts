import {ageText, shortBytesText, shortCountText} from '../../../model/format.ts';
import {left, right} from '../../components/row.ts';
import type {Glyphs} from '../../glyphs.ts';
import {fitMiddle} from '../../text/fit.ts';
import {type Line, span} from '../../text/line.ts';
import type {VaultRow} from './model.ts';

/** Widths of the columns; 0 for one that there is no room for. */
type Columns = {name: number; archives: number; bytes: number; age: number};

/** Names come first: a vault without its age is still itself. */
export const vaultColumns = (width: number): Columns => {
	const columns = {archives: 7, bytes: 8, age: 6};
	// One cell before each column but the name, one for the cursor's bar, one at the end.
	const nameWith = (...widths: readonly number[]) => width - 2 - widths.reduce((sum, one) => sum + one + 1, 0);
	const all = nameWith(columns.archives, columns.bytes, columns.age);
	if (all >= 16) return {...columns, name: all};
	const two = nameWith(columns.archives, columns.bytes);
	if (two >= 10) return {...columns, name: two, age: 0};
	return {name: Math.max(1, nameWith(columns.bytes)), archives: 0, bytes: columns.bytes, age: 0};
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
	...cell(ageText(row.age), columns.age, 'dim'),
];
