import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {openCatalog} from '../../source/catalog/open-catalog.ts';
import type {Archive} from '../../source/model/archive.ts';
import {mebibyte} from '../../source/model/limits.ts';
import type {Transfer} from '../../source/model/transfer.ts';
import {type EngineWorld, startWorld, vaultName} from '../helpers/engine-world.ts';

let world: EngineWorld;
const kept: object[] = [];
const keepLimits = async (changed: object): Promise<void> => void kept.push(changed);
beforeAll(async () => {
	world = await startWorld();
	await world.link.close();
	await world.start({
		limits: {transfersAtOnce: 1, partSize: mebibyte, chunkSize: mebibyte},
		keepLimits,
	});
});
afterAll(() => world.close());

const upload = async (name: string): Promise<Transfer> => {
	const {path} = await world.file(name, 3 * mebibyte);
	return world.link.request('archives.upload', {vaultName, path});
};

/** What came to its end, in that order. */
const ends = (): string[] =>
	world.events.flatMap((event) =>
		event.type === 'transfer' && event.transfer.state === 'done' ? [event.transfer.name] : [],
	);

describe('the queue of an engine', () => {
	it('follows what a person has moved, and one that goes to the front begins at once', async () => {
		const held = Promise.withResolvers<void>();
		world.proxy.fault = ({method, path}) =>
			method === 'PUT' && path.includes('multipart') ? {do: 'hold', until: held.promise} : undefined;
		const all = [];
		for (const name of ['a', 'b', 'c', 'd']) all.push(await upload(name));
		const [a, b, c, d] = all as [Transfer, Transfer, Transfer, Transfer];
		const state = async ({transferId}: Transfer) =>
			(await world.link.request('transfers.list', {})).find((one) => one.transferId === transferId)!.state;
		expect([await state(a), await state(b)]).toEqual(['moving', 'queued']);
		await world.link.request('transfers.move', {transferId: b.transferId, to: 'last'});
		const moves = world.until('transfer', ({transfer}) => transfer.name === 'd' && transfer.state === 'moving');
		await world.link.request('transfers.move', {transferId: d.transferId, to: 'first'});
		await moves;
		expect(await state(a)).toBe('queued');
		world.proxy.fault = () => undefined;
		held.resolve();
		await Promise.all(all.map((one) => world.over(one)));
		expect(ends()).toEqual(['d', 'a', 'c', 'b']);
		expect((await world.link.request('transfers.list', {})).map(({name}) => name).toSorted()).toEqual([
			'a',
			'b',
			'c',
			'd',
		]);
		await expect(world.link.request('transfers.move', {transferId: c.transferId, to: 'up'})).rejects.toThrow('is over');
	});

	it('keeps the order for the next engine', async () => {
		const places = (await world.link.request('transfers.list', {})).map(({place}) => place);
		expect(places.filter((place) => place !== undefined).length).toBeGreaterThan(0);
	});
});

describe('a table of thousands', () => {
	it('is not read for one of them', async () => {
		const [known] = await world.link.request('transfers.list', {});
		await world.link.close();
		const catalog = await openCatalog({path: join(world.folder, 'catalog.sqlite')});
		for (let index = 0; index < 200; index++) {
			await catalog.transfers.save({...known!, transferId: `t-${index}`, path: `/srv/${index}`, state: 'paused'});
		}
		let read = 0;
		const counted =
			<Takes extends unknown[], T>(call: (...takes: Takes) => Promise<T>) =>
			async (...takes: Takes): Promise<T> => {
				const found = await call(...takes);
				read += Array.isArray(found) ? found.length : found === undefined ? 0 : 1;
				return found;
			};
		const {list, find, ofPath} = catalog.transfers;
		const transfers = {...catalog.transfers, list: counted(list), find: counted(find), ofPath: counted(ofPath)};
		await world.start({catalog: {...catalog, transfers}, limits: {transfersAtOnce: 1, partSize: mebibyte}});
		const begun = [];
		for (const name of ['e', 'f', 'g']) begun.push(await upload(name));
		for (const one of begun) await world.over(one);
		// Of none of their files there was one before.
		expect(read).toBe(0);
		for (let index = 0; index < 20; index++) {
			const transferId = `t-${index}`;
			await world.link.request('transfers.chunks', {transferId, offset: 0, limit: 1});
			await world.link.request('transfers.cancel', {transferId});
			await world.link.request('transfers.finished', {transferId});
			await world.link.request('transfers.forget', {transferId});
		}
		expect(read).toBe(2 * 20);
		await world.link.close();
		await world.start({limits: {transfersAtOnce: 1, partSize: mebibyte, chunkSize: mebibyte}, keepLimits});
	});
});

