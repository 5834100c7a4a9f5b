import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {mebibyte} from '../../source/model/limits.ts';
import type {TransferProgress} from '../../source/model/transfer.ts';
import {type EngineWorld, startWorld, vaultName} from '../helpers/engine-world.ts';
import type {Fault, Passed} from '../helpers/fault-proxy.ts';

let world: EngineWorld;
beforeAll(async () => {
	world = await startWorld();
});
beforeEach(() => {
	world.proxy.fault = () => undefined;
	world.proxy.passed.length = 0;
});
afterAll(() => world.close());

/** The first request for each of these pieces has this fault. */
const onceEach = (fault: Fault, pieces: ((about: Passed) => boolean)[]) => {
	const left = new Set(pieces);
	world.proxy.fault = (about) => {
		const struck = [...left].find((which) => which(about));
		return struck && left.delete(struck) ? fault : undefined;
	};
};

/** The first of these requests has this fault. */
const once = (fault: Fault, which: (about: Passed) => boolean) => {
	let struck = false;
	world.proxy.fault = (about) => {
		if (struck || !which(about)) return undefined;
		struck = true;
		return fault;
	};
};

const isPart =
	(index: number) =>
	({method, range}: Passed): boolean =>
		method === 'PUT' && range.startsWith(`${index * mebibyte}-`);
const isChunk =
	(index: number) =>
	({method, path, range}: Passed): boolean =>
		method === 'GET' && path.endsWith('/output') && range.startsWith(`${index * mebibyte}-`);
const isComplete = ({method, path}: Passed) => method === 'POST' && /multipart-uploads\/./.test(path);
const isJobStart = ({method, path}: Passed) => method === 'POST' && path.endsWith('/jobs');

/** What was last told of a transfer's progress. */
const progressOf = (transferId: string): TransferProgress | undefined =>
	world.events
		.flatMap((event) => (event.type === 'transfer-progress' ? [event.progress] : []))
		.findLast((progress) => progress.transferId === transferId);

const rangesOf = (method: string) =>
	world.proxy.passed.filter((about) => about.method === method && about.range !== '');

let count = 0;
const uploaded = () => world.uploaded(`file-${++count}`, 5 * mebibyte - 17);

const restored = async () => {
	const {transfer: upload, bytes} = await uploaded();
	const to = join(world.folder, `restored-${count}`);
	const begin = async () => {
		const [transfer] = await world.link.request('archives.restore', {
			...{vaultName, tier: 'Expedited', to},
			selection: {archiveIds: [upload.archiveId!]},
		});
		return transfer!;
	};
	const same = async () => (await readFile(join(to, upload.name))).equals(bytes);
	return {begin, same, to};
};

describe('an upload', () => {
	it('asks again for a lost answer to its completion, and there is one archive', async () => {
		once({do: 'lose-answer'}, isComplete);
		const before = (await world.link.request('inventory.summary', {vaultName}))?.archives ?? 0;
		const {transfer} = await uploaded();
		expect(transfer.state).toBe('done');
		expect(world.proxy.passed.filter(isComplete).length).toBe(2);
		expect((await world.link.request('inventory.summary', {vaultName}))?.archives).toBe(before + 1);
		const {inventory} = await world.link.request('inventory.refresh', {vaultName, wait: true});
		expect(inventory).toMatchObject({archives: before + 1, uploadedSince: 0});
	});

	it('asks only for the answer in the next engine, when this one ended before it came', async () => {
		const asked = Promise.withResolvers<void>();
		world.proxy.fault = (about) => {
			if (!isComplete(about)) return undefined;
			asked.resolve();
			return {do: 'hold', until: new Promise(() => {})};
		};
		const {path} = await world.file('held', 2 * mebibyte);
		const transfer = await world.link.request('archives.upload', {vaultName, path});
		await asked.promise;
		await world.link.close();
		world.proxy.fault = () => undefined;
		world.proxy.passed.length = 0;
		await world.start({adopt: true});
		expect(await world.over(transfer)).toMatchObject({state: 'done'});
		expect(world.proxy.passed.map(({method}) => method)).toEqual(['POST']);
	});

	it('stands still with a reason when the service refuses it, and what it sent is kept', async () => {
		world.proxy.fault = (about) =>
			isPart(3)(about)
				? {do: 'answer', status: 403, code: 'AccessDeniedException', message: 'not authorized'}
				: undefined;
		const {transfer} = await uploaded();
		expect(transfer).toMatchObject({
			state: 'failed',
			error: {kind: 'denied', permission: 'glacier:UploadMultipartPart'},
		});
		world.proxy.fault = () => undefined;
		world.proxy.passed.length = 0;
		await world.link.request('transfers.resume', {transferId: transfer.transferId});
		expect(await world.over(transfer)).toMatchObject({state: 'done', error: null});
		expect(rangesOf('PUT')).toHaveLength(1);
	});
});

