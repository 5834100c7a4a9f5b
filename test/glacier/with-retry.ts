import {randomBytes} from 'node:crypto';
import {afterEach, describe, expect, it} from 'vitest';
import {connectGlacier} from '../../source/glacier/connect.ts';
import type {Glacier} from '../../source/glacier/glacier.ts';
import type {Retrying} from '../../source/glacier/with-retry.ts';
import {bodyHashes} from '../../source/model/tree-hash.ts';
import {type Clock, systemClock} from '../../source/platform/clock.ts';
import {fixedCredentials} from '../../source/platform/credentials.ts';
import {silentLog} from '../../source/platform/log.ts';
import {type Reply, startScriptedService} from '../helpers/scripted-service.ts';

let open: {close(): unknown}[] = [];
afterEach(() => {
	for (const each of open) each.close();
	open = [];
});

/** A clock whose waits between tries are over at once; the watches for stalls, which are of 15 s and 45 s here, never end. */
const eagerClock = (): Clock => ({
	now: () => 0,
	sleep: (milliseconds, signal) =>
		milliseconds === 15_000 || milliseconds === 45_000
			? systemClock.sleep(milliseconds, signal)
			: systemClock.sleep(0, signal),
});

const script = async (...replies: Reply[]) => {
	const service = await startScriptedService(...replies);
	const retries: Retrying[] = [];
	const glacier = connectGlacier({
		...{region: 'us-east-1', accountId: '-', endpoint: service.url, log: silentLog(), clock: eagerClock()},
		credentials: fixedCredentials({accessKeyId: 'AKIANOBODY0000000000', secretAccessKey: 'x'}),
		random: () => 0.999,
		onRetry: (retrying) => retries.push(retrying),
	});
	open.push(glacier, service);
	return {glacier, service, retries};
};

const vaultName = 'photos';
const bytes = randomBytes(1000);
const good = {
	status: 200,
	headers: {location: '/x', 'x-amz-job-id': 'j', 'x-amz-archive-id': 'a', 'x-amz-sha256-tree-hash': 'h'},
	body: '{"VaultList":[]}',
};
const broken: Reply = (request) => request.socket.destroy();
const unavailable = {status: 500, code: 'ServiceUnavailableException'};
const throttled = {status: 400, code: 'ThrottlingException', message: 'Rate exceeded'};
const slow = {status: 408, code: 'RequestTimeoutException'};

const part = (glacier: Glacier) =>
	glacier.uploadPart({
		vaultName,
		uploadId: 'u',
		range: {first: 0, last: 999},
		body: bytes,
		hashes: bodyHashes(bytes),
	});
const retrieval = (glacier: Glacier) =>
	glacier.initiateRetrieval({vaultName, archiveId: 'a', tier: 'Bulk', description: ''});
const archive = (glacier: Glacier) =>
	glacier.uploadArchive({vaultName, description: '', body: bytes, hashes: bodyHashes(bytes)});

describe('what is tried again', () => {
	it.each([
		['a part after 500', part, unavailable],
		['a part after 408', part, slow],
		['a part whose connection broke', part, broken],
		['a part after throttling', part, throttled],
		['a retrieval after throttling, which the service never began', retrieval, throttled],
		['an archive after throttling', archive, throttled],
	])('%s', async (_, call, reply) => {
		const {glacier, service, retries} = await script(reply, reply, good);
		await call(glacier);
		expect(retries.map(({tries}) => tries)).toEqual([1, 2]);
		// A body is sent anew with each try.
		const last = service.asked.at(-1)!;
		if (call !== retrieval) expect(last.body.equals(bytes)).toBe(true);
	});
});

describe('what is not tried again', () => {
	it.each([
		['a retrieval whose answer was lost', retrieval, broken, 'unreachable'],
		['a retrieval after 500', retrieval, unavailable, 'service'],
		['an archive whose answer was lost', archive, broken, 'unreachable'],
		['an archive after 408', archive, slow, 'service'],
		['a limit', retrieval, {status: 400, code: 'LimitExceededException'}, 'service'],
		['no capacity', retrieval, {status: 503, code: 'InsufficientCapacityException'}, 'service'],
		['a denial', part, {status: 403, code: 'AccessDeniedException'}, 'denied'],
	] as const)('%s', async (_, call, reply, kind) => {
		const {glacier, service} = await script(reply, good);
		await expect(call(glacier)).rejects.toMatchObject({kind});
		expect(service.asked).toHaveLength(1);
	});
});

describe('how often, and how long it waits', () => {
	it('waits longer each time, up to 20 s, and gives up after nine tries', async () => {
		const {glacier, service, retries} = await script(unavailable);
		await expect(part(glacier)).rejects.toMatchObject({kind: 'service'});
		expect(service.asked).toHaveLength(9);
		expect(retries.map(({wait}) => Math.round(wait / 100) / 10)).toEqual([0.5, 1, 2, 4, 8, 16, 20, 20]);
	});

	it('waits longer when the service asks for fewer calls', async () => {
		const {glacier, retries} = await script(throttled, throttled, good);
		await part(glacier);
		expect(retries.map(({wait}) => Math.round(wait / 1000))).toEqual([2, 4]);
	});

	it('lets a person at the screen know sooner', async () => {
		const {glacier, service} = await script(unavailable);
		await expect(glacier.listVaults({marker: null})).rejects.toMatchObject({kind: 'service'});
		expect(service.asked).toHaveLength(4);
	});
});
