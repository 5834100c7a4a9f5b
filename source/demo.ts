import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {connect} from 'node:net';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import type {Announcement} from './emulator/command.ts';
import {IceaxeError} from './model/errors/iceaxe-error.ts';
import {type Clock, fastClock} from './platform/clock.ts';
import {readTextFile, writePrivateFile} from './platform/files.ts';
import {programUrl} from './platform/worker-url.ts';

/** An hour at the demo's service takes five seconds. */
const demoSpeed = 720;

/** A running demo account. */
export type Demo = Announcement & {
	/** The time at its service. */
	clock: Clock;
	/** Ends the emulator if this process started it. */
	close(): Promise<void>;
};

type Running = Announcement & {pid: number; announcedAt: number};

const answers = async ({port}: Announcement): Promise<boolean> => {
	const socket = connect(port, '127.0.0.1');
	try {
		await once(socket, 'connect');
		return true;
	} catch {
		return false;
	} finally {
		socket.destroy();
	}
};

/** The demo that another process of the same state folder runs, if it answers. */
const findRunning = async (noteFile: string): Promise<Demo | undefined> => {
	const note = await readTextFile(noteFile);
	if (note === undefined) return undefined;
	try {
		const running = JSON.parse(note) as Running;
		if (!(await answers(running))) return undefined;
		const now = running.now + (Date.now() - running.announcedAt) * running.speed;
		return {...running, clock: fastClock(now, running.speed), close: async () => {}};
	} catch {
		return undefined;
	}
};

/**
 * The demo account: the emulator in a process of its own, over `folder`, with its clock running fast. It ends with this process, however
 * this process ends. A second process over the same folder shares the first one's.
 * @throws IceaxeError when it does not start
 */
export const startDemo = async (folder: string): Promise<Demo> => {
	const noteFile = join(folder, 'running.json');
	const running = await findRunning(noteFile);
	if (running) return running;
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
	if (line === undefined) {
		throw new IceaxeError('bug', `The demo did not start: ${complaints.join('').trim() || 'it said nothing'}`, {
			hint: `What it keeps is in ${folder}; without that folder it begins afresh.`,
		});
	}
	child.unref();
	for (const stream of [child.stdin, child.stdout, child.stderr]) (stream as unknown as {unref(): void}).unref();
	const announced = JSON.parse(line) as Announcement;
	const note: Running = {...announced, pid: child.pid!, announcedAt: Date.now()};
	await writePrivateFile(noteFile, JSON.stringify(note));
	return {
		...announced,
		clock: fastClock(announced.now, announced.speed),
		close: async () => {
			child.ref();
			child.stdin.end();
			await exited;
		},
	};
};
