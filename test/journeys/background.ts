import {cp, readdir, readFile, utimes, writeFile} from 'node:fs/promises';
import {getPriority} from 'node:os';
import {dirname, join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {Effect} from '../../source/emulator/faults/fault.ts';
import {mebibyte} from '../../source/model/limits.ts';
import {run} from '../helpers/built-program.ts';
import {type CommandLine, openCommandLine} from '../helpers/command-line.ts';
import {endEnginesBelow, enginesBelow} from '../helpers/engines.ts';
import {Pty} from '../helpers/pty.ts';

/*
 * The built program, whose engine works in a process of its own: what goes on when a screen is closed, a line is lost, a process is killed.
 */

let world: CommandLine;
let states = 0;
let state: string;
let file: string;

beforeAll(async () => {
	world = await openCommandLine('background');
	world.emulator.control.createVault('backups');
	file = join(world.folder, 'night.tar');
	await writeFile(file, Buffer.alloc(40 * mebibyte, 7));
});
afterAll(() => world.close());

/** Begins anew, with a state of its own and an upload whose parts after the first hang, or move slowly. */
const begin = (effect: Effect | null) => {
	state = join(world.folder, `state-${states++}`);
	world.emulator.control.faults.clear();
	if (effect) world.emulator.control.faults.add({...effect, operation: 'UploadMultipartPart', skip: 1, times: 1000});
};
const hanging: Effect = {does: 'delay', milliseconds: 60_000};
const slow: Effect = {does: 'limit', bytesPerSecond: 2_000_000};

const screen = (columns = 120, env: Record<string, string> = {}) =>
	new Pty(process.execPath, [world.program, '--state', state], {
		columns,
		rows: 40,
		cwd: world.folder,
		env: {...(world.env as Record<string, string>), ...env},
	});

const json = (...argv: string[]) => world.json([...argv, '--state', state]);

/** Uploads the file from a screen, until its first part is verified. */
const beginUpload = async (pty: Pty) => {
	await pty.until(/backups/);
	pty.press('u');
	await pty.until('Upload');
	pty.write(`\u001B[200~${file}\u001B[201~`);
	await pty.until('night.tar');
	pty.press('enter');
	await pty.until(/█/);
};

describe('an engine in a process of its own', () => {
	it('goes on when the line is lost in the middle, and the next screen shows it as it is', async () => {
		begin(slow);
		using lost = screen();
		await beginUpload(lost);
		const [engine] = await enginesBelow(state);
		lost.hangUp();
		await lost.ended;

		const {values} = await json('engine', 'status');
		expect(values).toMatchObject([{pid: engine, faces: 0, work: {transfers: 1}}]);
		using again = screen(80);
		await again.until(/night\.tar +\d+ %/);
		world.emulator.control.faults.clear();
		await again.until(/night\.tar.*verified/);
		expect(await enginesBelow(state)).toEqual([engine]);
		again.press('q');
		await again.ended;
		// With nothing left to do it ends by itself, and takes its traces with it.
		await expect.poll(() => enginesBelow(state), {timeout: 10_000}).toEqual([]);
	});

	/** The priority of every thread of a process, and that of its session; null where the system knows none of sessions. */
	const prioritiesOf = async (pid: number) => {
		const threads = (await readdir(`/proc/${pid}/task`)).map((thread) => getPriority(Number(thread)));
		const session = await readFile(`/proc/${pid}/autogroup`, 'utf8').catch(() => null);
		return {threads: [...new Set(threads)], session: session && Number(/nice (-?\d+)/.exec(session)![1])};
	};

	it('is left on purpose, shown by a command, and stopped from the screen', async () => {
		begin(hanging);
		using first = screen();
		await beginUpload(first);
		// It gives way to the screen. To those of another session the priority of its threads means nothing.
		const {session} = await prioritiesOf(first.pid);
		const [engine] = await enginesBelow(state);
		await expect.poll(() => prioritiesOf(engine!)).toEqual({threads: [10], session: session === null ? null : 10});
		expect(session ?? 0).toBe(0);
		first.press('q');
		await first.until('Go on in the background');
		first.press('enter');
		expect(await first.ended).toMatchObject({code: 0});
		using attached = new Pty(process.execPath, [world.program, 'transfers', 'attach', '--state', state], {
			columns: 100,
			rows: 20,
			cwd: world.folder,
			env: world.env as Record<string, string>,
		});
		await attached.until(/night\.tar/);
		attached.write('\u0003');
		expect(await attached.ended).toMatchObject({code: 130});
		expect(attached.text()).toContain('1 transfer goes on without this command.');
		expect((await json('engine', 'status')).values).toMatchObject([{work: {transfers: 1}}]);

		using second = screen();
		await second.until(/night\.tar +\d+ %/);
		second.press('q');
		await second.until('Go on in the background');
		second.press('down', 'enter');
		expect(await second.ended).toMatchObject({code: 0});
		expect(await enginesBelow(state)).toEqual([]);
		world.emulator.control.faults.clear();
		// The next start takes it up where it was.
		const {values} = await json('transfers', 'attach');
		expect(values).toMatchObject([{name: 'night.tar', state: 'done'}]);
	});

	it('is one for all that begin at once', async () => {
		begin(null);
		const names = ['a', 'b', 'c'];
		for (const name of names) await writeFile(join(world.folder, name), name.repeat(100));
		const ended = await Promise.all(names.map((name) => json('archives', 'upload', name, '--vault', 'backups')));
		expect(ended.map(({code}) => code)).toEqual([0, 0, 0]);
		const log = await readFile(join(state, 'log', 'iceaxe.log'), 'utf8');
		const begun = log.split('\n').filter((line) => line.includes('The engine has begun.'));
		expect(begun).toHaveLength(1);
	});

	it('is started again under a screen whose engine was killed, and its upload goes on', async () => {
		begin(hanging);
		using pty = screen();
		await beginUpload(pty);
		const [engine] = await enginesBelow(state);
		world.emulator.control.faults.clear();
		await endEnginesBelow(state);
		await pty.until(/night\.tar.*verified/);
		const [other] = await enginesBelow(state);
		expect(other).not.toBe(engine);
		pty.press('q');
		await pty.ended;
	});

	it('that ends by a failure of its own has said in the log by which', async () => {
		begin(hanging);
		const bug = join(world.folder, 'bug.mjs');
		await writeFile(bug, "process.on('SIGUSR2', () => { throw new Error('A bug in the dark.'); });");
		using pty = screen(120, {NODE_OPTIONS: `--import ${pathToFileURL(bug)}`});
		await beginUpload(pty);
		const [engine] = await enginesBelow(state);
		world.emulator.control.faults.clear();
		process.kill(engine!, 'SIGUSR2');
		await pty.until(/night\.tar.*verified/);
		const log = await readFile(join(state, 'log', 'iceaxe.log'), 'utf8');
		const last = log.split('\n').find((line) => line.includes('The engine ended by a failure of its own.'));
		expect(JSON.parse(last!)).toMatchObject({pid: engine, level: 'error', error: {message: 'A bug in the dark.'}});
		pty.press('q');
		await pty.ended;
	});

	it('of another build is asked to put its work away, and replaced', async () => {
		begin(hanging);
		const folder = join(world.folder, 'other-build');
		await cp(dirname(world.program), folder, {recursive: true});
		await utimes(join(folder, 'iceaxe.js'), new Date(), new Date(Date.now() - 1000));
		using old = new Pty(process.execPath, [join(folder, 'iceaxe.js'), '--state', state], {
			columns: 120,
			rows: 40,
			cwd: world.folder,
			env: world.env as Record<string, string>,
		});
		await beginUpload(old);
		const [engine] = await enginesBelow(state);
		old.hangUp();
		await old.ended;
		world.emulator.control.faults.clear();
		const {values} = await json('transfers', 'attach');
		expect(values).toMatchObject([{name: 'night.tar', state: 'done'}]);
		expect(await enginesBelow(state)).not.toContain(engine);
	});

	it('stops when it is told to, with what it was as the answer', async () => {
		begin(hanging);
		using pty = screen();
		await beginUpload(pty);
		pty.hangUp();
		await pty.ended;
		const [engine] = await enginesBelow(state);
		const {code, values} = await json('engine', 'stop');
		expect([code, values]).toMatchObject([0, [{pid: engine, work: {transfers: 1}}]]);
		expect(await enginesBelow(state)).toEqual([]);
		const {stdout, stderr} = await run(process.execPath, [world.program, 'engine', 'status', '--state', state], {
			cwd: world.folder,
			env: world.env,
		});
		expect([stdout, stderr]).toEqual(['', 'No engine runs.\n']);
		expect((await json('transfers', 'list')).values).toMatchObject([{name: 'night.tar', state: 'queued'}]);
	});
});
