import {type BackupCalendar, missedDays} from '../../../model/calendar.ts';
import {type HeatLevel, heatMap, placeOfDay} from '../../../model/heat-map.ts';
import type {Glyphs} from '../../glyphs.ts';
import {type Line, type Span, span} from '../../text/line.ts';

const weekdays = ['Mon', '', 'Wed', '', 'Fri', '', 'Sun'];
/** Cells before the field. */
export const margin = 4;

/** Cells of a year of weeks, each `cell` wide. */
export const fieldWidth = (cell: number): number => margin + 54 * cell;

const cellSpan = (level: HeatLevel, missed: boolean, {heat}: Glyphs, cell: number): Span => {
	if (level === null) return span(' '.repeat(cell));
	if (missed) return span(heat.missed.padEnd(cell), 'attention');
	return level === 0 ? span(heat.levels[0]!.padEnd(cell), 'dim') : span(heat.levels[level]!.repeat(cell), 'accent');
};

/** The field of days, months above it. The cell of the day under the cursor is turned round. */
export const fieldLines = (calendar: BackupCalendar, ago: number, glyphs: Glyphs, cell: number): Line[] => {
	const {months, rows} = heatMap(calendar);
	const missed = new Set(missedDays(calendar).map((day) => keyOf(placeOfDay(calendar, day))));
	const cursor = keyOf(placeOfDay(calendar, calendar.days.length - 1 - ago));
	const names = months.reduce((line, {column, name}) => line.padEnd(column * cell) + name, '');
	return [
		[span(' '.repeat(margin) + names, 'dim')],
		...rows.map(
			(levels, row): Line => [
				span(weekdays[row]!.padEnd(margin), 'dim'),
				...levels.map((level, column) => {
					const here = keyOf({row, column});
					const drawn = cellSpan(level, missed.has(here), glyphs, cell);
					return here === cursor ? span(drawn.text, 'cursor') : drawn;
				}),
			],
		),
	];
};

const keyOf = ({row, column}: {row: number; column: number}): number => column * 7 + row;

/** What the cells mean. */
export const legendLine = (glyphs: Glyphs, cell: number): Line => [
	span(`${' '.repeat(margin)}less `, 'dim'),
	...([0, 1, 2, 3, 4] as const).map((level) => cellSpan(level, false, glyphs, cell)),
	span(' more', 'dim'),
	span(`     ${glyphs.heat.missed}`, 'attention'),
	span(' later than usual', 'dim'),
];
