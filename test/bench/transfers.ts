import {mkdtemp, open, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {engineEnvironment, engineFlags} from '../../source/link/start-engine.ts';
import {mebibyte} from '../../source/model/limits.ts';
import {bundlePrograms} from '../helpers/bundle-programs.ts';
import {aws} from './transfers/aws.ts';
import {blockSize, randomBlock} from './transfers/block.ts';
import {program, run, startSink} from './transfers/programs.ts';
import type {Figures} from './transfers/report.ts';

/**
 * One comparison of the engine with the floor: the least of several runs of each, and how many times the floor's the engine's are. Beside them
 * the AWS command line doing the same, where it is installed.
 */
export type TransferFigures = {
	what: string;
	engine: Figures;
	floor: Figures;
	wall: number;
	cpu: number;
	aws: Pick<Figures, 'wall' | 'cpu'> | undefined;
};

const least = (figures: readonly Figures[]): Figures => ({
	wall: Math.min(...figures.map(({wall}) => wall)),
	cpu: Math.min(...figures.map(({cpu}) => cpu)),
	memory: Math.max(...figures.map(({memory}) => memory)),
	moved: Math.max(...figures.map(({moved}) => moved)),
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
			const peer = await aws(what, url, path);
			await clean(folder);
			for (let round = 0; round < rounds; round++) {
				floors.push(await run(program('floor'), takes));
				await clean(folder);
				engines.push(await run(engineProgram, takes, {execArgv: engineFlags, env: engineEnvironment}));
				await clean(folder);
			}
			const [engine, floor] = [least(engines), least(floors)];
			const title = `${what} of ${size / mebibyte} MiB by ${part} MiB`;
			results.push({
				what: title,
				engine,
				floor,
				wall: engine.wall / floor.wall,
				cpu: engine.cpu / floor.cpu,
				aws: peer,
			});
		}
	} finally {
		child.disconnect();
		await rm(folder, {recursive: true, force: true});
	}
	return results;
};
