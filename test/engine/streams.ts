import {randomBytes} from 'node:crypto';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {IceaxeError} from '../../source/model/errors/iceaxe-error.ts';
import {mebibyte} from '../../source/model/limits.ts';
import type {Transfer} from '../../source/model/transfer.ts';
import {treeHash} from '../../source/model/tree-hash.ts';
import {type EngineWorld, startWorld, vaultName} from '../helpers/engine-world.ts';
import type {Fault, Passed} from '../helpers/fault-proxy.ts';

let world: EngineWorld;
beforeAll(async () => {
	world = await startWorld();
});
afterEach(() => {
	world.proxy.fault = () => undefined;
	world.proxy.passed.length = 0;
	world.events.length = 0;
});
afterAll(() => world.close());

/** Bytes in pieces of uneven sizes, which are given away; then, perhaps, what the producer ends with. */
async function* pieces(bytes: Buffer, after?: () => Promise<void>): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += 777_777) yield new Uint8Array(bytes.subarray(at, at + 777_777));
	await after?.();
}
const silent = () => new Promise<void>(() => {});

const isPart = ({method, range}: Passed) => method === 'PUT' && range !== '';
const parts = () => world.proxy.passed.filter(isPart);
const isAbort = ({method}: Passed) => method === 'DELETE';
const aborts = () => world.proxy.passed.filter((about) => isAbort(about) && about.status === 204).length;

const begin = (name: string): Promise<Transfer> => world.link.request('archives.upload-stream', {vaultName, name});
const say = ({transferId}: Transfer, bytes: number): Promise<Transfer> =>
	world.link.request('archives.end-stream', {transferId, end: {bytes}});
const send = async (name: string, bytes: Buffer): Promise<Transfer> => {
	const transfer = await begin(name);
	return say(transfer, await world.link.feed(transfer.transferId, pieces(bytes)));
};
/** Sends these bytes and then nothing more; resolves when all whole parts of them are with the service. */
const sendAndStall = async (name: string, bytes: Buffer) => {
	const transfer = await begin(name);
	let verified = 0;
	const known = world.until('transfer-progress', ({progress}) => {
		verified += progress.chunks.filter(([, state]) => state === 'v').length;
		return verified === Math.floor(bytes.length / mebibyte);
	});
	const feeding = world.link.feed(transfer.transferId, pieces(bytes, silent));
	feeding.catch(() => {});
	await known;
	return {transfer, feeding};
};
const archivesNamed = (name: string) =>
	world.link.request('archives.find', {vaultName, terms: [name]}).catch(() => 'none');

const bytes = randomBytes(7 * mebibyte + 5);

