import stringWidth from 'string-width';
import {displayText} from '../model/names/display-text.ts';

/** One column of a table: what people read, and what programs do. */
export type Column<Value> = {
	title: string;
	/** Where the figures line up. */
	align?: 'right';
	/** For a terminal. */
	text(value: Value): string;
	/** For a pipe: exact bytes, times in UTC, ids in full; `text` serves where it is missing. */
	plain?(value: Value): string;
	/** An id or hash of many characters: on a terminal only when asked for with `--long`. */
	long?: boolean;
};

const pad = (text: string, width: number, align: 'right' | undefined): string => {
	const blank = ' '.repeat(Math.max(0, width - stringWidth(text)));
	return align === 'right' ? blank + text : text + blank;
};

/** Values as lines of columns that line up; `widths` are at least as wide as the titles and the cells of `sample`. */
export const createTable = <Value>(columns: readonly Column<Value>[], sample: readonly Value[]) => {
	const cells = (value: Value) => columns.map((column) => displayText(column.text(value)));
	const sampled = sample.map(cells);
	const widths = columns.map(({title}, index) =>
		Math.max(stringWidth(title), ...sampled.map((row) => stringWidth(row[index]!))),
	);
	const line = (row: readonly string[]) =>
		row
			.map((cell, index) => pad(cell, widths[index]!, columns[index]!.align))
			.join('  ')
			.trimEnd();
	return {header: line(columns.map(({title}) => title)), row: (value: Value) => line(cells(value))};
};

/** One value as fields between tabs, for `cut` and `awk`: no header, nothing shortened. */
export const plainLine = <Value>(columns: readonly Column<Value>[], value: Value): string =>
	columns.map(({plain, text}) => displayText((plain ?? text)(value))).join('\t');
