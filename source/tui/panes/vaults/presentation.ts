import {minutesText, shortBytesText, shortCountText} from '../../../model/format.ts';
import {left, right} from '../../components/row.ts';
import type {Glyphs} from '../../glyphs.ts';
import {fitMiddle} from '../../text/fit.ts';
import {type Line, span} from '../../text/line.ts';
import {cells} from '../../text/width.ts';
import type {VaultRow} from './model.ts';

/** Widths of the columns; 0 for one that there is no room for. */
type Columns = {name: number; archives: number; bytes: number; age: number};

/** Widths of the figures: `100,000`, `121.9 G`, `12 min`. Only bytes are seldom wider, `1023.9 G`. */
const widths = {archives: 7, bytes: 7, age: 6};

/** In the order in which they are tried: how old an inventory is matters more than how many things are in it. */
const choices: readonly Omit<Columns, 'name'>[] = [widths, {...widths, archives: 0}, {...widths, archives: 0, age: 0}];

/** What the figures take: one cell before each column, one for the cursor's bar, one at the end. */
const taken = (columns: Omit<Columns, 'name'>): number =>
	2 + Object.values(columns).reduce((sum, one) => sum + (one > 0 ? one + 1 : 0), 0);

/**
 * In how many cells, borders included, all names are whole: with all figures, and without the count. It depends on the names alone, so that
 * the pane stays as it is when figures change. Empty while no vault is known.
 */
export const vaultsWidths = (vaults: readonly {vaultName: string}[]): number[] => {
	if (vaults.length === 0) return [];
	// The service's names have only letters of one cell.
	const name = vaults.reduce((most, {vaultName}) => Math.max(most, vaultName.length), 'Name'.length);
	return choices.slice(0, 2).map((columns) => 2 + name + taken(columns));
};

/**
 * The columns for all rows of the list, whether in sight or not, so that nothing moves when one scrolls. Names come first: where they are cut and
 * have fewer than 16 cells, the count goes, then the age.
 */
export const vaultColumns = (rows: readonly VaultRow[], width: number): Columns => {
	const bytes = rows.reduce((most, row) => Math.max(most, shortBytesText(row.bytes).length), widths.bytes);
	const name = rows.reduce((most, row) => Math.max(most, cells(row.vaultName)), 0);
	const possible = choices.map((choice): Columns => {
		const columns = {...choice, bytes};
		return {...columns, name: width - taken(columns)};
	});
	const columns = possible.find((one) => one.name >= Math.min(name, 16)) ?? possible.at(-1)!;
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
	...cell(shortCountText(row.archives), columns.archives, row.own ? 'dim' : 'plain'),
	...cell(shortBytesText(row.bytes), columns.bytes, row.own ? 'dim' : 'plain'),
	...cell(minutesText(row.age), columns.age, 'dim'),
];
