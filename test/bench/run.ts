import {spawnSync} from 'node:child_process';
import {cpus} from 'node:os';
import {engineEnvironment, engineFlags} from '../../source/link/start-engine.ts';
import {allHeld, type Figure, figureLines} from './figure.ts';

/*
 * `npm run bench -- emulator | transfers [MiB] | memory [seconds] | inventory [rows] | browsing [rows] | screen [MiB]`: measures,
 * each figure beside its floor from the same run, and ends with 1 when a bound is missed. Measure on a machine that does nothing else: the ratios carry over to other machines, the absolute figures don't.
 */

const benches: Record<string, (argument: string | undefined) => Promise<Figure[]>> = {
	emulator: async (rows) => (await import('./emulator.ts')).benchEmulator(rows ? Number(rows) : undefined),
	browsing: async (rows) => (await import('./browsing.ts')).benchBrowsing(rows ? Number(rows) : undefined),
	inventory: async (rows) => (await import('./inventory.ts')).benchInventory(rows ? Number(rows) : undefined),
	screen: async (mebibytes) =>
		(await import('./screen.ts')).benchScreen(mebibytes ? Number(mebibytes) * 1_048_576 : undefined),
	memory: async (seconds) =>
		(await import('./memory.ts')).benchMemory(seconds ? Number(seconds) : undefined, process.env.ICEAXE_ONLY),
	transfers: async (mebibytes) => {
		const {benchTransfers} = await import('./transfers.ts');
		const results = await benchTransfers(mebibytes ? {size: Number(mebibytes) * 1_048_576} : {});
		return results.flatMap(({what, engine, wall, cpu, aws}): Figure[] => [
			{what: `${what}: wall time`, value: wall, unit: '× floor', atMost: 1.25},
			{what: `${what}: processor`, value: cpu, unit: '× floor', atMost: 1.25},
			{what: `${what}: memory`, value: engine.memory / 1e6, unit: 'MB', atMost: 250},
			{what: `${what}: wall time`, value: engine.wall, unit: 's'},
			// It does not compare what it downloads with the tree hash, so there it only stands beside.
			...(aws
				? [
						{
							...{what: `${what}: wall time of aws glacier`, value: aws.wall, unit: 's'},
							...(what.startsWith('upload') ? {atLeast: engine.wall} : {}),
						},
					]
				: []),
			...(aws ? [{what: `${what}: processor of aws glacier`, value: aws.cpu, unit: 's'}] : []),
		]);
	},
};

const [name = '', argument] = process.argv.slice(2);
const bench = benches[name];
if (!bench) {
	console.error(`Which one? ${Object.keys(benches).join(', ')}`);
	process.exit(2);
}
// The catalog is an engine's, and is measured in a process like one.
if (name === 'inventory' && !('MALLOC_ARENA_MAX' in process.env)) {
	const env = {...engineEnvironment, ...process.env};
	const argv = [...engineFlags, import.meta.filename, ...process.argv.slice(2)];
	process.exit(spawnSync(process.execPath, argv, {stdio: 'inherit', env}).status ?? 1);
}
console.log(`${name}, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}`);
const figures = await bench(argument);
console.log(figureLines(figures).join('\n'));
process.exitCode = allHeld(figures) ? 0 : 1;
