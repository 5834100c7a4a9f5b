import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import type {Tier} from '../../source/model/job.ts';
import {mebibyte} from '../../source/model/limits.ts';
import {retrievalExpired, retrievalFailed, type Transfer} from '../../source/model/transfer.ts';
import {type EngineWorld, startWorld, vaultName} from '../helpers/engine-world.ts';
import type {Passed} from '../helpers/fault-proxy.ts';

const hour = 3_600_000;
const chunks = 5;

let world: EngineWorld;
let upload: Transfer;
let bytes: Buffer;
let count = 0;
beforeAll(async () => {
	world = await startWorld();
	await world.link.close();
	await world.start({limits: {chunksAtOnce: 1}});
});
afterEach(() => {
	world.proxy.fault = () => undefined;
});
afterAll(() => world.close());

const isChunk = ({method, path}: Passed) => method === 'GET' && path.endsWith('/output');
const isJobStart = ({method, path}: Passed) => method === 'POST' && path.endsWith('/jobs');
const jobsStarted = () => world.proxy.passed.filter(isJobStart).length;
const folder = () => join(world.folder, `restored-${count}`);

const restore = async (tier: Tier): Promise<Transfer> => {
	const [transfer] = await world.link.request('archives.restore', {
		...{vaultName, tier, to: folder()},
		selection: {archiveIds: [upload.archiveId!]},
	});
	return transfer!;
};

/** A day goes by before the third chunk is asked for. */
const expireInTheMiddle = async (tier: Tier): Promise<Transfer> => {
	({transfer: upload, bytes} = await world.uploaded(`archive-${++count}`, chunks * mebibyte - 3));
	world.proxy.passed.length = 0;
	let asked = 0;
	world.proxy.fault = (about) => {
		if (isChunk(about) && ++asked === 3) void world.emulator.control.advance(25 * hour);
		return undefined;
	};
	return restore(tier);
};

const expectWhole = async (transfer: Transfer) => {
	expect(await world.over(transfer)).toMatchObject({state: 'done', error: null, asks: null});
	expect((await readFile(join(folder(), upload.name))).equals(bytes)).toBe(true);
	// Every chunk came once; the third was asked for in vain before.
	const ranges = world.proxy.passed.filter((about) => isChunk(about) && about.status === 206).map(({range}) => range);
	expect(ranges.length).toBe(chunks);
	expect(new Set(ranges).size).toBe(chunks);
};

const isAsked = {state: 'failed', error: {kind: 'not-found', code: retrievalExpired}, asks: {tier: 'Standard'}};

describe('a download whose output expires in the middle', () => {
	it('waits for a word where another retrieval costs, says how much, and goes on where it was', async () => {
		const transfer = await expireInTheMiddle('Standard');
		const {transferId} = transfer;
		const asked = await world.over(transfer);
		expect(asked).toMatchObject(isAsked);
		// $0.03 for a thousand requests, $0.01 for a GiB.
		expect(asked.asks!.dollars).toBeCloseTo(0.03 / 1000 + (0.01 * (chunks * mebibyte - 3)) / 2 ** 30, 8);
		await expect(world.link.request('transfers.resume', {transferId})).rejects.toMatchObject({
			value: {code: retrievalExpired, hint: expect.stringContaining('for under $0.01')},
		});
		expect(jobsStarted()).toBe(1);
		await world.link.request('transfers.resume', {transferId, retrieve: true});
		await expectWhole(transfer);
		expect(jobsStarted()).toBe(2);
	});

	it('is answered by a restore of the same archive into the same folder too', async () => {
		const transfer = await expireInTheMiddle('Standard');
		expect(await world.over(transfer)).toMatchObject(isAsked);
		const again = await restore('Expedited');
		expect(again.transferId).toBe(transfer.transferId);
		await expectWhole(transfer);
		expect(jobsStarted()).toBe(2);
	});

	it('begins another retrieval by itself where that costs nothing', async () => {
		await expectWhole(await expireInTheMiddle('Bulk'));
		expect(jobsStarted()).toBe(2);
	});

	it('asks where the price is not known', async () => {
		await world.link.close();
		const {accountId} = world.emulator;
		const account = {accountId, region: 'moon-north-1', profile: null, endpoint: null, speed: 1, label: null};
		await world.start({limits: {chunksAtOnce: 1}, account});
		const asked = await world.over(await expireInTheMiddle('Bulk'));
		expect(asked).toMatchObject({...isAsked, asks: {tier: 'Bulk', dollars: null}});
		expect(jobsStarted()).toBe(1);
		await world.link.close();
		await world.start({limits: {chunksAtOnce: 1}});
	});
});

