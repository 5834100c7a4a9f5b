import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {connect} from 'node:net';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {setTimeout} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import type {Announcement} from './emulator/command.ts';
import {IceaxeError} from './model/errors/iceaxe-error.ts';
import {type Clock, fastClock} from './platform/clock.ts';
import {readTextFile, writePrivateFile} from './platform/files.ts';
import {programUrl} from './platform/worker-url.ts';

/** An hour at the demo's service takes five seconds. */
const demoSpeed = 720;

/** A demo that runs answers within this many milliseconds. */
const answerTime = 2000;

/** Another process may be starting it, or ending it, on the same folder: so long is it tried, and that often. Milliseconds. */
const patience = 10_000;
const pause = 100;

/** A running demo account. */
export type Demo = Announcement & {
	/** The time at its service. */
	clock: Clock;
	/** Ends the emulator if this process started it. */
	close(): Promise<void>;
};

type Running = Announcement & {pid: number; announcedAt: number};

/** A demo that was taken hold of: `others` use it too, and it stays until `release` or the end of this process. */
type Hold = {others: number; release(): void};

/** Takes hold of a running demo; `undefined` when it is not there any more. */
const hold = async (port: number | undefined): Promise<Hold | undefined> => {
	if (port === undefined) return undefined;
	const socket = connect(port, '127.0.0.1');
	try {
		socket.on('error', () => {});
		const [told] = await once(socket, 'data', {signal: AbortSignal.timeout(answerTime)});
		socket.unref();
		return {others: Number(told), release: () => socket.destroy()};
	} catch {
		socket.destroy();
		return undefined;
	}
};

/** The demo that another process of the same state folder runs, if it answers. */
const findRunning = async (noteFile: string): Promise<Demo | undefined> => {
	const note = await readTextFile(noteFile);
	if (note === undefined) return undefined;
	let running: Running;
	try {
		running = JSON.parse(note) as Running;
	} catch {
		return undefined;
	}
	const held = await hold(running.leasePort);
	if (!held) return undefined;
	const now = running.now + (Date.now() - running.announcedAt) * running.speed;
	return {...running, clock: fastClock(now, running.speed), close: async () => held.release()};
};

/** Starts it in a process of its own. Gives what that complained of when it ended at once. */
const startOwn = async (folder: string, noteFile: string): Promise<Demo | string> => {
	const child = spawn(
		process.execPath,
		[
			fileURLToPath(programUrl()),
			...['emulator', '--json', '--with-parent', '--demo-account', '--speed', String(demoSpeed), '--data', folder],
		],
		// In a group of its own: ^C is for the faces, and they close it when they have put their work away.
		{stdio: ['pipe', 'pipe', 'pipe'], detached: true, env: {...process.env, NODE_NO_WARNINGS: '1'}},
	);
	const complaints: string[] = [];
	child.stderr.setEncoding('utf8').on('data', (text: string) => complaints.push(text));
	const exited = once(child, 'exit');
	const line = await Promise.race([
		once(createInterface(child.stdout), 'line').then(([text]) => text as string),
		exited.then(() => undefined),
	]);
	if (line === undefined) return complaints.join('').trim() || 'it said nothing';
	child.unref();
	for (const stream of [child.stdin, child.stdout, child.stderr]) (stream as unknown as {unref(): void}).unref();
	const announced = JSON.parse(line) as Announcement;
	const note: Running = {...announced, pid: child.pid!, announcedAt: Date.now()};
	await writePrivateFile(noteFile, JSON.stringify(note));
	return {
		...announced,
		clock: fastClock(announced.now, announced.speed),
		close: async () => {
			const held = await hold(announced.leasePort);
			child.stdin.end();
			held?.release();
			if (held && held.others > 0) return;
			child.ref();
			await exited;
		},
	};
};

/**
 * The demo account: the emulator in a process of its own, over `folder`, with its clock running fast. A second process over the same folder
 * shares the first one's. It ends with the last process that uses it, however that ends.
 * @throws IceaxeError when it does not start
 */
export const startDemo = async (folder: string): Promise<Demo> => {
	const noteFile = join(folder, 'running.json');
	for (const began = performance.now(); ; ) {
		const demo = (await findRunning(noteFile)) ?? (await startOwn(folder, noteFile));
		if (typeof demo !== 'string') return demo;
		if (!demo.includes('Another emulator works on') || performance.now() - began > patience) {
			throw new IceaxeError('bug', `The demo did not start: ${demo}`, {
				hint: `What it keeps is in ${folder}; without that folder it begins afresh.`,
			});
		}
		await setTimeout(pause);
	}
};
