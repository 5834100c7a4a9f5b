import {toErrorValue} from '../model/errors/errors.ts';
import {exitCodeOf} from './exit-codes.ts';
import {createNotes} from './notes.ts';
import {createJsonPrinter} from './print-json.ts';
import {createTextPrinter} from './print-text.ts';
import type {Streams} from './streams.ts';

/** Tells on standard error why nothing could begin, and gives the exit code. */
export const reportFailure = (error: unknown, json: boolean, streams: Streams): number => {
	const value = toErrorValue(error);
	const notes = createNotes(streams.stderr);
	const printer = json
		? createJsonPrinter(streams, notes)
		: createTextPrinter(streams, notes, {list: false, long: false, ascii: false});
	printer.fail(value);
	return exitCodeOf(value.kind);
};
