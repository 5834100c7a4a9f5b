import {calendarSentence, holeText, stretchText} from '../../../commands/inventory-words.ts';
import type {BackupCalendar, CalendarDay} from '../../../model/calendar.ts';
import {bytesText, countedText, dateText} from '../../../model/format.ts';
import {displayText} from '../../../model/names/display-text.ts';
import {fitMiddle} from '../../text/fit.ts';
import {fitLine, type Line, span} from '../../text/line.ts';
import {nothingKnownLines, paragraph, problemLines} from '../form-lines.ts';
import type {DialogModule, DialogView} from '../module.ts';
import {agoAfter, type CalendarDialog} from './calendar.ts';
import {fieldLines, fieldWidth, legendLine, margin} from './field.ts';

/** Two cells make a day a square, where there is room for a year of them. */
const cellOf = (width: number): number => (width >= fieldWidth(2) ? 2 : 1);

const dayLine = ({date, archives, bytes}: CalendarDay): Line => [
	span(dateText(date), 'strong'),
	span('   '),
	archives > 0
		? span(`${countedText(archives, 'archive')}, ${bytesText(bytes, {trim: true})}`)
		: span('nothing that is still there', 'dim'),
];

const factLines = (calendar: BackupCalendar, into: string, width: number): Line[] => {
	const {archives, bytes, streak, usualSeconds, overdue} = calendar;
	const facts: [label: string, text: string][] = [
		['Usually', usualSeconds === null ? 'too few to say' : `every ${stretchText(usualSeconds)}`],
		['In a row', countedText(streak, 'day')],
		['Longest hole', holeText(calendar, into)],
		['This year', `${countedText(archives, 'archive')}, ${bytesText(bytes, {trim: true})}`],
	];
	return [
		...paragraph(calendarSentence(calendar), width, overdue ? 'attention' : 'plain'),
		...facts.map(([label, text]): Line => [span(label.padEnd(14), 'dim'), span(text)]),
	];
};

const linesOf = ({vaultName, calendar, ago}: CalendarDialog, {width, look: {glyphs}, engine}: DialogView): Line[] => {
	if (calendar === null) return [[span('Looking …', 'dim')]];
	if (calendar === 'unknown') {
		return nothingKnownLines(width, engine.inventories[vaultName]?.progress ?? null);
	}
	const cell = cellOf(width);
	const day = calendar.days[calendar.days.length - 1 - ago]!;
	// Where a year does not fit, its last weeks do.
	const cut = Math.max(0, fieldWidth(cell) - width);
	const field = fieldLines(calendar, ago, glyphs, cell);
	const year = [...(cut > 0 ? field.map((line) => withoutFirst(line, cut)) : field), legendLine(glyphs, cell)];
	const isBeside = cell === 1 && width >= fieldWidth(1) + besideWidth;
	const room = isBeside ? width - fieldWidth(1) - gap : width - margin;
	const told = [dayLine(day), [], ...factLines(calendar, glyphs.into, room)];
	return isBeside
		? beside(year, [[], ...told])
		: [...year, [], ...told.map((line) => (line.length === 0 ? line : [span(' '.repeat(margin)), ...line]))];
};

/** What is told stands beside a year that leaves so much room. */
const besideWidth = 44;
const gap = 4;

const beside = (year: readonly Line[], told: readonly Line[]): Line[] =>
	Array.from({length: Math.max(year.length, told.length)}, (_, row) => [
		...fitLine(year[row] ?? [], fieldWidth(1) + gap),
		...(told[row] ?? []),
	]);

/** A line of the field without its first weeks, `cut` cells; the names of days stay. */
const withoutFirst = (line: Line, cut: number): Line => {
	const [first, ...cells] = line;
	if (cells.length === 0) {
		// A month of which the beginning is out of sight has no name.
		const whole = first!.text[margin + cut - 1] === ' ' ? '' : first!.text.slice(margin + cut).match(/^\S*/)![0];
		const months = ' '.repeat(whole.length) + first!.text.slice(margin + cut + whole.length);
		return [span(first!.text.slice(0, margin) + months, first!.tone)];
	}
	return [first!, ...cells.slice(cut)];
};

export const calendarModule: DialogModule<CalendarDialog & {id: number}> = {
	context: 'field',
	width: fieldWidth(2),
	title: ({vaultName, below}, {look: {glyphs}}) => [
		span('Backups of ', 'focus-title'),
		span(displayText(vaultName), 'focus-title'),
		...(below === null ? [] : [span(`  ${fitMiddle(displayText(below), 40, glyphs.gap)}`, 'dim')]),
	],
	lines: (dialog, view) => [...linesOf(dialog, view), ...problemLines(dialog.problem, view.width, view.look.glyphs)],
	keys: ({calendar}) =>
		calendar === null || calendar === 'unknown'
			? [['esc', 'back']]
			: [
					['enter', 'list this day'],
					['h j k l', 'move'],
					['esc', 'back'],
				],
	needs: ({vaultName, below}) => [
		{
			key: `calendar ${vaultName} ${below}`,
			name: 'inventory.calendar',
			takes: {vaultName, ...(below === null ? {} : {below})},
		},
	],
	answered: (dialog, _, answer) => ({...dialog, calendar: (answer as BackupCalendar | null) ?? 'unknown'}),
	refused: (dialog, _, problem) => ({...dialog, problem}),
	steered: (dialog, to) => {
		const {calendar} = dialog;
		if (calendar === null || calendar === 'unknown') return dialog;
		return {...dialog, ago: agoAfter(dialog.ago, to, calendar.days.length)};
	},
	/** The inventory shows what was uploaded on the day under the cursor. */
	submit: ({id, calendar, ago}, screen) => {
		if (calendar === null || calendar === 'unknown') return;
		const {date, archives} = calendar.days[calendar.days.length - 1 - ago]!;
		if (archives === 0) return screen.say('info', `Nothing was uploaded on ${dateText(date)}.`);
		screen.change({type: 'dialog-close', id});
		screen.change({type: 'focus', pane: 'inventory'});
		screen.change({type: 'filter', pane: 'inventory', filter: `date:${date}`});
	},
};
