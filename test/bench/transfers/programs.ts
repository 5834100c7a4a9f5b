import {type ChildProcess, fork} from 'node:child_process';
import {once} from 'node:events';
import {fileURLToPath} from 'node:url';
import type {Figures} from './report.ts';

/** Where a program of this folder stands. */
export const program = (name: string) => fileURLToPath(new URL(`${name}.ts`, import.meta.url));

/** Runs a program, with flags of Node's, and gives what it measured. */
export const run = async (
	path: string,
	takes: readonly (string | number)[],
	{execArgv = [], env = {}}: {execArgv?: readonly string[]; env?: Readonly<Record<string, string>>} = {},
): Promise<Figures> => {
	const child = fork(path, takes.map(String), {execArgv: [...execArgv], env: {...env, ...process.env}});
	const failed = once(child, 'exit').then(([code]) => Promise.reject(new Error(`${path} ended with ${code}.`)));
	const [figures] = (await Promise.race([once(child, 'message'), failed])) as [Figures];
	await once(child, 'exit');
	failed.catch(() => {});
	return figures;
};

/** A server that is in nobody's way, for a file of `size` bytes. */
export const startSink = async (size: number): Promise<{child: ChildProcess; url: string; treeHash: string}> => {
	const child = fork(program('sink'), [String(size)]);
	const [said] = (await once(child, 'message')) as [{url: string; treeHash: string}];
	return {child, ...said};
};
