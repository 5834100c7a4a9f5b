import {type ChildProcess, fork} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, open, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {mebibyte} from '../../source/model/limits.ts';
import {bundlePrograms} from '../helpers/bundle-programs.ts';
import {blockSize, randomBlock} from './transfers/block.ts';
import type {Figures} from './transfers/report.ts';

/** One comparison of the engine with the floor: the least of several runs of each, and how many times the floor's the engine's are. */
export type TransferFigures = {what: string; engine: Figures; floor: Figures; wall: number; cpu: number};

const program = (name: string) => fileURLToPath(new URL(`transfers/${name}.ts`, import.meta.url));

const run = async (path: string, takes: readonly (string | number)[]): Promise<Figures> => {
	const child = fork(path, takes.map(String));
	const failed = once(child, 'exit').then(([code]) => Promise.reject(new Error(`${path} ended with ${code}.`)));
	const [figures] = (await Promise.race([once(child, 'message'), failed])) as [Figures];
	await once(child, 'exit');
	failed.catch(() => {});
	return figures;
};

const least = (figures: readonly Figures[]): Figures => ({
	wall: Math.min(...figures.map(({wall}) => wall)),
	cpu: Math.min(...figures.map(({cpu}) => cpu)),
	memory: Math.max(...figures.map(({memory}) => memory)),
});

const makeFile = async (path: string, size: number): Promise<void> => {
	const block = randomBlock();
	const file = await open(path, 'w');
	for (let at = 0; at < size; at += blockSize) await file.write(block);
	await file.close();
};

/** Files of a measurement are large: what a run has left goes before the next one. */
const clean = async (folder: string): Promise<void> => {
	for (const name of await readdir(folder))
		if (name !== 'source' && name !== 'built') await rm(join(folder, name), {recursive: true});
};

const startSink = async (size: number): Promise<{child: ChildProcess; url: string; treeHash: string}> => {
	const child = fork(program('sink'), [String(size)]);
	const [said] = (await once(child, 'message')) as [{url: string; treeHash: string}];
	return {child, ...said};
};

/** Measures uploads and downloads of `size` bytes against the least that Node can do, in turn, on the same machine at the same time. */
export const benchTransfers = async ({size = 1024 * mebibyte, rounds = 3} = {}): Promise<TransferFigures[]> => {
	const folder = await mkdtemp(join(tmpdir(), 'iceaxe-bench-'));
	const {child, url, treeHash} = await startSink(size);
	const results: TransferFigures[] = [];
	try {
		const source = join(folder, 'source');
		// The engine is measured as it is built for people, with its threads.
		await bundlePrograms({engine: program('engine')}, join(folder, 'built'));
		const engineProgram = join(folder, 'built/engine.js');
		await makeFile(source, size);
		const cases = [
			['upload', 8],
			['upload', 64],
			['download', 16],
		] as const;
		for (const [what, part] of cases) {
			const path = what === 'upload' ? source : join(folder, 'target');
			const takes = [what, url, path, size, part * mebibyte, treeHash];
			const floors: Figures[] = [];
			const engines: Figures[] = [];
			for (let round = 0; round < rounds; round++) {
				floors.push(await run(program('floor'), takes));
				await clean(folder);
				engines.push(await run(engineProgram, takes));
				await clean(folder);
			}
			const [engine, floor] = [least(engines), least(floors)];
			const title = `${what} of ${size / mebibyte} MiB by ${part} MiB`;
			results.push({what: title, engine, floor, wall: engine.wall / floor.wall, cpu: engine.cpu / floor.cpu});
		}
	} finally {
		child.disconnect();
		await rm(folder, {recursive: true, force: true});
	}
	return results;
};

if (import.meta.main) {
	for (const {what, engine, floor, wall, cpu} of await benchTransfers()) {
		const text = ({wall: seconds, cpu: busy, memory}: Figures) =>
			`${seconds.toFixed(2)} s, ${busy.toFixed(2)} s of processor, ${Math.round(memory / mebibyte)} MiB`;
		console.log(
			`${what}: ${text(engine)}; floor ${text(floor)}; ${wall.toFixed(2)}× wall, ${cpu.toFixed(2)}× processor`,
		);
	}
}
