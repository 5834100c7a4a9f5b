import {spawn} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, readdirSync, statSync} from 'node:fs';
import {readdir, readFile, rename, rm, stat, writeFile} from 'node:fs/promises';
import {delimiter, join, resolve} from 'node:path';
import type {Metafile} from 'esbuild';
import {buildProgram} from '../../source/build.ts';

const root = resolve(import.meta.dirname, '../..');
const cache = join(root, 'node_modules', '.cache', 'iceaxe-test');

/** What stands for the state of the source: any change of a file changes it. */
const fingerprint = (): string => {
	const hash = createHash('sha256');
	for (const name of ['package.json', ...readdirSync(join(root, 'source'), {recursive: true, encoding: 'utf8'})]) {
		const path = name === 'package.json' ? join(root, name) : join(root, 'source', name);
		const {mtimeMs, size} = statSync(path);
		hash.update(`${name} ${mtimeMs} ${size}\n`);
	}
	return hash.digest('hex').slice(0, 16);
};

export type BuiltProgram = {
	folder: string;
	program: string;
	/** Where the program may keep what Node has compiled of it (as XDG_CACHE_HOME): for all tests, so that only the first start compiles. */
	cache: string;
	metafile: Metafile;
};

/**
 * The program as it is built from the source that stands here now, where it finds the packages that it is launched with. All tests of a run share
 * one build; builds of older sources go.
 */
export const builtProgram = async (): Promise<BuiltProgram> => {
	const name = fingerprint();
	const folder = join(cache, name);
	const notes = join(folder, 'metafile.json');
	if (!existsSync(notes)) {
		const own = `${folder}-${process.pid}`;
		const metafile = await buildProgram(own);
		await writeFile(join(own, 'metafile.json'), JSON.stringify(metafile));
		// As in the package; else Node reads each file twice to find out what it is.
		await writeFile(join(own, 'package.json'), '{"type":"module"}');
		// Another test may have been faster.
		await rename(own, folder).catch(() => rm(own, {recursive: true}));
		for (const other of await readdir(cache)) {
			const {mtimeMs} = await stat(join(cache, other)).catch(() => ({mtimeMs: Number.POSITIVE_INFINITY}));
			if (!other.startsWith(name) && mtimeMs < Date.now() - 3_600_000)
				await rm(join(cache, other), {recursive: true, force: true});
		}
	}
	return {
		folder,
		program: join(folder, 'iceaxe.js'),
		cache: `${folder}-cache`,
		metafile: JSON.parse(await readFile(notes, 'utf8')) as Metafile,
	};
};

/** A Node on this machine that is too old for iceaxe; undefined when there is none. */
export const olderNode = async (): Promise<string | undefined> => {
	for (const folder of (process.env.PATH ?? '').split(delimiter)) {
		const binary = join(folder, 'node');
		if (folder === '' || !existsSync(binary)) continue;
		const {stdout} = await run(binary, ['--version']);
		const [, major, minor] = /^v(\d+)\.(\d+)/.exec(stdout) ?? [];
		if (Number(major) < 22 || (Number(major) === 22 && Number(minor) < 13)) return binary;
	}
	return undefined;
};

export type Ended = {code: number | null; signal: NodeJS.Signals | null; stdout: string; stderr: string};

/** Runs a program to its end with empty input. */
export const run = (
	binary: string,
	argv: readonly string[],
	options: {cwd?: string; env?: NodeJS.ProcessEnv} = {},
): Promise<Ended> =>
	new Promise((resolve, reject) => {
		const child = spawn(binary, argv, {...options, stdio: ['ignore', 'pipe', 'pipe']});
		let stdout = '';
		let stderr = '';
		child.stdout.setEncoding('utf8').on('data', (text) => {
			stdout += text;
		});
		child.stderr.setEncoding('utf8').on('data', (text) => {
			stderr += text;
		});
		child.on('error', reject);
		child.on('close', (code, signal) => resolve({code, signal, stdout, stderr}));
	});
