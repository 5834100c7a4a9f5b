import pino from 'pino';
import {logPath, openLogFile} from './log-file.ts';
import type {LogLevel} from './log-level.ts';
import {createRedactor, type Redact} from './redact.ts';

/** What is known about a line, as JSON values; `error` may be a thrown thing. */
export type LogFacts = Record<string, unknown>;

/** The program's diary. Nothing of it reaches the screen, and no secret reaches it. */
export interface Log {
	error(facts: LogFacts, text: string): void;
	warn(facts: LogFacts, text: string): void;
	info(facts: LogFacts, text: string): void;
	debug(facts: LogFacts, text: string): void;
	trace(facts: LogFacts, text: string): void;
	/** The same log with facts that all its lines carry, such as `{part: 'engine'}`. */
	with(facts: LogFacts): Log;
	/** A secret's value, from now on hidden from every line. */
	hide(secret: string | undefined): void;
	/** The text without secrets: those told by {@link Log.hide}, and what looks like one. */
	redact: Redact;
	/** Writes what is still in memory, at once: at the end of the process, and before anything that may end it. */
	flush(): void;
}

export type LogOptions = {
	/** The folder for `iceaxe.log`; it must exist. */
	folder: string;
	level: LogLevel;
	/** At this size the file steps aside; there are at most two. 5 MB by default. */
	maxBytes?: number;
};

/** Opens the log. Never fails: a log that cannot be written loses its lines. */
export const openLog = ({folder, level, maxBytes = 5_000_000}: LogOptions): Log => {
	const file = openLogFile(logPath(folder), maxBytes);
	const {redact, hide} = createRedactor();
	const logger = pino(
		{
			level,
			base: {pid: process.pid},
			messageKey: 'text',
			timestamp: pino.stdTimeFunctions.isoTime,
			formatters: {level: (label) => ({level: label})},
			serializers: {error: pino.stdSerializers.errWithCause},
			hooks: {streamWrite: redact},
		},
		file,
	);
	const wrap = (inner: pino.Logger): Log => ({
		error: (facts, text) => {
			inner.error(facts, text);
			file.flush();
		},
		warn: (facts, text) => inner.warn(facts, text),
		info: (facts, text) => inner.info(facts, text),
		debug: (facts, text) => inner.debug(facts, text),
		trace: (facts, text) => inner.trace(facts, text),
		with: (facts) => wrap(inner.child(facts)),
		hide,
		redact,
		flush: file.flush,
	});
	return wrap(logger);
};

/** A log that keeps nothing, but still knows what to hide. */
export const silentLog = (): Log => {
	const {redact, hide} = createRedactor();
	const nothing = () => {};
	const log: Log = {
		error: nothing,
		warn: nothing,
		info: nothing,
		debug: nothing,
		trace: nothing,
		with: () => log,
		hide,
		redact,
		flush: nothing,
	};
	return log;
};
