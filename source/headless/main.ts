import type {ArgumentValues, Command} from '../commands/command.ts';
import {cancelled, toErrorValue} from '../model/errors/errors.ts';
import type {ErrorKind, ErrorValue} from '../model/errors/iceaxe-error.ts';
import type {EngineLink} from '../model/requests.ts';
import {type Transfer, wantsRetrieval} from '../model/transfer.ts';
import {createConfirm} from './ask.ts';
import {isList} from './columns.ts';
import {worstExitCode} from './exit-codes.ts';
import {nextSteps} from './next-steps.ts';
import {createNotes} from './notes.ts';
import {followOwnWork} from './own-work.ts';
import {pipedBytes} from './piped-bytes.ts';
import {createJsonPrinter} from './print-json.ts';
import {createTextPrinter} from './print-text.ts';
import {followProgress} from './progress.ts';
import {hungUp, readerGone} from './stopping.ts';
import type {Streams} from './streams.ts';

/** One command from the command line. */
export type HeadlessRun = {
	command: Command;
	values: ArgumentValues;
	link: EngineLink;
	streams: Streams;
	json: boolean;
	/** Agrees to what the command asks. */
	yes: boolean;
	/** Shows ids in full on a terminal too. */
	long: boolean;
	/** Draws with ASCII characters only. */
	ascii: boolean;
	/** Relative paths start here. */
	folder: string;
	/** Aborted when the person or the system wants the program to end. */
	signal: AbortSignal;
	/** How this program is called again with the same account: `iceaxe --profile backup`. */
	program: string;
};

/** Stops what a command began in an engine that would go on without it. */
const stopAll = async (link: EngineLink, transfers: readonly Transfer[]): Promise<void> => {
	await Promise.all(transfers.map(({transferId}) => link.request('transfers.pause', {transferId}).catch(() => {})));
};

/** What a person agrees to elsewhere with a key is agreed to here with a flag. */
const withFlag = (error: ErrorValue): ErrorValue =>
	wantsRetrieval(error) ? {...error, hint: `${error.hint} Agree to it with: transfers resume ID --retrieve`} : error;

/** Runs a command as the scripting face: results to standard output, everything else to standard error. Gives the exit code. */
export const runHeadless = async (run: HeadlessRun): Promise<number> => {
	const {command, values, streams, signal} = run;
	const own = followOwnWork(run.link);
	const {link} = own;
	const notes = createNotes(streams.stderr);
	const list = isList(command);
	const printer = run.json
		? createJsonPrinter(streams, notes)
		: createTextPrinter(streams, notes, {list, long: run.long, ascii: run.ascii});
	const failed: ErrorKind[] = [];
	const fail = (error: ErrorValue, subject?: string) => {
		failed.push(error.kind);
		printer.fail(withFlag(error), subject);
	};
	let ended: ErrorValue | undefined;
	const progress = followProgress(own, notes);
	try {
		const confirm = createConfirm(streams, notes, run.yes, signal);
		const pipe = pipedBytes(streams, notes);
		for await (const output of command.run(values, {link, folder: run.folder, signal, say: notes.say, pipe, confirm})) {
			notes.show('');
			if (output.kind === 'failure') fail(output.value.error, output.value.subject);
			else await printer.print(output);
		}
	} catch (error) {
		// What an abort makes of the work in hand may look like any error.
		ended = signal.aborted ? cancelled().value : toErrorValue(error);
	} finally {
		progress.stop();
	}
	const unfinished = progress.unfinished();
	// What was begun stops with its command, unless nobody wanted it to.
	const goesOn = link.apart && (command.lasting === 'shows' || signal.reason === hungUp);
	const stops = signal.aborted && signal.reason !== readerGone && !goesOn;
	if (stops && link.apart && command.lasting === 'begins') await stopAll(link, unfinished);
	if (signal.reason === readerGone) return 0;
	await printer.end();
	const steps = {command, stopped: signal.aborted, unfinished, program: run.program, apart: link.apart, goesOn};
	for (const line of nextSteps(steps)) notes.say(line);
	// A person reads that it was stopped in the sentence about what is next.
	if (ended && signal.aborted && !run.json) failed.push(ended.kind);
	else if (ended) fail(ended);
	return worstExitCode(failed);
};
