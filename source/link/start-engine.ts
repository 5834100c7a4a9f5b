import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import {errorFromValue} from '../model/errors/errors.ts';
import {type ErrorValue, IceaxeError} from '../model/errors/iceaxe-error.ts';
import {giveWay} from '../platform/give-way.ts';
import {programUrl} from '../platform/worker-url.ts';

/** Starts an engine. `taken`: another one is there already, or about to be. */
export type StartEngine = () => Promise<'ready' | 'taken'>;

/** What a process that is to be an engine says on its standard output, once. */
export type EngineReport = {report: 'ready' | 'taken'} | {error: ErrorValue};

/**
 * How Node runs an engine. Each answer of the service is garbage soon after, and Node would sooner take 80 MB for it than look for it: with
 * 4 MiB for what is young it looks often, and an engine stays the same size for days (`npm run bench -- memory 60`).
 */
export const engineFlags: readonly string[] = ['--max-semi-space-size=4'];

/**
 * What an engine has in its environment, unless a person has it otherwise. glibc keeps what was freed, for each thread apart and in pieces; with
 * one place for all, and large buffers given back at once, an inventory of ten million takes 100 MB less (`npm run bench -- inventory 10000000`).
 * Other systems do not look at it.
 */
export const engineEnvironment: Readonly<Record<string, string>> = {
	MALLOC_ARENA_MAX: '1',
	MALLOC_MMAP_THRESHOLD_: '2097152',
};

/**
 * Starts an engine in a process that outlives this one and its terminal. `argv` says whose: the options that decide that.
 * @throws IceaxeError why it could not begin
 */
export const startEngineProcess = async (argv: readonly string[]): Promise<'ready' | 'taken'> => {
	const program = fileURLToPath(programUrl());
	const child = spawn(process.execPath, [...process.execArgv, ...engineFlags, program, 'engine', 'run', ...argv], {
		// In a session of its own: neither ^C nor a closed terminal is for it.
		detached: true,
		env: {...engineEnvironment, ...process.env},
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	// Hashing takes all of the processor that there is, and a key at the screen must be answered before it.
	if (child.pid !== undefined) void giveWay(child.pid);
	const ended = once(child, 'exit');
	const line = await Promise.race([
		once(createInterface(child.stdout), 'line').then(([text]) => text as string),
		ended.then(() => undefined),
	]);
	child.unref();
	child.stdout.destroy();
	if (line === undefined) {
		throw new IceaxeError('bug', 'The engine ended before it had begun.', {hint: 'The log has the details.'});
	}
	const said = JSON.parse(line) as EngineReport;
	if ('error' in said) throw errorFromValue(said.error);
	return said.report;
};
