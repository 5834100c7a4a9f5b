import {type ChildProcess, fork} from 'node:child_process';
import {once} from 'node:events';
import {mkdirSync, readdirSync, readFileSync, watch, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {isDeepStrictEqual} from 'node:util';
import {crc32} from 'node:zlib';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {EngineProgramTakes} from '../../fixtures/engine-program.ts';
import {bundlePrograms} from '../../helpers/bundle-programs.ts';
import {type EngineWorld, startWorld, vaultName} from '../../helpers/engine-world.ts';
import {inventoryTables} from '../../helpers/inventory-tables.ts';
import {seededRandom} from '../../helpers/seeded-random.ts';

/** `ICEAXE_KILLS=50` takes a minute; the suite is content with three. */
const kills = Number(process.env.ICEAXE_KILLS ?? 3);
const seed = Number(process.env.ICEAXE_SEED ?? Math.floor(Math.random() * 1e6));
const random = seededRandom(seed);
/** As the program has it. */
const portion = 65_536;
/** Processes start and end slowly on a machine that is busy. */
const patience = 60_000 + kills * 10_000;

/** Its own engine is never killed: its catalog says what there should be. */
let world: EngineWorld;
const path = (name: string) => join(world.folder, name);
/** Where the engines work that are killed. */
const catalog = () => path('killed/catalog.sqlite');
const files = () => `${catalog()}-inventories`;
const tables = () => inventoryTables(catalog(), vaultName);
const endings: (() => void)[] = [];

let engine: ChildProcess | undefined;
/** What the engine was seen to do since it was started: requests that it sent, changes of its files. */
let seen = 0;
let last = Number.POSITIVE_INFINITY;
const see = () => {
	if (++seen === last) engine?.kill('SIGKILL');
};

beforeAll(async () => {
	world = await startWorld();
	await bundlePrograms(
		{engine: fileURLToPath(new URL('../../fixtures/engine-program.ts', import.meta.url))},
		path('built'),
	);
	mkdirSync(files(), {recursive: true});
	for (const folder of [path('killed'), files()]) {
		const watcher = watch(folder, see);
		endings.push(() => watcher.close());
	}
});
afterAll(async () => {
	engine?.kill('SIGKILL');
	for (const end of endings) end();
	await world.close();
});

/** Archives are added, and the service makes an inventory of all; gives what a catalog holds that took it in unharmed. */
const grow = async (archives: number, year: number) => {
	world.emulator.control.fill(vaultName, 'nas', {count: archives, start: Date.UTC(year, 0, 1), seed: year});
	world.emulator.control.makeInventory(vaultName);
	world.proxy.fault = () => undefined;
	await world.link.request('inventory.refresh', {vaultName, wait: true});
	return inventoryTables(path('catalog.sqlite'), vaultName);
};

/** An engine takes in the inventory, until the so manieth thing that it is seen to do. Says whether it came to its end. */
const run = async (until = Number.POSITIVE_INFINITY): Promise<boolean> => {
	const takes: EngineProgramTakes = {
		...{url: world.proxy.url, catalog: catalog(), credentials: world.emulator.credentials},
		begin: {vaultName, inventory: true},
	};
	world.proxy.passed.length = 0;
	world.proxy.fault = () => void see();
	seen = 0;
	last = until;
	engine = fork(path('built/engine.js'), [JSON.stringify(takes)]);
	let isOver = false;
	engine.once('message', () => {
		isOver = true;
	});
	await once(engine, 'exit');
	return isOver;
};

/** The portions of output that an import has left: where each ends in its file, and in the output. */
const keptPortions = () => {
	const name = readdirSync(files()).find((file) => file.includes('output'));
	const file = name === undefined ? '' : join(files(), name);
	const bytes = name === undefined ? Buffer.alloc(0) : readFileSync(file);
	const ends: {at: number; taken: number}[] = [];
	for (let at = 0, taken = 0; at + 8 <= bytes.length; ) {
		const length = bytes.readUInt32LE(at);
		const portion = bytes.subarray(at + 8, at + 8 + length);
		// An engine that was killed before it looked at it has left the damage of the failure before.
		if (portion.length < length || length === 0 || crc32(portion) !== bytes.readUInt32LE(at + 4)) break;
		taken += length;
		at += 8 + length;
		ends.push({at, taken});
	}
	return {file, bytes, ends};
};

/** What was kept has not been synced: when the power fails, anything may be in its place from some byte on. Gives what is left of the output. */
const afterwards = (): number => {
	const {file, bytes, ends} = keptPortions();
	const from = random() < 0.5 ? Math.floor(random() * bytes.length) : bytes.length;
	if (from < bytes.length) {
		const isGone = random() < 0.5;
		writeFileSync(file, isGone ? bytes.subarray(0, from) : bytes.fill(random() < 0.5 ? 0 : 0x23, from));
	}
	return ends.findLast(({at}) => at <= from)?.taken ?? 0;
};

const firstAsked = (): number[] =>
	world.proxy.passed.filter(({path}) => path.endsWith('/output')).map(({range}) => Number(range.split('-')[0]));

describe(`an engine that is killed while it takes in an inventory, ${kills} times (seed ${seed})`, () => {
	it('goes on with what was kept, to the same inventory; the old one is whole until then', {
		timeout: patience,
	}, async () => {
		let old = await grow(1500, 2001);
		expect(await run()).toBe(true);
		expect(tables()).toEqual(old);
		const moments = seen;
		for (let done = 0, year = 2002; done < kills; year++) {
			const next = await grow(100, year);
			for (let kept = 0, isNew = false; !isNew; ) {
				const isOver = await run(done < kills ? 1 + Math.floor(random() * moments) : undefined);
				if (!isOver) done++;
				const asked = firstAsked();
				expect(asked).toEqual(Array.from(asked, (_, at) => kept + at * portion));
				isNew = isDeepStrictEqual(tables(), next);
				if (!isNew) expect(tables()).toEqual(old);
				// Whoever was killed afterwards had no time to tidy up.
				if (isOver) expect([isNew, ...readdirSync(files())]).toEqual([true, expect.any(String), expect.any(String)]);
				kept = afterwards();
			}
			old = next;
		}
	});
});
