import {styleText} from 'node:util';
import type {BackupCalendar} from '../model/calendar.ts';
import {saidOf} from '../model/errors/reason.ts';
import {displayText} from '../model/names/display-text.ts';
import {columns, type TableKind} from './columns.ts';
import {detailLines} from './details.ts';
import {type CalendarLook, calendarLines} from './draw-calendar.ts';
import type {Notes} from './notes.ts';
import type {Printer, Result, Thing} from './printer.ts';
import {type Streams, writeTo} from './streams.ts';
import {type Column, createTable, plainLine} from './table.ts';

/** Rows that are looked at before the first is drawn, so that columns fit. */
const sampled = 200;

type Row = Thing | Extract<Result, {kind: 'file'}>;

/** Results of a list: a table on a terminal, fields between tabs elsewhere. */
const createTablePrinter = (stdout: Streams['stdout'], long: boolean) => {
	const terminal = stdout.isTTY === true;
	const held: Row[] = [];
	let table: ReturnType<typeof createTable> | undefined;
	const columnsOf = (kind: Row['kind']) => columns[kind as TableKind] as readonly Column<unknown>[];

	const draw = async () => {
		if (table || held.length === 0) return;
		const shown = columnsOf(held[0]!.kind).filter((column) => long || !column.long);
		table = createTable(
			shown,
			held.map(({value}) => value),
		);
		const lines = held.map(({value}) => `${table!.row(value)}\n`);
		await writeTo(stdout, `${styleText('dim', table.header, {stream: stdout})}\n${lines.join('')}`);
	};
	return {
		print: async (output: Row) => {
			if (!terminal) return writeTo(stdout, `${plainLine(columnsOf(output.kind), output.value)}\n`);
			if (table) return writeTo(stdout, `${table.row(output.value)}\n`);
			held.push(output);
			if (held.length === sampled) await draw();
		},
		end: draw,
	};
};

/** Results one by one: lines of a label and what it says, a blank line between them. */
const createDetailsPrinter = (stdout: Streams['stdout']) => {
	let first = true;
	return {
		print: async (output: Thing) => {
			await writeTo(stdout, `${first ? '' : '\n'}${detailLines(output).join('\n')}\n`);
			first = false;
		},
		end: async () => {},
	};
};

/** A text that is itself the result: as it is into a pipe or a file, and harmless on a terminal. */
const printText = (stdout: Streams['stdout'], text: string): Promise<void> =>
	writeTo(stdout, stdout.isTTY === true ? text.split(/\r?\n/).map(displayText).join('\n') : text);

/** A calendar: drawn on a terminal, elsewhere a line for each day with tabs between date, archives and bytes. */
const printCalendar = (stdout: Streams['stdout'], calendar: BackupCalendar, ascii: boolean): Promise<void> => {
	const paint: CalendarLook['paint'] = (style, text) => styleText(style, text, {stream: stdout});
	const lines =
		stdout.isTTY === true
			? calendarLines(calendar, {ascii, paint})
			: calendar.days.map(({date, archives, bytes}) => `${date}\t${archives}\t${bytes}`);
	return writeTo(stdout, `${lines.join('\n')}\n`);
};

/** Results for people. `list` says that there may be many of them, each a line. */
export const createTextPrinter = (
	streams: Streams,
	notes: Notes,
	{list, long, ascii}: {list: boolean; long: boolean; ascii: boolean},
): Printer => {
	const {stdout} = streams;
	const files = createTablePrinter(stdout, long);
	const things = list ? createTablePrinter(stdout, long) : createDetailsPrinter(stdout);
	return {
		print: async (output) => {
			if (output.kind === 'file') return files.print(output);
			await files.end();
			// What it sums up was said to people already.
			if (output.kind === 'folder') return;
			if (output.kind === 'text') return printText(stdout, output.value);
			return output.kind === 'calendar' ? printCalendar(stdout, output.value, ascii) : things.print(output);
		},
		end: things.end,
		fail: ({message, hint, requestId}, subject) => {
			const said = subject === undefined ? message : saidOf(subject, {message});
			notes.say(
				[said, hint, requestId === null ? null : `Request id for AWS support: ${requestId}`].filter(Boolean).join('\n'),
			);
		},
	};
};