describe('a stream', () => {
	it('becomes an archive when its sender says that it was whole', async () => {
		const transfer = await begin('dumps/night.tar');
		expect(transfer).toMatchObject({size: null, path: '-', stream: true, name: 'dumps/night.tar', treeHash: null});
		expect(await world.link.feed(transfer.transferId, pieces(bytes))).toBe(bytes.length);
		expect(await say(transfer, bytes.length)).toMatchObject({
			...{state: 'done', size: bytes.length, treeHash: treeHash(bytes), error: null},
			archiveId: expect.stringMatching(/^[\w-]{138}$/),
		});
		const [archive] = await world.link.request('archives.find', {vaultName, terms: ['dumps/night.tar']});
		expect(archive).toMatchObject({size: bytes.length, treeHash: treeHash(bytes), modified: expect.any(String)});
		const snapshot = await world.link.request('session.snapshot', {});
		expect(snapshot.find((event) => event.type === 'transfer')).toMatchObject({chunks: 'v'.repeat(8)});
	});

	it('begins at once, whatever is under way', async () => {
		await world.link.close();
		await world.start({limits: {transfersAtOnce: 1}});
		const {path} = await world.file('long.bin', 3 * mebibyte);
		const held = Promise.withResolvers<void>();
		world.proxy.fault = (about) => {
			if (!isPart(about)) return undefined;
			world.proxy.fault = () => undefined;
			held.resolve();
			return {do: 'hold', until: silent()};
		};
		const other = await world.link.request('archives.upload', {vaultName, path});
		await held.promise;
		expect(await send('urgent', bytes)).toMatchObject({state: 'done'});
		expect(await world.over(other)).toMatchObject({state: 'done'});
		await world.link.close();
		await world.start();
	});

	it.each([1, mebibyte - 1, mebibyte, mebibyte + 1, 3 * mebibyte])('of %i bytes has just as many', async (size) => {
		const some = randomBytes(size);
		const done = await send(`of-${size}`, some);
		expect(done).toMatchObject({state: 'done', size, treeHash: treeHash(some)});
		expect(parts()).toHaveLength(Math.ceil(size / mebibyte));
	});

	it('that is empty is refused in a sentence, and nothing stays open', async () => {
		expect(await send('empty', Buffer.alloc(0))).toMatchObject({
			state: 'failed',
			error: {kind: 'invalid-input', message: 'The stream is empty: the service stores no archive of 0 bytes.'},
		});
		expect(aborts()).toBe(1);
	});

	it('that the service does not open is told why, and stands on no list', async () => {
		const lost = world.until('transfer-gone', () => true);
		await expect(
			world.link.request('archives.upload-stream', {vaultName: 'no-such', name: 'unopened'}),
		).rejects.toMatchObject({value: {kind: 'not-found'}});
		await lost;
		const listed = await world.link.request('transfers.list', {});
		expect(listed.map(({name}) => name)).not.toContain('unopened');
	});

	it('tells how far it is without knowing the whole', async () => {
		const {transfer, feeding} = await sendAndStall('stalling', bytes);
		const progress = world.events.flatMap((event) => (event.type === 'transfer-progress' ? [event.progress] : []));
		expect(progress.at(-1)).toMatchObject({verifiedBytes: 7 * mebibyte, secondsLeft: null});
		const snapshot = await world.link.request('session.snapshot', {});
		const told = snapshot.find(
			(event) => event.type === 'transfer' && event.transfer.transferId === transfer.transferId,
		);
		expect(told).toMatchObject({transfer: {state: 'moving', size: null}, chunks: 'v'.repeat(7)});
		await expect(world.link.request('transfers.pause', {transferId: transfer.transferId})).rejects.toMatchObject({
			value: {kind: 'invalid-input'},
		});
		await world.link.request('transfers.cancel', {transferId: transfer.transferId});
		await expect(feeding).rejects.toMatchObject({value: {kind: 'cancelled'}});
		expect(await world.over(transfer)).toMatchObject({state: 'cancelled'});
		expect(aborts()).toBe(1);
	});
});

const faults: [string, Fault][] = [
	['a connection that breaks', {do: 'drop'}],
	['a lost answer', {do: 'lose-answer'}],
	['throttling', {do: 'answer', status: 400, code: 'ThrottlingException', message: 'Rate exceeded'}],
];

describe('a part of a stream', () => {
	it.each(faults)('survives %s: it is sent again from memory', async (_, fault) => {
		const hurt = new Set<string>();
		world.proxy.fault = (about) => {
			if (!isPart(about) || hurt.has(about.range)) return undefined;
			hurt.add(about.range);
			return fault;
		};
		expect(await send('hurt', bytes)).toMatchObject({state: 'done', treeHash: treeHash(bytes)});
		expect(parts()).toHaveLength(16);
	});

	it('that is refused ends the stream, and what was sent is given up', async () => {
		const refused: Fault = {do: 'answer', status: 403, code: 'AccessDeniedException', message: 'not authorized'};
		world.proxy.fault = (about) => (isPart(about) && about.range.startsWith('3145728-') ? refused : undefined);
		const transfer = await begin('refused');
		const feeding = world.link.feed(transfer.transferId, pieces(bytes, silent));
		await expect(feeding).rejects.toMatchObject({value: {kind: 'denied'}});
		expect(await world.over(transfer)).toMatchObject({state: 'failed', error: {kind: 'denied'}});
		expect(aborts()).toBe(1);
		await expect(world.link.request('transfers.resume', {transferId: transfer.transferId})).rejects.toMatchObject({
			value: {message: 'The bytes of refused came through a pipe and are gone.'},
		});
	});
});

