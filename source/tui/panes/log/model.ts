import type {ErrorValue} from '../../../model/errors/iceaxe-error.ts';
import type {Notice, NoticeLevel, ServiceCall} from '../../../model/events.ts';
import {displayText} from '../../../model/names/display-text.ts';
import {milliseconds} from '../../../model/timestamp.ts';

/** One line of the log: something for people, or a call to the service. */
export type LogRow = {
	at: number;
	level: NoticeLevel | 'call' | 'failed-call';
	text: string;
	/** For calls: how long it took. */
	took: number | null;
	error: ErrorValue | null;
	/** What it is about, one by one; empty for most. */
	lines: readonly string[];
};

/** A notice, and below it what it is about. */
const noticeRows = ({at, level, text, error, lines = []}: Notice): LogRow[] => {
	const shown = lines.map(displayText);
	const row: LogRow = {at: milliseconds(at), level, text: displayText(text), took: null, error, lines: shown};
	return [row, ...shown.map((line): LogRow => ({...row, level: 'info', text: `  ${line}`, error: null, lines: []}))];
};

const callRow = ({at, operation, subject, outcome, milliseconds: took, requestId}: ServiceCall): LogRow => ({
	at: milliseconds(at),
	level: outcome === 'ok' ? 'call' : 'failed-call',
	text: [operation, subject === null ? '' : displayText(subject), outcome === 'ok' ? '' : displayText(outcome)]
		.filter((part) => part !== '')
		.join('  '),
	took,
	lines: [],
	error:
		outcome === 'ok'
			? null
			: {
					kind: 'service',
					message: `${operation}: ${outcome}`,
					hint: null,
					code: outcome,
					operation,
					requestId,
					permission: null,
				},
});

/** Notices and calls in the order in which they happened, the newest first; only those in which the filter is found. */
export const logRows = (notices: readonly Notice[], calls: readonly ServiceCall[], filter: string): LogRow[] => {
	const wanted = filter.toLowerCase();
	return [...notices.flatMap(noticeRows), ...calls.map(callRow)]
		.filter(({text}) => wanted === '' || text.toLowerCase().includes(wanted))
		.toSorted((a, b) => b.at - a.at);
};
