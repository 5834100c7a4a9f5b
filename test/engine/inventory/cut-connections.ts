import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type EngineWorld, startWorld, vaultName} from '../../helpers/engine-world.ts';
import {inventoryTables} from '../../helpers/inventory-tables.ts';

const portion = 100_000;
/** Where the connection breaks in a portion: at either border, just after the one and just before the other. */
const places = [0, 1, portion - 1, portion];

let world: EngineWorld;
/** The inventory of the vault as it comes in when nothing goes wrong. */
let whole: Record<string, string>;
const tables = () => inventoryTables(join(world.folder, 'catalog.sqlite'), vaultName)!;
const refresh = async () => (await world.link.request('inventory.refresh', {vaultName, wait: true})).inventory!;
const restart = async (tries: number) => {
	await world.link.close();
	await world.start({limits: {inventoryPortion: portion, tries}});
};
const fill = (archives: number, start: number) => {
	world.emulator.control.fill(vaultName, 'nas', {count: archives, start, seed: 7});
	world.emulator.control.makeInventory(vaultName);
};

beforeAll(async () => {
	world = await startWorld();
	fill(1200, Date.UTC(2020, 0, 1));
	await restart(places.length + 1);
	await refresh();
	whole = tables();
});
afterAll(() => world.close());

/** All ranges of outputs that were asked for, and those of them that came whole, each as its first byte. */
const asked = () => {
	const outputs = world.proxy.passed.filter(({path}) => path.endsWith('/output'));
	const first = ({range}: {range: string}) => Number(range.split('-')[0]);
	return {all: outputs.map(first), whole: outputs.filter(({answered}) => answered).map(first)};
};

describe('the output of an inventory job', () => {
	it('of which every portion is cut at, before and behind its border gives the same rows, and no portion comes whole twice', async () => {
		const cuts = new Map<string, number>();
		world.proxy.passed.length = 0;
		world.proxy.fault = ({path, range}) => {
			if (!path.endsWith('/output')) return undefined;
			const turn = cuts.get(range) ?? 0;
			cuts.set(range, turn + 1);
			return turn < places.length ? {do: 'cut', after: places[turn]!} : undefined;
		};
		const {jobId} = await world.link.request('inventory.refresh', {vaultName, wait: true});
		expect(tables()).toEqual(whole);
		const size = (await world.glacier.describeJob({vaultName, jobId})).inventorySizeInBytes!;
		const borders = Array.from({length: Math.ceil(size / portion)}, (_, at) => at * portion);
		expect(borders.length).toBeGreaterThan(4);
		expect(asked().whole).toEqual(borders);
		// Each cut within a portion costs one more request for it; at its end nothing is missing any more.
		const expected = borders.flatMap((first) => [
			...places.filter((place) => place < Math.min(portion, size - first)).map(() => first),
			first,
		]);
		expect(asked().all.toSorted((a, b) => a - b)).toEqual(expected);
	});

	it('of which a portion comes no more, each in turn, is gone on with there, and the old inventory stays meanwhile', async () => {
		fill(200, Date.UTC(2021, 0, 1));
		await restart(1);
		const came: number[] = [];
		let failures = 0;
		for (let from = 0; ; from += portion, failures++) {
			world.proxy.passed.length = 0;
			world.proxy.fault = ({path, range}) =>
				path.endsWith('/output') && Number(range.split('-')[0]) >= from
					? {do: 'cut', after: places[failures % (places.length - 1)]!}
					: undefined;
			const inventory = await refresh().catch(() => null);
			came.push(...asked().whole);
			if (inventory) break;
			expect(tables()).toEqual(whole);
		}
		expect(failures).toBeGreaterThan(4);
		expect(came).toEqual(Array.from(came, (_, at) => at * portion));
		const pieced = tables();
		expect(pieced).not.toEqual(whole);
		await refresh();
		expect(tables()).toEqual(pieced);
	});
});
