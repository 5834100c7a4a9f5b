import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import type {Readable} from 'node:stream';
import {IceaxeError} from '../model/errors/iceaxe-error.ts';
import {lines} from './lines.ts';

/** How a command is run whose output is wanted. */
export type ProducerOptions = {
	/** Hears each line that it writes to its standard error. */
	onLine(text: string): void;
	/** Ends the command when it aborts. */
	signal: AbortSignal;
};

/** A shell that knows `pipefail` by its name, then whichever there is: without it only the last program of a pipeline is heard. */
const shells: readonly (readonly [file: string, ...parameters: string[]])[] = [
	['bash', '-o', 'pipefail', '-c'],
	['/bin/sh', '-c'],
];

/** Only the last shell can tell, and only by itself: to most old ones the option is an error that ends them. */
const withPipefail = (command: string): string =>
	`if (set -o pipefail) 2>/dev/null; then set -o pipefail; else echo 'This shell has no pipefail: only the last program of a pipeline is watched.' >&2; fi\n${command}`;

type Child = ChildProcess & {stdout: Readable; stderr: Readable};

const start = async (command: string): Promise<Child> => {
	for (const [file, ...parameters] of shells) {
		const text = file === 'bash' ? command : withPipefail(command);
		const child = spawn(file, [...parameters, text], {stdio: ['inherit', 'pipe', 'pipe']}) as Child;
		try {
			await once(child, 'spawn');
			return child;
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
		}
	}
	throw new IceaxeError('producer', 'There is no shell to run the command with: neither bash nor /bin/sh.');
};

const failure = (how: string) =>
	new IceaxeError('producer', `The command ${how}: its output is not whole.`, {
		hint: 'Nothing of it is in the vault.',
	});

/**
 * What a shell command writes to its standard output, as it comes. It runs from the first piece on, with this process's standard input, folder
 * and environment, in bash with `pipefail` where there is bash. The pieces end when it has ended with 0.
 *
 * @throws IceaxeError `producer` when it ends otherwise; the signal's reason when that aborts.
 */
export async function* commandOutput(
	command: string,
	{onLine, signal}: ProducerOptions,
): AsyncGenerator<Uint8Array, void> {
	signal.throwIfAborted();
	const child = await start(command);
	const ended = once(child, 'close') as Promise<[code: number | null, killedBy: NodeJS.Signals | null]>;
	const stop = () => {
		// What it has started hears of it by its closed pipe.
		child.stdout.destroy();
		child.kill();
	};
	signal.addEventListener('abort', stop, {once: true});
	child.stderr.on('data', lines(onLine));
	try {
		for await (const piece of child.stdout) yield piece as Buffer;
		const [code, killedBy] = await ended;
		if (killedBy) throw failure(`was ended by ${killedBy}`);
		if (code !== 0) throw failure(`ended with exit code ${code}`);
	} catch (error) {
		signal.throwIfAborted();
		throw error;
	} finally {
		signal.removeEventListener('abort', stop);
		if (child.exitCode === null && child.signalCode === null) stop();
	}
}
