import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import type {Announcement, EmulatorCommandOptions} from '../../source/emulator/command.ts';

/** An emulator in a process of its own. */
export type EmulatorProcess = Announcement & {
	child: ChildProcess;
	/** What else it printed. */
	line: string;
	/** Ends it by a signal and waits until it is gone; gives its exit code, or the signal that killed it. */
	end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
};

/** Starts it and waits for its line. `stdin` is a pipe that its parent holds open. */
export const startEmulatorProcess = async (options: EmulatorCommandOptions): Promise<EmulatorProcess> => {
	const program = fileURLToPath(new URL('emulator-program.ts', import.meta.url));
	const child = spawn(process.execPath, [program, JSON.stringify({json: true, ...options})], {
		stdio: ['pipe', 'pipe', 'pipe'],
	});
	const complaints: string[] = [];
	child.stderr!.setEncoding('utf8').on('data', (text: string) => complaints.push(text));
	const exited = once(child, 'exit');
	const first = once(createInterface(child.stdout!), 'line').then(([line]) => line as string);
	const line = await Promise.race([
		first,
		exited.then(([code]) => Promise.reject(new Error(`It ended with ${code}.`))),
	]);
	return {
		...(options.json === false ? ({} as Announcement) : (JSON.parse(line) as Announcement)),
		child,
		line,
		end: async (signal) => {
			child.kill(signal);
			const [code, by] = await exited;
			return code ?? by;
		},
	};
};
