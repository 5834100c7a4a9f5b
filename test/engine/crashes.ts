import {fork} from 'node:child_process';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {usualLimits} from '../../source/engine/limits.ts';
import {mebibyte} from '../../source/model/limits.ts';
import {type EngineWorld, startWorld, vaultName} from '../helpers/engine-world.ts';
import {seededRandom} from '../helpers/seeded-random.ts';

const size = 24 * mebibyte - 5;
const kills = 3;

let world: EngineWorld;
beforeAll(async () => {
	world = await startWorld();
});
afterAll(() => world.close());

/** Runs an engine in a process of its own. It is killed when it has verified so many chunks; else it gives how its transfers ended. */
const runProgram = (killAfter: number): Promise<string[] | 'killed'> => {
	const takes = {
		url: world.proxy.url,
		credentials: world.emulator.credentials,
		catalog: join(world.folder, 'catalog.sqlite'),
	};
	const child = fork(fileURLToPath(new URL('../fixtures/engine-program.ts', import.meta.url)), [JSON.stringify(takes)]);
	return new Promise((resolve) => {
		let verified = 0;
		child.on('message', (said: 'verified' | string[]) => {
			if (said !== 'verified') resolve(said);
			else if (++verified === killAfter) child.kill('SIGKILL');
		});
		child.once('exit', () => resolve('killed'));
	});
};

/** Kills engine after engine until one ends by itself. */
const survive = async (seed: number): Promise<string[]> => {
	const random = seededRandom(seed);
	for (let killed = 0; killed < kills; killed++) {
		const ended = await runProgram(1 + Math.floor(random() * 5));
		if (ended !== 'killed') return ended;
	}
	return (await runProgram(Number.POSITIVE_INFINITY)) as string[];
};

/** How many pieces travelled more than once. */
const again = (method: string): number => {
	const ranges = world.proxy.passed.filter((one) => one.method === method && one.range !== '').map(({range}) => range);
	return ranges.length - new Set(ranges).size;
};

describe('an engine that is killed at any moment', () => {
	const seed = Number(process.env.ICEAXE_SEED ?? Math.floor(Math.random() * 1e6));

	it(`uploads the identical archive, and only what was under way travels again (seed ${seed})`, async () => {
		const {path, bytes} = await world.file('night.tar', size);
		world.proxy.fault = ({method}) => (method === 'PUT' ? {do: 'hold', until: new Promise(() => {})} : undefined);
		await world.link.request('archives.upload', {vaultName, path});
		await world.link.close();
		world.proxy.fault = () => undefined;
		world.proxy.passed.length = 0;
		expect(await survive(seed)).toEqual(['done']);
		expect(again('PUT')).toBeLessThanOrEqual(kills * usualLimits.chunksAtOnce);
		await world.start();
		const [archive] = await world.link.request('archives.find', {vaultName, terms: ['night.tar']});
		expect(archive!.size).toBe(bytes.length);
	});

	it(`downloads the identical file (seed ${seed})`, async () => {
		const [archive] = await world.link.request('archives.find', {vaultName, terms: ['night.tar']});
		const [upload] = await world.link.request('transfers.list', {});
		await world.link.request('transfers.forget', {transferId: upload!.transferId});
		world.proxy.fault = ({path}) => (path.endsWith('/output') ? {do: 'hold', until: new Promise(() => {})} : undefined);
		const to = join(world.folder, 'restored');
		await world.link.request('archives.restore', {
			...{vaultName, tier: 'Standard', to},
			selection: {archiveIds: [archive!.archiveId]},
		});
		await world.link.close();
		world.proxy.fault = () => undefined;
		world.proxy.passed.length = 0;
		expect(await survive(seed + 1)).toEqual(['done']);
		expect(again('GET')).toBeLessThanOrEqual(kills * usualLimits.chunksAtOnce);
		const [restored, source] = await Promise.all([
			readFile(join(to, 'night.tar')),
			readFile(join(world.folder, 'source/night.tar')),
		]);
		expect(restored.equals(source)).toBe(true);
		await world.start();
	});
});
