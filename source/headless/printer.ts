import type {Output} from '../commands/command.ts';
import type {ErrorValue} from '../model/errors/iceaxe-error.ts';

/** What is written to standard output. */
export type Result = Exclude<Output, {kind: 'failure'}>;

/** A result that is a thing with properties: no text, nothing that is drawn, and no line of a list of its own. */
export type Thing = Exclude<Result, {kind: 'text' | 'calendar' | 'file' | 'folder'}>;

/** How results are written to standard output, and failures to standard error. */
export type Printer = {
	/** Writes a result; resolves when the reader can take the next. */
	print(output: Result): Promise<void>;
	/** Writes what is still held back, when all results are there. */
	end(): Promise<void>;
	/** Tells what could not be done, and of which thing where there are several. */
	fail(error: ErrorValue, subject?: string): void;
};
