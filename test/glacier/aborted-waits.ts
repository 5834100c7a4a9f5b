import {randomBytes} from 'node:crypto';
import {mkdtemp, truncate, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {buffer} from 'node:stream/consumers';
import {afterEach, describe, expect, it} from 'vitest';
import {connectGlacier, type GlacierOptions} from '../../source/glacier/connect.ts';
import {mebibyte} from '../../source/model/limits.ts';
import {bodyHashes} from '../../source/model/tree-hash.ts';
import {type TurnedClock, turnedClock} from '../../source/platform/clock.ts';
import {fixedCredentials} from '../../source/platform/credentials.ts';
import {silentLog} from '../../source/platform/log.ts';
import {type Reply, startScriptedService} from '../helpers/scripted-service.ts';

let open: {close(): unknown}[] = [];
afterEach(() => {
	for (const each of open) each.close();
	open = [];
});

const connect = async (reply: Reply, options: Partial<GlacierOptions> = {}) => {
	const service = await startScriptedService(reply);
	const glacier = connectGlacier({
		...{region: 'us-east-1', accountId: '-', endpoint: service.url, log: silentLog(), random: () => 0},
		credentials: fixedCredentials({accessKeyId: 'AKIANOBODY0000000000', secretAccessKey: 'x'}),
		...options,
	});
	open.push(glacier, service);
	return {glacier, service};
};

/** Turns the clock until the promise has settled. */
const turnUntilSettled = async <T>(clock: TurnedClock, promise: Promise<T>): Promise<T> => {
	let settled = false;
	const end = promise.finally(() => {
		settled = true;
	});
	end.catch(() => {});
	while (!settled) await clock.advance(1000);
	return end;
};

const silence: Reply = () => {};
const vaultName = 'photos';
const bytes = randomBytes(3 * mebibyte);
const upload = {vaultName, description: '', body: bytes, hashes: bodyHashes(bytes)};
const cancelled = {kind: 'cancelled'};

describe('every wait ends when the signal aborts', () => {
	it('before it began', async () => {
		const {glacier, service} = await connect(silence);
		await expect(glacier.listVaults({marker: null}, AbortSignal.abort())).rejects.toMatchObject(cancelled);
		expect(service.asked).toHaveLength(0);
	});

	it('while credentials are looked for', async () => {
		const stop = new AbortController();
		const {glacier} = await connect(silence, {credentials: {get: () => new Promise(() => {}), renew: () => {}}});
		const call = glacier.listVaults({marker: null}, stop.signal);
		stop.abort();
		await expect(call).rejects.toMatchObject(cancelled);
	});

	it('while the answer is waited for', async () => {
		const stop = new AbortController();
		const {glacier, service} = await connect(() => stop.abort());
		await expect(glacier.listVaults({marker: null}, stop.signal)).rejects.toMatchObject(cancelled);
		expect(service.asked).toHaveLength(1);
	});

	it('while a body is sent', async () => {
		const stop = new AbortController();
		const {glacier} = await connect((request) => request.once('data', () => stop.abort()));
		await expect(glacier.uploadArchive(upload, stop.signal)).rejects.toMatchObject(cancelled);
	});

	it('between two tries', async () => {
		const stop = new AbortController();
		const {glacier} = await connect(
			{status: 500, code: 'ServiceUnavailableException'},
			{clock: turnedClock(0), random: () => 1, onRetry: () => setImmediate(() => stop.abort())},
		);
		await expect(glacier.listVaults({marker: null}, stop.signal)).rejects.toMatchObject(cancelled);
	});

	it('in the line for a place', async () => {
		const {glacier, service} = await connect(silence, {limits: {others: 1}});
		const stop = new AbortController();
		const first = glacier.listVaults({marker: null}, stop.signal);
		const second = glacier.listVaults({marker: null}, stop.signal);
		while (service.asked.length === 0) await new Promise(setImmediate);
		stop.abort();
		await expect(first).rejects.toMatchObject(cancelled);
		await expect(second).rejects.toMatchObject(cancelled);
		expect(service.asked).toHaveLength(1);
	});

	it('while an output is read', async () => {
		const stop = new AbortController();
		const {glacier} = await connect((_, response) => {
			response.writeHead(200, {'content-length': 100});
			response.write('half');
		});
		const {body} = await glacier.getJobOutput({vaultName, jobId: 'j', range: null}, stop.signal);
		await expect(
			(async () => {
				for await (const _ of body) stop.abort();
			})(),
		).rejects.toMatchObject(cancelled);
	});
});

describe('stalls', () => {
	const patience = {clock: undefined as unknown as TurnedClock};
	const turned = () => {
		patience.clock = turnedClock(0);
		return patience;
	};

	it('no answer', async () => {
		const {glacier, service} = await connect(silence, turned());
		const call = glacier.initiateRetrieval({vaultName, archiveId: 'a', tier: 'Bulk', description: ''});
		await expect(turnUntilSettled(patience.clock, call)).rejects.toMatchObject({
			kind: 'unreachable',
			message: expect.stringMatching(/^Could not reach .*: nothing came from it for 60 s\.$/),
		});
		// It may have cost money: it is not asked again.
		expect(service.asked).toHaveLength(1);
	});

	it('a body that is not taken', async () => {
		const {glacier} = await connect((request) => request.pause(), turned());
		await expect(turnUntilSettled(patience.clock, glacier.uploadArchive(upload))).rejects.toMatchObject({
			message: expect.stringContaining('for 180 s'),
		});
	});

	it('an output that stops; but not a reader that stops', async () => {
		const {glacier} = await connect((_, response) => {
			response.writeHead(200, {'content-length': 100});
			response.write('half');
		}, turned());
		const {body} = await glacier.getJobOutput({vaultName, jobId: 'j', range: null});
		const reader = body[Symbol.asyncIterator]();
		await patience.clock.advance(3_600_000);
		expect(Buffer.from((await reader.next()).value!).toString()).toBe('half');
		await patience.clock.advance(3_600_000);
		await expect(turnUntilSettled(patience.clock, reader.next())).rejects.toMatchObject({
			kind: 'unreachable',
			message: expect.stringContaining('for 60 s'),
		});
	});

	it('nothing is left waiting when all went well', async () => {
		const {glacier} = await connect({status: 200, body: '{"VaultList":[]}'}, turned());
		await glacier.listVaults({marker: null});
		await new Promise(setImmediate);
		expect(patience.clock.sleepers).toBe(0);
	});
});

describe('broken bodies', () => {
	it('an output that ends too early', async () => {
		const {glacier} = await connect((_, response) => {
			response.writeHead(200, {'content-length': 100});
			response.write('half', () => response.destroy());
		});
		const {body} = await glacier.getJobOutput({vaultName, jobId: 'j', range: null});
		await expect(buffer(body)).rejects.toMatchObject({kind: 'unreachable', value: {operation: 'GetJobOutput'}});
	});

	it('an output that nobody reads does no harm when its connection breaks', async () => {
		const {glacier} = await connect((_, response) => {
			response.writeHead(200, {'content-length': 100});
			response.write('half', () => response.destroy());
		});
		const {body} = await glacier.getJobOutput({vaultName, jobId: 'j', range: null});
		const reader = body[Symbol.asyncIterator]();
		await reader.next();
		// A second answer, on another connection, comes after the first connection broke.
		await glacier.getJobOutput({vaultName, jobId: 'j', range: null});
		await expect(reader.next()).rejects.toMatchObject({kind: 'unreachable'});
	});

	it('a file that is gone, and one that became shorter', async () => {
		const path = join(await mkdtemp(join(tmpdir(), 'iceaxe-body-')), 'file');
		const {glacier, service} = await connect((request, response) => {
			request.resume().once('end', () => response.writeHead(201).end());
		});
		const slice = {...upload, body: {path, offset: 0, length: 1000}};
		await expect(glacier.uploadArchive(slice)).rejects.toMatchObject({
			kind: 'not-found',
			message: `${path} does not exist.`,
		});
		await writeFile(path, randomBytes(1000));
		await truncate(path, 900);
		await expect(glacier.uploadArchive(slice)).rejects.toMatchObject({kind: 'mismatch'});
		for (const {body} of service.asked) expect(body).toHaveLength(0);
	});

	it('an answer before the body was sent leaves no connection behind', async () => {
		const closed = Promise.withResolvers<void>();
		const {glacier} = await connect((request, response) => {
			request.socket.once('close', () => closed.resolve());
			response.writeHead(404, {'content-type': 'application/json'});
			response.end('{"code":"ResourceNotFoundException","message":"Vault not found for ARN: x"}');
		});
		const body = randomBytes(32 * mebibyte);
		await expect(glacier.uploadArchive({...upload, body})).rejects.toMatchObject({kind: 'not-found'});
		await closed.promise;
	});
});
