import {holeText, stretchText} from '../commands/inventory-words.ts';
import type {BackupCalendar} from '../model/calendar.ts';
import {bytesText, countedText, momentText} from '../model/format.ts';
import {type HeatLevel, heatMap} from '../model/heat-map.ts';
import {displayText} from '../model/names/display-text.ts';

/** How a calendar is drawn. */
export type CalendarLook = {
	ascii: boolean;
	/** Makes a word or a cell stand out, where there are colours. */
	paint(style: 'dim' | 'green' | 'red', text: string): string;
};

/** Nothing, then more and more. The form alone says it: colours only help. */
const shapes = {unicode: ['·', '░', '▒', '▓', '█'], ascii: ['.', '-', '+', '*', '#']} as const;

const weekdays = ['Mon', '', 'Wed', '', 'Fri', '', ''];
const margin = 4;

const monthLine = (months: readonly {column: number; name: string}[]): string =>
	months.reduce((line, {column, name}) => line.padEnd(column) + name, '');

const facts = (calendar: BackupCalendar, {ascii}: CalendarLook): [label: string, text: string][] => {
	const {vaultName, below, archives, bytes, streak, last, ageSeconds, usualSeconds} = calendar;
	const to = ascii ? 'to' : '–';
	return [
		['Vault', below === null ? vaultName : `${vaultName}, below ${below}`],
		['Last backup', last === null ? 'none' : `${momentText(last)}, ${stretchText(ageSeconds ?? 0)} ago`],
		...(usualSeconds === null ? [] : ([['Usually', `every ${stretchText(usualSeconds)}`]] as [string, string][])),
		['In a row', countedText(streak, 'day')],
		['Longest hole', holeText(calendar, to)],
		['In this year', `${countedText(archives, 'archive')}, ${bytesText(bytes)}`],
	];
};

/** A calendar as lines of at most 80 cells: the year as a field with a column for each week, then what it says. Days are those of UTC. */
export const calendarLines = (calendar: BackupCalendar, look: CalendarLook): string[] => {
	const shape = shapes[look.ascii ? 'ascii' : 'unicode'];
	const cell = (level: HeatLevel): string =>
		level === null ? ' ' : look.paint(level === 0 ? 'dim' : 'green', shape[level]);
	const {months, rows} = heatMap(calendar);
	const field = rows.map((levels, day) => look.paint('dim', weekdays[day]!.padEnd(margin)) + levels.map(cell).join(''));
	const legend = `${' '.repeat(margin)}${look.paint('dim', 'less')} ${([0, 1, 2, 3, 4] as const).map(cell).join('')} ${look.paint('dim', 'more')}`;
	const width = Math.max(...facts(calendar, look).map(([label]) => label.length));
	return [
		look.paint('dim', `${' '.repeat(margin)}${monthLine(months)}`),
		...field,
		legend,
		'',
		...facts(calendar, look).map(([label, text]) => {
			const said = displayText(text);
			const alarming = label === 'Last backup' && calendar.overdue;
			return `${label.padEnd(width)}  ${alarming ? look.paint('red', said) : said}`;
		}),
	].map((line) => line.trimEnd());
};
