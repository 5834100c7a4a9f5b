import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import type {Announcement, EmulatorCommandOptions} from '../../source/emulator/command.ts';

/** An emulator in a process of its own. */
export type EmulatorProcess = Announcement & {
	child: ChildProcess;
	/** Ends it by a signal and waits until it is gone; gives its exit code, or the signal that killed it. */
	end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
};

/**
 * Starts it and waits for its line; `program` is where it was bundled, if it was; `detached`, in a session of its own. Its standard input is a pipe that
 * stays open as long as this process lives.
 * @throws Error with what it complained of, when it ends instead
 */
export const startEmulatorProcess = async (
	options: EmulatorCommandOptions,
	program = fileURLToPath(new URL('emulator-program.ts', import.meta.url)),
	{detached = false}: {detached?: boolean} = {},
): Promise<EmulatorProcess> => {
	const child = spawn(process.execPath, [program, JSON.stringify({...options, json: true})], {stdio: 'pipe', detached});
	const complaints: string[] = [];
	child.stderr.setEncoding('utf8').on('data', (text: string) => complaints.push(text));
	const closed = once(child, 'close');
	const announced = once(createInterface(child.stdout), 'line').then(([line]) => line as string);
	const line = await Promise.race([announced, closed.then(() => undefined)]);
	if (line === undefined) throw new Error(complaints.join(''));
	return {
		...(JSON.parse(line) as Announcement),
		child,
		end: async (signal) => {
			child.kill(signal);
			const [code, by] = await closed;
			return code ?? by;
		},
	};
};