describe('limits', () => {
	it('hold at once for what moves, are told, and are kept', async () => {
		const {path, bytes} = await world.file('slow', 4 * mebibyte);
		const told = world.until('limits', ({limits}) => limits.bandwidth === '200k');
		await world.link.request('transfers.limits', {bandwidth: '0.2M'});
		await told;
		const began = performance.now();
		const moving = world.link.request('archives.upload', {vaultName, path});
		// This engine's clock runs 50 times as fast.
		await world.over(await moving);
		const seconds = ((performance.now() - began) / 1000) * 50;
		// After the last quarter of a mebibyte of each of the four parts nobody waits.
		expect((bytes.length - mebibyte) / seconds).toBeLessThan(205_000);
		const limits = await world.link.request('transfers.limits', {bandwidth: 'off', transfersAtOnce: 2});
		expect(limits).toMatchObject({bandwidth: 'off', bytesPerSecond: null, transfersAtOnce: 2});
		expect(kept).toEqual([{bandwidth: '200k'}, {bandwidth: 'off', transfersAtOnce: 2}]);
	});

	it('of one command hold for what it began, both ways, until something else is said', async () => {
		const limit = {group: 'tonight', bandwidth: '200k'};
		const bytesASecond = async (begin: () => Promise<Transfer>): Promise<number> => {
			const began = performance.now();
			const {limit: kept} = await world.over(await begin());
			expect(kept).toEqual(limit);
			return (2 * mebibyte) / (((performance.now() - began) / 1000) * 50);
		};
		const {path} = await world.file('limited', 3 * mebibyte);
		expect(
			await bytesASecond(() => world.link.request('archives.upload', {vaultName, path, name: 'limited', limit})),
		).toBeLessThan(205_000);
		const [{archiveId}] = (await world.link.request('archives.find', {vaultName, terms: ['limited']})) as [Archive];
		const restore = {vaultName, selection: {archiveIds: [archiveId]}, tier: 'Expedited', to: world.folder} as const;
		expect(
			await bytesASecond(async () => (await world.link.request('archives.restore', {...restore, limit}))[0]!),
		).toBeLessThan(205_000);
		const held = Promise.withResolvers<void>();
		world.proxy.fault = ({method}) => (method === 'PUT' ? {do: 'hold', until: held.promise} : undefined);
		const again = {vaultName, path, name: 'again'};
		const {transferId} = await world.link.request('archives.upload', {...again, limit});
		const now = async () =>
			(await world.link.request('transfers.list', {})).find((one) => one.transferId === transferId)!.limit;
		expect(await now()).toEqual(limit);
		await world.link.request('transfers.resume', {transferId});
		expect(await now()).toEqual(limit);
		await world.link.request('transfers.resume', {transferId, limit: null});
		expect(await now()).toBeNull();
		await world.link.request('archives.upload', {...again, limit});
		expect(await now()).toEqual(limit);
		await world.link.request('archives.upload', again);
		expect(await now()).toBeNull();
		world.proxy.fault = () => undefined;
		held.resolve();
		await world.over({transferId} as Transfer);
	});

	it.each([
		[{bandwidth: 'fast'}, 'is no bandwidth'],
		[{transfersAtOnce: 0}, 'from 1 to 20'],
		[{chunksAtOnce: 1.5}, 'from 1 to 32'],
	])('are not %o', async (change, message) => {
		await expect(world.link.request('transfers.limits', change)).rejects.toThrow(message);
		expect(await world.link.request('transfers.limits', {})).toMatchObject({bandwidth: 'off', transfersAtOnce: 2});
	});
});
