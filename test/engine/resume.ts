import {appendFile, copyFile, readdir, readFile, rename, rm, stat, utimes, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {mebibyte} from '../../source/model/limits.ts';
import type {Transfer} from '../../source/model/transfer.ts';
import {type EngineWorld, startWorld, vaultName} from '../helpers/engine-world.ts';

let world: EngineWorld;
beforeAll(async () => {
	world = await startWorld();
});
afterEach(async () => {
	world.proxy.fault = () => undefined;
	for (const {transferId, state} of await world.link.request('transfers.list', {})) {
		if (state !== 'done' && state !== 'cancelled') await world.link.request('transfers.cancel', {transferId});
		await world.link.request('transfers.forget', {transferId});
	}
	world.proxy.passed.length = 0;
	world.events.length = 0;
});
afterAll(() => world.close());

/** Resolves when so many requests of a method with a range have been let through and another came; that and later ones wait. */
const holdAfter = (method: string, count: number, until: Promise<unknown> = new Promise(() => {})): Promise<void> =>
	new Promise((resolve) => {
		let seen = 0;
		world.proxy.fault = ({method: asked, range}) => {
			if (asked !== method || range === '') return undefined;
			seen++;
			if (seen <= count) return undefined;
			resolve();
			return {do: 'hold', until};
		};
	});

/** How often each range was answered whole. */
const times = (method: string): Record<string, number> => {
	const counts: Record<string, number> = {};
	for (const {method: asked, range, answered} of world.proxy.passed) {
		if (asked === method && range !== '' && answered) counts[range] = (counts[range] ?? 0) + 1;
	}
	return counts;
};

const verified = async (count: number) => {
	let seen = 0;
	await world.until('transfer-progress', ({progress}) => {
		seen += progress.chunks.filter(([, state]) => state === 'v').length;
		return seen >= count;
	});
};

const restart = async (adopt: boolean) => {
	await world.link.close();
	world.proxy.fault = () => undefined;
	return world.start({adopt});
};

const listed = async (transferId: string): Promise<Transfer> =>
	(await world.link.request('transfers.list', {})).find((transfer) => transfer.transferId === transferId)!;

describe('an upload that was stopped', () => {
	const begin = async () => {
		const {path, bytes} = await world.file('night.tar', 13 * mebibyte - 9);
		const held = holdAfter('PUT', 5);
		const known = verified(5);
		const transfer = await world.link.request('archives.upload', {vaultName, path});
		await Promise.all([held, known]);
		return {path, bytes, transfer};
	};

	it('goes on by itself in the next engine that takes up what was left, and sends nothing twice', async () => {
		const {transfer, bytes} = await begin();
		await restart(true);
		const done = await world.over(transfer);
		expect(done).toMatchObject({state: 'done', size: bytes.length});
		const sent = times('PUT');
		expect(Object.keys(sent)).toHaveLength(13);
		expect(Object.values(sent).every((count) => count === 1)).toBe(true);
	});

	it('waits where it was for an engine that only does what it is asked for, and goes on when it is asked for', async () => {
		const {transfer, path} = await begin();
		await restart(false);
		expect(await listed(transfer.transferId)).toMatchObject({state: 'queued'});
		await expect(world.over(transfer)).rejects.toMatchObject({value: {kind: 'invalid-input'}});
		const again = await world.link.request('archives.upload', {vaultName, path});
		expect(again.transferId).toBe(transfer.transferId);
		expect(await world.over(again)).toMatchObject({state: 'done'});
		expect(Object.values(times('PUT')).every((count) => count === 1)).toBe(true);
	});

	it('shows what was verified before it has moved again', async () => {
		const {transfer} = await begin();
		await restart(false);
		const snapshot = await world.link.request('session.snapshot', {});
		const event = snapshot.find((one) => one.type === 'transfer');
		expect(event).toMatchObject({transfer: {transferId: transfer.transferId}});
		expect([...(event as {chunks: string}).chunks].filter((state) => state === 'v')).toHaveLength(5);
	});

	it('is refused when the file was changed, and a new upload begins when it is asked for again', async () => {
		const {transfer, path, bytes} = await begin();
		await writeFile(path, bytes.subarray(1));
		await restart(false);
		await world.link.request('transfers.resume', {transferId: transfer.transferId});
		expect(await world.over(transfer)).toMatchObject({
			state: 'failed',
			error: {kind: 'mismatch', code: 'FILE_CHANGED'},
		});
		const fresh = await world.link.request('archives.upload', {vaultName, path});
		expect(fresh.transferId).not.toBe(transfer.transferId);
		expect(await world.over(fresh)).toMatchObject({state: 'done', size: bytes.length - 1});
	});

	it('is refused when a part of the file was changed without a trace in its time and size', async () => {
		const {transfer, path, bytes} = await begin();
		const {atime, mtime} = await stat(path);
		bytes[7]! ^= 1;
		await writeFile(path, bytes);
		await utimes(path, atime, mtime);
		await restart(false);
		await world.link.request('transfers.resume', {transferId: transfer.transferId});
		expect(await world.over(transfer)).toMatchObject({state: 'failed', error: {kind: 'mismatch'}});
		expect(world.proxy.passed.some(({method, path: asked}) => method === 'POST' && asked.includes('uploads/'))).toBe(
			false,
		);
	});

	it.each([
		['grows', (path: string) => appendFile(path, 'more')],
		['is touched', (path: string) => utimes(path, new Date(), new Date(Date.now() + 5000))],
		['is replaced', (path: string) => copyFile(path, `${path}~`).then(() => rename(`${path}~`, path))],
		['is removed', (path: string) => rm(path)],
	])('stands still at once when its file %s while it uploads, and is not put together', async (_, change) => {
		const {path} = await world.file('changing.tar', 20 * mebibyte);
		const release = Promise.withResolvers<void>();
		const held = holdAfter('PUT', 3, release.promise);
		const transfer = await world.link.request('archives.upload', {vaultName, path});
		await held;
		await change(path);
		release.resolve();
		expect(await world.over(transfer)).toMatchObject({
			state: 'failed',
			error: {kind: 'mismatch', code: 'FILE_CHANGED'},
		});
		// Six were on their way, and three of them had come; no other has begun since.
		expect(Object.keys(times('PUT')).length).toBeLessThanOrEqual(3 + 6);
		expect(world.proxy.passed.some(({method, path: asked}) => method === 'POST' && asked.includes('uploads/'))).toBe(
			false,
		);
	});

	it('begins afresh when the service has forgotten it', async () => {
		const {transfer} = await begin();
		await world.link.close();
		world.proxy.fault = ({method, path}) =>
			method === 'GET' && path.includes('/multipart-uploads/')
				? {do: 'answer', status: 404, code: 'ResourceNotFoundException'}
				: undefined;
		await world.start({adopt: true});
		expect(await world.over(transfer)).toMatchObject({state: 'done'});
		expect(world.events.some((event) => event.type === 'notice' && event.notice.text.includes('afresh'))).toBe(true);
	});

	it('is paused, resumed and cancelled by request; cancelling gives its parts up', async () => {
		const {transfer} = await begin();
		const {transferId} = transfer;
		await world.link.request('transfers.pause', {transferId});
		const paused = await listed(transferId);
		expect(paused).toMatchObject({state: 'paused'});
		const kept = Date.parse(paused.partsKeptUntil!) - world.emulator.control.now();
		expect(kept / 3_600_000, 'hours that its parts are kept').toBeCloseTo(24, 1);
		world.proxy.fault = () => undefined;
		const held = holdAfter('PUT', 2);
		await world.link.request('transfers.resume', {transferId});
		await held;
		await world.link.request('transfers.cancel', {transferId});
		expect(await listed(transferId)).toMatchObject({state: 'cancelled', partsKeptUntil: null});
		expect(world.proxy.passed.at(-1)).toMatchObject({method: 'DELETE', status: 204});
		await world.link.request('transfers.forget', {transferId});
		expect(await world.link.request('transfers.list', {})).toEqual([]);
	});
});

describe('a download that was stopped', () => {
	const begin = async () => {
		const {transfer: upload, bytes} = await world.uploaded('night.tar', 13 * mebibyte - 9);
		const to = join(world.folder, `restored-${upload.transferId}`);
		const held = holdAfter('GET', 3);
		const known = verified(3);
		const [transfer] = await world.link.request('archives.restore', {
			...{vaultName, tier: 'Bulk', to},
			selection: {archiveIds: [upload.archiveId!]},
		});
		await Promise.all([held, known]);
		return {transfer: transfer!, bytes, to};
	};

	it('goes on in the next engine, and fetches nothing twice', async () => {
		const {transfer, bytes, to} = await begin();
		expect(await readdir(to)).toEqual(['night.tar.part']);
		expect((await stat(join(to, 'night.tar.part'))).mode & 0o777).toBe(0o600);
		await restart(true);
		expect(await world.over(transfer)).toMatchObject({state: 'done', error: null});
		expect(await readdir(to)).toEqual(['night.tar']);
		expect((await readFile(join(to, 'night.tar'))).equals(bytes)).toBe(true);
		expect(Object.values(times('GET'))).toEqual(Array.from({length: 13}, () => 1));
	});

	it('fetches again what the disk has lost, and only that', async () => {
		const {transfer, bytes, to} = await begin();
		await world.link.close();
		const part = await readFile(join(to, 'night.tar.part'));
		const [first] = Object.keys(times('GET'));
		part[Number(first!.split('-')[0]) + 5]! ^= 1;
		await writeFile(join(to, 'night.tar.part'), part);
		await restart(true);
		expect(await world.over(transfer)).toMatchObject({state: 'done', error: null});
		expect((await readFile(join(to, 'night.tar'))).equals(bytes)).toBe(true);
		expect(Object.entries(times('GET')).filter(([, count]) => count > 1)).toEqual([[first, 2]]);
	});

	it('begins again when its part file is gone, and leaves no trace when it is cancelled', async () => {
		const {transfer, to} = await begin();
		await rm(join(to, 'night.tar.part'));
		await restart(false);
		const held = holdAfter('GET', 2);
		await world.link.request('transfers.resume', {transferId: transfer.transferId});
		await held;
		await world.link.request('transfers.cancel', {transferId: transfer.transferId});
		expect(await readdir(to)).toEqual([]);
	});

	it('is taken up by a restore of the same archive to the same place, without another job', async () => {
		const {transfer, to} = await begin();
		await restart(false);
		const [again] = await world.link.request('archives.restore', {
			...{vaultName, tier: 'Bulk', to},
			selection: {archiveIds: [transfer.archiveId!]},
		});
		expect(again!.transferId).toBe(transfer.transferId);
		expect(await world.over(again!)).toMatchObject({state: 'done'});
		expect(Object.values(times('GET')).every((count) => count === 1)).toBe(true);
		expect(world.proxy.passed.filter(({method, path}) => method === 'POST' && path.endsWith('/jobs'))).toHaveLength(1);
	});
});