describe('a download', () => {
	it.each([
		['a flipped byte', {do: 'flip', at: 123_456}],
		['a connection that breaks in the middle', {do: 'cut', after: 500_000}],
	] as [string, Fault][])('pays for %s with one chunk, and counts the retry', async (_, fault) => {
		const {begin, same} = await restored();
		onceEach(fault, [0, 2, 4].map(isChunk));
		world.proxy.passed.length = 0;
		const transfer = await world.over(await begin());
		expect(transfer).toMatchObject({state: 'done', error: null});
		expect(await same()).toBe(true);
		const ranges = rangesOf('GET').map(({range}) => range.split('-')[0]);
		expect(ranges.filter((range, at) => ranges.indexOf(range) !== at).toSorted()).toEqual(
			[0, 2, 4].map((index) => String(index * mebibyte)).toSorted(),
		);
		const told = {
			retries: 3,
			mismatches: fault.do === 'flip' ? 3 : 0,
			rate: 0,
			movingBytes: 0,
			verifiedBytes: transfer.size,
		};
		expect(progressOf(transfer.transferId)).toMatchObject(told);
	});

	it('gives up on a chunk that is never right, puts nothing in place, and keeps what was', async () => {
		const {begin, same, to} = await restored();
		world.proxy.fault = (about) => (isChunk(1)(about) ? {do: 'flip', at: 5} : undefined);
		const transfer = await world.over(await begin());
		expect(transfer).toMatchObject({state: 'failed', error: {kind: 'mismatch'}});
		expect(await readdir(to)).toEqual([`${transfer.name}.part`]);
		world.proxy.fault = () => undefined;
		world.proxy.passed.length = 0;
		await world.link.request('transfers.resume', {transferId: transfer.transferId});
		expect(await world.over(transfer)).toMatchObject({state: 'done'});
		expect(await same()).toBe(true);
		expect(rangesOf('GET')).toHaveLength(1);
	});

	it('never pays twice for a job whose start was not answered', async () => {
		const {begin, same} = await restored();
		once({do: 'lose-answer'}, isJobStart);
		world.proxy.passed.length = 0;
		expect(await world.over(await begin())).toMatchObject({state: 'done'});
		expect(await same()).toBe(true);
		expect(world.proxy.passed.filter(isJobStart)).toHaveLength(1);
	});

	it('does not start a job in the dark: when the answer is lost and the list cannot be seen, it says so', async () => {
		const {begin, same} = await restored();
		let started = false;
		world.proxy.fault = (about) => {
			if (isJobStart(about)) {
				started = true;
				return {do: 'lose-answer'};
			}
			const listing = about.method === 'GET' && /\/jobs\b/.test(about.path) && started;
			return listing ? {do: 'answer', status: 500, code: 'ServiceUnavailableException'} : undefined;
		};
		await expect(begin()).rejects.toMatchObject({
			value: {kind: 'unreachable', hint: expect.stringContaining('not paid again')},
		});
		expect(world.proxy.passed.filter(isJobStart)).toHaveLength(1);
		world.proxy.fault = () => undefined;
		expect(await world.over(await begin())).toMatchObject({state: 'done'});
		expect(await same()).toBe(true);
		expect(world.proxy.passed.filter(isJobStart)).toHaveLength(1);
	});
});
