import {type ChildProcess, fork} from 'node:child_process';
import {once} from 'node:events';
import {mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {builtProgram} from '../../helpers/built-program.ts';
import type {EmulatorProcess} from '../../helpers/emulator-process.ts';
import {Pty} from '../../helpers/pty.ts';
import type {Condition} from '../../helpers/until-shown.ts';

/** How late an event loop was, in milliseconds. */
export type LoopDelay = {p50: number; p99: number; most: number; looks: number};

/** Ticks of the processor's clock in a second, as Linux tells it to programs. */
const ticks = 100;

const monitor = pathToFileURL(fileURLToPath(new URL('loop-monitor.ts', import.meta.url))).href;

/** What the event loop of a process was since the signal before, with which the measurement began. */
const loopDelayOf = async (folder: string, pid: number): Promise<LoopDelay> => {
	const path = join(folder, `${pid}.json`);
	await rm(path, {force: true});
	process.kill(pid, 'SIGUSR2');
	for (;;) {
		await wait(20);
		const text = await readFile(path, 'utf8').catch(() => '');
		if (text.endsWith('}')) return JSON.parse(text) as LoopDelay;
	}
};

/** A process that does nothing, measured in the same way at the same time: the floor, how late the machine makes any process. */
export class IdleProcess {
	readonly #child: ChildProcess;
	readonly #folder: string;

	private constructor(child: ChildProcess, folder: string) {
		this.#child = child;
		this.#folder = folder;
	}

	static async start(folder: string): Promise<IdleProcess> {
		const program = fileURLToPath(new URL('idle-process.ts', import.meta.url));
		const env = {...process.env, NODE_OPTIONS: `--import ${monitor}`, BENCH_LOOP_DELAY: folder};
		const child = fork(program, {env, execArgv: []});
		await once(child, 'message');
		return new IdleProcess(child, folder);
	}

	/** Begins to measure the event loop. */
	beginLoop(): void {
		this.#child.kill('SIGUSR2');
	}

	/** What it was since then. */
	loopDelay(): Promise<LoopDelay> {
		return loopDelayOf(this.#folder, this.#child.pid!);
	}

	[Symbol.dispose](): void {
		this.#child.disconnect();
	}
}

/** What leads the program to an emulator and to no settings of this machine. */
export const environmentOf = (home: string, emulator: EmulatorProcess): Record<string, string> => ({
	HOME: home,
	AWS_ACCESS_KEY_ID: emulator.accessKeyId,
	AWS_SECRET_ACCESS_KEY: emulator.secretAccessKey,
	AWS_REGION: emulator.region,
	AWS_ENDPOINT_URL_GLACIER: emulator.url,
	AWS_EC2_METADATA_DISABLED: 'true',
});

/** A program on a pseudo-terminal of its own that only counts keys: what lies between a key and its frame when there is nothing to draw. */
export class EchoProcess {
	readonly #pty: Pty;
	#keys = 0;

	constructor(folder: string) {
		const program = fileURLToPath(new URL('echo-process.ts', import.meta.url));
		this.#pty = new Pty(process.execPath, [program], {columns: 120, rows: 40, cwd: folder});
	}

	/** Milliseconds from a key to its echo on the screen. */
	async keyToFrame(): Promise<number> {
		await this.#pty.until('ready');
		return timed(this.#pty, 'j', `${++this.#keys} heard`);
	}

	[Symbol.dispose](): void {
		this.#pty[Symbol.dispose]();
	}
}

/** Milliseconds from a key to the frame that shows what it did. */
const timed = async (pty: Pty, key: string, shows: Condition): Promise<number> => {
	const began = performance.now();
	pty.press(key);
	await pty.until(shows, {timeout: 5000});
	return performance.now() - began;
};

/** The built program with its screen on a real pseudo-terminal, measured from outside. */
export class ScreenProcess {
	readonly pty: Pty;
	readonly #folder: string;

	private constructor(pty: Pty, folder: string) {
		this.pty = pty;
		this.#folder = folder;
	}

	static async start(folder: string, emulator: EmulatorProcess, transfersAtOnce: number): Promise<ScreenProcess> {
		const {program} = await builtProgram();
		const figures = join(folder, 'figures');
		await mkdir(figures);
		await mkdir(join(folder, 'state', 'config'), {recursive: true});
		await writeFile(join(folder, 'state', 'config', 'config.json'), JSON.stringify({transfersAtOnce}));
		const pty = new Pty(process.execPath, [program, '--state', join(folder, 'state')], {
			columns: 120,
			rows: 40,
			cwd: folder,
			env: {
				...environmentOf(folder, emulator),
				NODE_OPTIONS: `--import ${monitor}`,
				BENCH_LOOP_DELAY: figures,
			},
		});
		return new ScreenProcess(pty, figures);
	}

	/** Begins to measure the event loop. */
	beginLoop(): void {
		process.kill(this.pty.pid, 'SIGUSR2');
	}

	/** What it was since then. */
	loopDelay(): Promise<LoopDelay> {
		return loopDelayOf(this.#folder, this.pty.pid);
	}

	/** Milliseconds from a key to the frame that shows what it did. */
	keyToFrame(key: string, shows: Condition): Promise<number> {
		return timed(this.pty, key, shows);
	}

	/** The most memory that it has had, in bytes. */
	async memory(): Promise<number> {
		const status = await readFile(`/proc/${this.pty.pid}/status`, 'utf8');
		return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) * 1024;
	}

	/** Seconds of the processor that it has used, all its threads together. */
	async processorSeconds(): Promise<number> {
		const text = await readFile(`/proc/${this.pty.pid}/stat`, 'utf8');
		const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
		return (Number(fields[11]) + Number(fields[12])) / ticks;
	}

	/** What it writes and uses while nobody touches it for so many milliseconds: bytes a second, and the share of one processor in percent. */
	async untouched(milliseconds: number): Promise<{bytes: number; processor: number}> {
		const [bytes, used, began] = [Buffer.byteLength(this.pty.output), await this.processorSeconds(), performance.now()];
		await wait(milliseconds);
		const seconds = (performance.now() - began) / 1000;
		return {
			bytes: (Buffer.byteLength(this.pty.output) - bytes) / seconds,
			processor: (((await this.processorSeconds()) - used) / seconds) * 100,
		};
	}
}
