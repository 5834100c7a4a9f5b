import {once} from 'node:events';
import {mkdtemp, open, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {engineEnvironment, engineFlags} from '../../source/link/start-engine.ts';
import {mebibyte} from '../../source/model/limits.ts';
import {bundlePrograms} from '../helpers/bundle-programs.ts';
import type {Figure} from './figure.ts';
import {program, run, startSink} from './transfers/programs.ts';

const gibibyte = 1024 * mebibyte;
const large = 64 * gibibyte;

/** A direction, the size of the file, and that of its parts or chunks; both in bytes. The small file moves to its end. */
const cases: ['upload' | 'download', number, number][] = [
	['upload', gibibyte, mebibyte],
	['upload', gibibyte, 8 * mebibyte],
	['upload', gibibyte, 16 * mebibyte],
	['upload', gibibyte, 64 * mebibyte],
	['upload', large, 8 * mebibyte],
	['upload', large, 64 * mebibyte],
	['upload', large, gibibyte],
	['upload', large, 4 * gibibyte],
	['download', gibibyte, mebibyte],
	['download', gibibyte, 16 * mebibyte],
	['download', large, 16 * mebibyte],
	['download', large, gibibyte],
];

/** As an engine is started. */
const asEngine = {execArgv: engineFlags, env: engineEnvironment};

/** A file of nothing but zeros that takes no room on the disk. */
const makeSparse = async (path: string, size: number): Promise<void> => {
	const file = await open(path, 'w');
	await file.truncate(size);
	await file.close();
};

/**
 * Measures the memory of the whole engine, whatever the sizes of file and parts. Of the large file, as much moves as can in `seconds` (0: all of
 * it, which takes minutes for each case): memory that grew with the file would have grown beyond that of the small one by then. `only` chooses cases by their titles.
 */
export const benchMemory = async (seconds = 20, only = ''): Promise<Figure[]> => {
	const folder = await mkdtemp(join(tmpdir(), 'iceaxe-bench-'));
	const figures: Figure[] = [];
	/** The memory that the small file took. */
	const smaller = new Map<string, number>();
	try {
		await bundlePrograms({engine: program('engine')}, join(folder, 'built'));
		for (const [what, size, part] of cases) {
			const title = `${what} of ${size / gibibyte} GiB by ${part / mebibyte} MiB`;
			if (!title.includes(only)) continue;
			// Each takes a while.
			console.error(title);
			const {child, url, treeHash} = await startSink(size);
			const path = join(folder, 'file');
			if (what === 'upload') await makeSparse(path, size);
			const takes = [what, url, path, size, part, treeHash, size === large ? seconds : 0];
			const {memory, moved} = await run(join(folder, 'built/engine.js'), takes, asEngine);
			child.disconnect();
			await once(child, 'exit');
			for (const left of [path, `${path}.part`]) await rm(left, {force: true});
			figures.push({what: `${title}: memory`, value: memory / 1e6, unit: 'MB', atMost: 250});
			const pair = `${what} ${part}`;
			const small = smaller.get(pair);
			if (size < large) smaller.set(pair, memory);
			else {
				figures.push({what: `${title}: moved`, value: moved / 1e9, unit: 'GB'});
				if (small) {
					figures.push({what: `${title}: more than of 1 GiB`, value: (memory - small) / 1e6, unit: 'MB', atMost: 16});
				}
			}
		}
	} finally {
		await rm(folder, {recursive: true, force: true});
	}
	return figures;
};
