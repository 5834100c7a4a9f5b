import type {ArchiveRow} from '../../../model/archive.ts';
import {bytesColumn, bytesColumnWidth, countText, minutesText} from '../../../model/format.ts';
import type {Sort} from '../../../model/inventory.ts';
import {displayText} from '../../../model/names/display-text.ts';
import {milliseconds, type Timestamp} from '../../../model/timestamp.ts';
import {left, right} from '../../components/row.ts';
import {sizeBar} from '../../components/size-bar.ts';
import type {Glyphs} from '../../glyphs.ts';
import {type FolderEntry, isFolder, type Row} from '../../screen/sheet.ts';
import {type Line, type Span, span, type Tone} from '../../text/line.ts';
import {nameCells, noteOf} from './presentation.ts';

/** Widths of the columns; 0 for one that there is no room for. */
export type TreeColumns = {name: number; bar: number; bytes: number; count: number; age: number; note: number};

const widths = {bar: 12, bytes: bytesColumnWidth, count: 10, age: 6, note: 4};

/** The name keeps at least 18 cells; what can be seen elsewhere goes first. */
export const treeColumns = (width: number): TreeColumns => {
	const choices: readonly Omit<TreeColumns, 'name'>[] = [
		widths,
		{...widths, note: 0},
		{...widths, age: 0, note: 0},
		{...widths, bar: 0, age: 0, note: 0},
		{bar: 0, bytes: widths.bytes, count: 0, age: 0, note: 0},
	];
	for (const columns of choices) {
		const taken = Object.values(columns).reduce((sum, one) => sum + (one > 0 ? one + 2 : 0), 0);
		const name = width - 4 - taken;
		if (name >= 18 || columns === choices.at(-1)) return {...columns, name: Math.max(1, name)};
	}
	throw new Error('There is always a last choice.');
};

const cell = (text: string, width: number, tone: Tone = 'plain'): Line =>
	width === 0 ? [] : [span('  '), right(text, width, tone)];

/** The words above the columns, with the way the rows are sorted. */
export const treeHeader = (columns: TreeColumns, sort: Sort, glyphs: Glyphs): Line => {
	const arrow = sort.descending ? glyphs.descending : glyphs.ascending;
	const word = (text: string, by: Sort['by']) => (sort.by === by ? `${text} ${arrow}` : text);
	const tone = (by: Sort['by']): Tone => (sort.by === by ? 'plain' : 'dim');
	return [
		span('  '),
		left(word('Name', 'name'), columns.name, tone('name')),
		...cell('', columns.bar),
		...cell(word('Size', 'size'), columns.bytes, tone('size')),
		...cell('Archives', columns.count, 'dim'),
		...cell(word('Age', 'created'), columns.age, tone('created')),
	];
};

/** How large a row is among its neighbours. */
const barOf = (bytes: number, largest: number, width: number, glyphs: Glyphs): Line =>
	width === 0 ? [] : [span('  '), sizeBar(bytes, largest, width, glyphs)];

const markOf = (row: Row, glyphs: Glyphs): Span => {
	const [some, all] = isFolder(row)
		? [row.marked > 0, row.marked > 0 && row.marked >= row.archives]
		: [row.marked, row.marked];
	return some ? span(`${all ? glyphs.mark : glyphs.someMarked} `, 'accent') : span('  ');
};

const ageOf = (moment: Timestamp | null, now: number): string =>
	moment === null ? '' : minutesText(now - milliseconds(moment));

const lastPart = (name: string): string => name.slice(name.replace(/\/+$/, '').lastIndexOf('/') + 1);

const folderCells = (row: FolderEntry, columns: TreeColumns, now: number): Line => [
	...cell(bytesColumn(row.bytes), columns.bytes),
	...cell(countText(row.archives), columns.count, 'dim'),
	...cell(ageOf(row.newest, now), columns.age, 'dim'),
	...(columns.note > 0 ? [span('  '), left(row.uploadedSince > 0 ? 'new' : '', columns.note, 'strong')] : []),
];

const archiveCells = (row: ArchiveRow, columns: TreeColumns, now: number, gone: boolean): Line => [
	...cell(bytesColumn(row.size), columns.bytes, gone ? 'dim' : 'plain'),
	...cell('', columns.count),
	...cell(ageOf(row.created, now), columns.age, 'dim'),
	...(columns.note > 0 ? [span('  '), noteOf(row, columns.note)] : []),
];

/** A folder or an archive of one level of the tree, without the cell of the cursor's bar. */
export const treeLine = (
	row: Row,
	{columns, largest, now}: {columns: TreeColumns; largest: number; now: number},
	glyphs: Glyphs,
): Line => {
	const folder = isFolder(row);
	const gone = !folder && row.newness === 'deleted-since';
	const text = folder ? `${displayText(row.name)}/` : displayText(lastPart(row.name));
	const versions = folder ? 1 : (row.versions ?? 1);
	return [
		markOf(row, glyphs),
		...nameCells(text, versions, columns.name, gone ? 'gone' : folder ? 'strong' : 'plain', glyphs),
		...barOf(folder ? row.bytes : row.size, largest, columns.bar, glyphs),
		...(folder ? folderCells(row, columns, now) : archiveCells(row, columns, now, gone)),
	];
};