describe('a stream that is not said to be whole leaves no archive behind', () => {
	it('when its producer fails', async () => {
		const transfer = await begin('failing');
		const failed = new IceaxeError('producer', 'tar failed.');
		const feeding = world.link.feed(
			transfer.transferId,
			pieces(bytes, () => Promise.reject(failed)),
		);
		await expect(feeding).rejects.toThrow('tar failed.');
		expect(await world.over(transfer)).toMatchObject({state: 'failed', error: {kind: 'producer'}});
		expect([aborts(), await archivesNamed('failing')]).toEqual([1, 'none']);
	});

	it('when nobody says anything for a while after its end', async () => {
		const transfer = await begin('silent');
		await world.link.feed(transfer.transferId, pieces(bytes));
		expect(await world.over(transfer)).toMatchObject({state: 'failed', error: {kind: 'producer'}});
		expect([aborts(), await archivesNamed('silent')]).toEqual([1, 'none']);
	});

	it('when bytes were lost on the way', async () => {
		const transfer = await begin('shorter');
		const taken = await world.link.feed(transfer.transferId, pieces(bytes));
		expect(await say(transfer, taken + 1)).toMatchObject({state: 'failed', error: {kind: 'mismatch'}});
		expect([aborts(), await archivesNamed('shorter')]).toEqual([1, 'none']);
	});

	it('when its sender stops', async () => {
		const transfer = await begin('stopped');
		const stop = new AbortController();
		const feeding = world.link.feed(
			transfer.transferId,
			pieces(bytes, async () => stop.abort()),
			stop.signal,
		);
		await expect(feeding).rejects.toThrow();
		expect(await world.over(transfer)).toMatchObject({state: 'cancelled'});
		expect([aborts(), await archivesNamed('stopped')]).toEqual([1, 'none']);
	});

	it('and says that the parts lapse when they may not be given up', async () => {
		const refused: Fault = {do: 'answer', status: 403, code: 'AccessDeniedException', message: 'not authorized'};
		world.proxy.fault = (about) => (isAbort(about) ? refused : undefined);
		const failed = await send('empty', Buffer.alloc(0));
		expect(failed.error?.hint).toMatch(/could not be given up: .* They lapse 24 hours after the last one was sent\.$/);
	});

	it('when the engine closes', async () => {
		const {transfer} = await sendAndStall('closing', bytes);
		await world.link.close();
		expect(aborts()).toBe(1);
		await world.start();
		expect(await world.over(transfer)).toMatchObject({state: 'cancelled'});
	});

	it('when the engine is gone: the next one gives it up', async () => {
		const {transfer} = await sendAndStall('crashed', bytes);
		world.proxy.fault = (about) => (isAbort(about) ? {do: 'hold', until: silent()} : undefined);
		await world.link.close();
		world.proxy.fault = () => undefined;
		world.proxy.passed.length = 0;
		await world.start({adopt: true});
		expect(await world.over(transfer)).toMatchObject({
			state: 'failed',
			error: {kind: 'producer', message: 'Whoever sent the bytes went away before their end.'},
		});
		expect(aborts()).toBe(1);
	});
});

describe('a stream whose parts are all with the service', () => {
	it('is completed by the next engine', async () => {
		const asked = Promise.withResolvers<void>();
		world.proxy.fault = ({method, path}) => {
			if (method !== 'POST' || !/multipart-uploads\/./.test(path)) return undefined;
			asked.resolve();
			return {do: 'hold', until: silent()};
		};
		const sent = send('completed-later', bytes);
		sent.catch(() => {});
		await asked.promise;
		await world.link.close();
		world.proxy.fault = () => undefined;
		world.proxy.passed.length = 0;
		await world.start({adopt: true});
		const transfer = (await world.link.request('transfers.list', {})).find(({name}) => name === 'completed-later')!;
		expect(await world.over(transfer)).toMatchObject({state: 'done', treeHash: treeHash(bytes)});
		expect(parts()).toEqual([]);
	});
});
