import {join} from 'node:path';
import {afterAll, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {mebibyte} from '../../source/model/limits.ts';
import type {Transfer} from '../../source/model/transfer.ts';
import type {CredentialSource} from '../../source/platform/credentials.ts';
import {type EngineWorld, startWorld, vaultName} from '../helpers/engine-world.ts';

let world: EngineWorld;
let count = 0;
beforeAll(async () => {
	world = await startWorld();
});
beforeEach(() => {
	world.emulator.control.faults.clear();
	world.proxy.fault = () => undefined;
});
afterAll(() => world.close());

const upload = async (): Promise<Transfer> => {
	const {path} = await world.file(`night-${++count}.tar`, 4 * mebibyte - 17);
	return world.link.request('archives.upload', {vaultName, path});
};

/** A transfer when it is as the test wants it. */
const when = async (passes: (transfer: Transfer) => boolean): Promise<Transfer> =>
	(await world.until('transfer', ({transfer}) => passes(transfer))).transfer;

const isWaiting = ({state}: Transfer) => state === 'waiting';

/** Keys of a person who renews them when the test says so. */
const keys = () => {
	let present = 0;
	const all = [world.emulator.credentials, world.key(['glacier:*'])];
	const source: CredentialSource = {get: async () => all[present % all.length]!, renew: () => {}};
	return {source, renew: () => present++};
};

describe('a network that is away', () => {
	it.each(['ListMultipartUploads', 'UploadMultipartPart', 'CompleteMultipartUpload'])(
		'is waited for at %s, and the upload goes on by itself',
		async (operation) => {
			const {control} = world.emulator;
			control.faults.add({does: 'drop', side: 'reply', afterBytes: 0, operation, times: 1000});
			const waits = when(isWaiting);
			const begun = await upload();
			const {waitsFor, waitsSince, error} = await waits;
			expect({waitsFor, kind: error?.kind}).toEqual({waitsFor: 'network', kind: 'unreachable'});
			expect(waitsSince).toMatch(/^\d{4}-/);
			const goesOn = when(({state}) => state !== 'waiting');
			control.faults.clear();
			expect(await goesOn).toMatchObject({waitsFor: null, waitsSince: null, error: null});
			expect((await world.over(begun)).state).toBe('done');
		},
	);

	it('lets itself be cancelled and paused meanwhile, and an engine that closes leaves it to the next one', async () => {
		const {control} = world.emulator;
		control.faults.add({does: 'drop', side: 'request', afterBytes: 0, operation: 'UploadMultipartPart', times: 1000});
		const waits = when(isWaiting);
		const {transferId} = await upload();
		await waits;
		await world.link.request('transfers.pause', {transferId});
		const again = when(isWaiting);
		await world.link.request('transfers.resume', {transferId});
		await again;
		await world.link.close();
		const next = await world.start({adopt: true});
		control.faults.clear();
		expect((await next.request('transfers.finished', {transferId})).state).toBe('done');
	});
});

describe('a service that takes the bytes and says nothing', () => {
	it('is told of with the moment of the last byte, until bytes come again', async () => {
		const held = Promise.withResolvers<void>();
		world.proxy.fault = ({method}) => (method === 'PUT' ? {do: 'hold', until: held.promise} : undefined);
		const quiet = when(({quietSince}) => Boolean(quietSince));
		const begun = await upload();
		const {state, quietSince, started} = await quiet;
		expect(state).toBe('moving');
		expect(Date.parse(quietSince!)).toBeGreaterThanOrEqual(Date.parse(started));
		expect(await world.link.request('transfers.list', {})).toContainEqual(expect.objectContaining({quietSince}));
		const goesOn = when((transfer) => transfer.transferId === begun.transferId && transfer.quietSince === null);
		world.proxy.fault = () => undefined;
		held.resolve();
		await goesOn;
		expect(await world.over(begun)).toMatchObject({state: 'done', quietSince: null});
	});

	it('is told of no more of one that is paused, and what was on its way counts for nothing before as after', async () => {
		const held = Promise.withResolvers<void>();
		world.proxy.fault = ({method, range}) =>
			method === 'PUT' && !range.startsWith('0-') ? {do: 'hold', until: held.promise} : undefined;
		const quiet = when(({quietSince}) => Boolean(quietSince));
		const {transferId} = await upload();
		await quiet;
		const told = () =>
			world.events.findLast((event) => event.type === 'transfer-progress' && event.progress.transferId === transferId);
		expect(told()).toMatchObject({progress: {verifiedBytes: mebibyte, secondsLeft: null}});
		await world.link.request('transfers.pause', {transferId});
		expect(told()).toMatchObject({progress: {verifiedBytes: mebibyte, rate: 0}});
		const paused = world.events.findLast(({type}) => type === 'transfer');
		expect(paused).toMatchObject({transfer: {state: 'paused', quietSince: null}, chunks: 'vwww'});
		world.proxy.fault = () => undefined;
		held.resolve();
	});
});

describe('expired credentials', () => {
	it.each(['InitiateMultipartUpload', 'UploadMultipartPart', 'CompleteMultipartUpload'])(
		'are waited for at %s; with new ones the upload goes on',
		async (operation) => {
			const {source, renew} = keys();
			await world.link.close();
			await world.start({door: {credentials: source}});
			const {control} = world.emulator;
			control.faults.add({does: 'refuse', code: 'ExpiredTokenException', operation, times: 1000});
			const waits = when(isWaiting);
			const begun = await upload();
			expect(await waits).toMatchObject({waitsFor: 'credentials', error: {kind: 'credentials'}});
			control.requests.clear();
			const goesOn = when(({state}) => state !== 'waiting');
			renew();
			control.faults.clear();
			expect(await goesOn).toMatchObject({waitsFor: null, error: null});
			expect((await world.over(begun)).state).toBe('done');
		},
	);

	it('are asked for with one part now and then, not with each', async () => {
		const {control} = world.emulator;
		const operation = 'UploadMultipartPart';
		control.requests.clear();
		control.faults.add({does: 'refuse', code: 'ExpiredTokenException', operation, times: 1000});
		const waits = when(isWaiting);
		const begun = await upload();
		await waits;
		const asked = () => control.requests.list(operation).length;
		while (asked() < 8) await new Promise(setImmediate);
		const chunks = await world.link.request('transfers.chunks', {...begun, offset: 0, limit: 10});
		expect(chunks.chunks.filter(({state}) => state === 'r').length).toBeGreaterThan(0);
		control.faults.clear();
		expect((await world.over(begun)).state).toBe('done');
	});

	it('that were never good fail an upload at once, before anything was sent', async () => {
		await world.link.close();
		await world.start({credentials: {accessKeyId: 'AKIANOBODYKNOWSTHISK', secretAccessKey: 'no secret of anybody'}});
		const {state, error, uploadId} = await world.over(await upload());
		expect({state, kind: error?.kind, uploadId}).toEqual({state: 'failed', kind: 'credentials', uploadId: null});
	});
});

describe('a retrieval that an outage prevents', () => {
	it('is begun when the service can be had again, once, and the restore goes on', async () => {
		await world.link.close();
		await world.start();
		const archives = [];
		for (const name of ['a', 'b', 'c']) archives.push((await world.uploaded(name, 1000)).transfer.archiveId!);
		let starts = 0;
		const isStart = (method: string, path: string) => method === 'POST' && path.endsWith('/jobs');
		world.proxy.fault = ({method, path}) => (isStart(method, path) && starts++ > 0 ? {do: 'drop'} : undefined);
		const waits = when((transfer) => isWaiting(transfer) && transfer.jobId === null);
		const begun = await world.link.request('archives.restore', {
			...{vaultName, tier: 'Expedited', to: join(world.folder, 'restored')},
			selection: {archiveIds: archives},
		});
		expect(await waits).toMatchObject({waitsFor: 'network', direction: 'download', error: {kind: 'unreachable'}});
		expect(begun.filter(({state}) => state === 'failed')).toEqual([]);
		world.proxy.fault = () => undefined;
		for (const transfer of begun) expect((await world.over(transfer)).state).toBe('done');
		const jobs = await world.link.request('jobs.refresh', {vaultName});
		expect(jobs.map(({archiveId}) => archiveId).toSorted()).toEqual(archives.toSorted());
	});
});
