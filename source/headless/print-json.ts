import type {Notes} from './notes.ts';
import type {Printer} from './printer.ts';
import {type Streams, writeTo} from './streams.ts';

/** Characters that JSON allows in a string as they are, and that a terminal or an eye takes for something else. */
const unseen = /[\u007F-\u009F\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]/g;

/** A value as one line of JSON in which every character that is not seen is written as its escape: the same value, harmless to look at. */
export const jsonLine = (value: unknown): string =>
	`${JSON.stringify(value).replace(unseen, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;

/**
 * One JSON value a line on standard output and nothing else there: the value of each result. A failure is a line `{"error": …}` on
 * standard error, with its `subject` where there are several. A result that is a text is written as it is.
 */
export const createJsonPrinter = (streams: Streams, notes: Notes): Printer => ({
	print: ({kind, value}) => writeTo(streams.stdout, kind === 'text' ? value : jsonLine(value)),
	end: async () => {},
	fail: (error, subject) => notes.tell(jsonLine(subject === undefined ? {error} : {subject, error}).trimEnd()),
});
