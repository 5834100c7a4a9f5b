import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {rm} from 'node:fs/promises';
import {delimiter, join, resolve} from 'node:path';
import {buildProgram} from '../../source/build.ts';

const modules = resolve(import.meta.dirname, '../../node_modules');

/** A build of its own, where the program finds the packages it is launched with. */
export const buildForTest = async (name: string) => {
	const folder = join(modules, '.cache', `iceaxe-test-${name}-${process.pid}`);
	const metafile = await buildProgram(folder);
	return {
		folder,
		metafile,
		program: join(folder, 'iceaxe.js'),
		remove: () => rm(folder, {recursive: true, force: true}),
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