it('a retrieval that the service has failed is told of as that, and another one is asked for', async () => {
	({transfer: upload, bytes} = await world.uploaded(`archive-${++count}`, chunks * mebibyte - 3));
	world.proxy.passed.length = 0;
	const fault = world.emulator.control.faults.add({does: 'fail-job', operation: 'InitiateJob', message: 'No luck.'});
	const transfer = await restore('Standard');
	const failed = await world.over(transfer);
	world.emulator.control.faults.remove(fault);
	const message = `The service has failed the retrieval of ${upload.name}: “No luck.”.`;
	const told = {kind: 'service', code: retrievalFailed, message, hint: expect.stringContaining('for under $0.01')};
	expect(failed).toMatchObject({state: 'failed', error: told, asks: {tier: 'Standard'}});
	const {transferId} = transfer;
	await expect(world.link.request('transfers.resume', {transferId})).rejects.toMatchObject({value: told});
	expect(jobsStarted()).toBe(1);
	await world.link.request('transfers.resume', {transferId, retrieve: true});
	await expectWhole(transfer);
	expect(jobsStarted()).toBe(2);
});

it('another retrieval whose answer is lost is not taken for the one that the service has failed', async () => {
	({transfer: upload, bytes} = await world.uploaded(`archive-${++count}`, chunks * mebibyte - 3));
	world.proxy.passed.length = 0;
	const fault = world.emulator.control.faults.add({does: 'fail-job', operation: 'InitiateJob', message: 'No luck.'});
	const transfer = await restore('Standard');
	expect((await world.over(transfer)).state).toBe('failed');
	world.emulator.control.faults.remove(fault);
	let lost = false;
	world.proxy.fault = (about) => {
		if (!isJobStart(about) || lost) return undefined;
		lost = true;
		return {do: 'lose-answer'};
	};
	await world.link.request('transfers.resume', {transferId: transfer.transferId, retrieve: true});
	await expectWhole(transfer);
	expect(jobsStarted()).toBe(2);
});

it('another retrieval that costs nothing is waited for when the network is away just then', async () => {
	({transfer: upload, bytes} = await world.uploaded(`archive-${++count}`, chunks * mebibyte - 3));
	world.proxy.passed.length = 0;
	let asked = 0;
	let away = false;
	world.proxy.fault = (about) => {
		if (isChunk(about) && ++asked === 3) {
			void world.emulator.control.advance(25 * hour);
			away = true;
			return undefined;
		}
		return away ? {do: 'drop'} : undefined;
	};
	const waits = world.until(
		'transfer',
		({transfer: {state, waitsFor}}) => state === 'waiting' && waitsFor === 'network',
	);
	const transfer = await restore('Bulk');
	await waits;
	away = false;
	await expectWhole(transfer);
	expect(jobsStarted()).toBe(2);
});

it('an output that came and went while no engine ran is asked for', async () => {
	({transfer: upload, bytes} = await world.uploaded(`archive-${++count}`, chunks * mebibyte - 3));
	world.proxy.passed.length = 0;
	world.emulator.control.settings.delays.Standard = 4 * hour;
	const transfer = await restore('Standard');
	await world.link.close();
	await world.emulator.control.advance(30 * hour);
	await world.start({adopt: true, limits: {chunksAtOnce: 1}});
	expect(await world.over(transfer)).toMatchObject(isAsked);
	expect(jobsStarted()).toBe(1);
});
