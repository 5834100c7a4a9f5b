import type {ArchiveRow} from '../../../model/archive.ts';
import {bytesColumn, bytesColumnWidth, minutesText, momentText, shortCountText} from '../../../model/format.ts';
import type {Sort} from '../../../model/inventory.ts';
import {displayText} from '../../../model/names/display-text.ts';
import {milliseconds} from '../../../model/timestamp.ts';
import {left, right} from '../../components/row.ts';
import type {Glyphs} from '../../glyphs.ts';
import {fitMiddle} from '../../text/fit.ts';
import {type Line, type Span, span, type Tone} from '../../text/line.ts';
import {cells} from '../../text/width.ts';

/** Widths of the columns; 0 for one that there is no room for. */
export type ArchiveColumns = {name: number; bytes: number; uploaded: number; age: number; newness: number};

const widths = {bytes: bytesColumnWidth, uploaded: 16, age: 6, newness: 4};

/** The name keeps at least 20 cells; the columns that only repeat what is known go first. */
export const archiveColumns = (width: number): ArchiveColumns => {
	const choices: readonly Omit<ArchiveColumns, 'name'>[] = [
		widths,
		{...widths, uploaded: 0},
		{...widths, uploaded: 0, age: 0},
		{bytes: widths.bytes, uploaded: 0, age: 0, newness: 0},
	];
	for (const columns of choices) {
		// Two cells before each column but the last, one for the cursor's bar, two for the mark, one at the end.
		const taken = Object.values(columns).reduce(
			(sum, one) => sum + (one > 0 ? one + 2 : 0),
			columns.newness > 0 ? -1 : 0,
		);
		const name = width - 4 - taken;
		if (name >= 20 || columns === choices.at(-1)) return {...columns, name: Math.max(1, name)};
	}
	throw new Error('There is always a last choice.');
};

const cell = (text: string, width: number, tone: Tone = 'plain'): Line =>
	width === 0 ? [] : [span('  '), right(text, width, tone)];

/** The words above the columns, with the way the rows are sorted. */
export const archiveHeader = (columns: ArchiveColumns, sort: Sort, glyphs: Glyphs): Line => {
	const arrow = sort.descending ? glyphs.descending : glyphs.ascending;
	const word = (text: string, by: Sort['by']) => (sort.by === by ? `${text} ${arrow}` : text);
	const tone = (by: Sort['by']): Tone => (sort.by === by ? 'plain' : 'dim');
	const when = columns.uploaded > 0 ? 'uploaded' : 'age';
	return [
		span('  '),
		left(word('Name', 'name'), columns.name, tone('name')),
		...cell(word('Size', 'size'), columns.bytes, tone('size')),
		...cell(when === 'uploaded' ? word('Uploaded', 'created') : '', columns.uploaded, tone('created')),
		...cell(when === 'age' ? word('Age', 'created') : 'Age', columns.age, when === 'age' ? tone('created') : 'dim'),
	];
};

const newnessWords = {'in-inventory': '', 'uploaded-since': 'new', 'deleted-since': 'gone'} as const;

/** What its writer did to it, a letter each: compressed, encrypted, a directory's marker. */
const badgesOf = ({name, compressed, encrypted}: ArchiveRow): string =>
	`${compressed ? 'c' : ''}${encrypted ? 'e' : ''}${name.endsWith('/') ? 'd' : ''}`;

/** The one thing that is most worth knowing beside a name: how new it is, what its writer did to it. */
export const noteOf = (row: ArchiveRow, width: number): Span => {
	const word = newnessWords[row.newness];
	if (word !== '') return left(word, width, row.newness === 'deleted-since' ? 'dim' : 'strong');
	return left(badgesOf(row), width, 'dim');
};

/** A name in its column, and how many versions of it there are: at every width, because others are restored or deleted than one may think. */
export const nameCells = (text: string, versions: number, width: number, tone: Tone, glyphs: Glyphs): Line => {
	const sign = versions > 1 ? ` ×${shortCountText(versions)}` : '';
	const name = fitMiddle(text, Math.max(1, width - cells(sign)), glyphs.gap);
	return [span(name, tone), span(sign, 'dim'), span(' '.repeat(Math.max(0, width - cells(name) - cells(sign))))];
};

/** One archive, without the cell of the cursor's bar. */
export const archiveLine = (row: ArchiveRow, columns: ArchiveColumns, now: number, glyphs: Glyphs): Line => {
	const gone = row.newness === 'deleted-since';
	const tone: Tone = gone ? 'dim' : 'plain';
	return [
		row.marked ? span(`${glyphs.mark} `, 'accent') : span('  '),
		...nameCells(displayText(row.name), row.versions ?? 1, columns.name, gone ? 'gone' : 'plain', glyphs),
		...cell(bytesColumn(row.size), columns.bytes, tone),
		...cell(momentText(row.created), columns.uploaded, 'dim'),
		...cell(minutesText(now - milliseconds(row.created)), columns.age, 'dim'),
		...(columns.newness > 0 ? [span(' '), noteOf(row, columns.newness)] : []),
	];
};

/** In the place of a row that is not there yet. */
export const pendingLine = (glyphs: Glyphs): Line => [span(`  ${glyphs.gap}`, 'dim')];
