import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {cp, mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {version} from '../source/version.ts';
import {type BuiltProgram, builtProgram, olderNode, run} from './helpers/built-program.ts';

let built: BuiltProgram;
let home: string;
const older = await olderNode();

beforeAll(async () => {
	built = await builtProgram();
	home = await mkdtemp(join(tmpdir(), 'iceaxe-launcher-'));
});
afterAll(async () => {
	await rm(home, {recursive: true, force: true});
});

const iceaxe = (binary: string, ...argv: string[]) =>
	run(binary, [built.program, ...argv], {cwd: home, env: {...process.env, HOME: home, XDG_CACHE_HOME: ''}});

/** An emulator that runs until it is told to end, once it says that it listens. */
const emulator = async (binary: string): Promise<ChildProcess & {firstLine: string}> => {
	const child = spawn(binary, [built.program, 'emulator', '--json'], {stdio: ['ignore', 'pipe', 'inherit']});
	const [chunk] = await once(child.stdout!, 'data');
	return Object.assign(child, {firstLine: String(chunk)});
};

/** Resolves when nothing listens at an emulator's address any more. */
const untilGone = async ({firstLine}: {firstLine: string}) => {
	const {url} = JSON.parse(firstLine) as {url: string};
	for (;;) {
		try {
			await (await fetch(url)).text();
		} catch {
			return;
		}
	}
};

const nodes: [name: string, binary: string][] = [['this Node', process.execPath]];
if (older) nodes.push(['an older Node, with the one that the project has', older]);

describe.each(nodes)('the program on %s', (_, binary) => {
	it('runs, with nothing but its own words on the terminal', async () => {
		expect(await iceaxe(binary, '--version')).toEqual({code: 0, signal: null, stdout: `${version}\n`, stderr: ''});
	});

	it('hands on the exit code', async () => {
		const {code, stderr} = await iceaxe(binary, 'valts');
		expect([code, stderr]).toEqual([2, "Unknown command 'valts'. Did you mean vaults?\n"]);
	});

	it('ends in order on SIGTERM', async () => {
		const child = await emulator(binary);
		child.kill('SIGTERM');
		expect(await once(child, 'exit')).toEqual([0, null]);
		await untilGone(child);
	});

	it('ends when the process that was started is killed', async () => {
		const child = await emulator(binary);
		child.kill('SIGKILL');
		await once(child, 'exit');
		await untilGone(child);
	});
});

describe.runIf(older)('an older Node alone', () => {
	it('says which one is needed', async () => {
		const alone = join(home, 'alone');
		await cp(built.folder, join(alone, 'dist'), {recursive: true});
		const {code, stdout, stderr} = await run(older!, [join(alone, 'dist', 'iceaxe.js'), '--version']);
		expect([code, stdout]).toEqual([1, '']);
		expect(stderr).toMatch(/^iceaxe needs Node 22\.13 or newer, and this is [\d.]+: install a newer one from .+\n$/);
	});
});

describe('the built program', () => {
	it('can be started by its name', async () => {
		expect((await readFile(built.program, 'utf8')).startsWith('#!/usr/bin/env node\n')).toBe(true);
		const {code, stdout} = await run(built.program, ['--version'], {env: {...process.env, HOME: home}});
		expect([code, stdout]).toEqual([0, `${version}\n`]);
	});
});
