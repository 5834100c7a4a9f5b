import {afterEach, expect, it} from 'vitest';
import {connectGlacier, type GlacierOptions} from '../../source/glacier/connect.ts';
import type {Glacier} from '../../source/glacier/glacier.ts';
import {turnedClock} from '../../source/platform/clock.ts';
import {fixedCredentials} from '../../source/platform/credentials.ts';
import {silentLog} from '../../source/platform/log.ts';
import {startScriptedService} from '../helpers/scripted-service.ts';

let open: {close(): unknown}[] = [];
afterEach(() => {
	for (const each of open) each.close();
	open = [];
});

/** A service that answers when it is told to. */
const slowService = async (options: Partial<GlacierOptions>) => {
	const waiting: (() => void)[] = [];
	const service = await startScriptedService((request, response) => {
		request.resume();
		waiting.push(() => response.writeHead(200, {'content-type': 'application/json'}).end('{"VaultList":[]}'));
	});
	const glacier = connectGlacier({
		...{region: 'us-east-1', accountId: '-', endpoint: service.url, log: silentLog()},
		credentials: fixedCredentials({accessKeyId: 'AKIANOBODY0000000000', secretAccessKey: 'x'}),
		...options,
	});
	open.push(glacier, service);
	const until = async (count: number) => {
		while (waiting.length < count) await new Promise(setImmediate);
	};
	return {glacier, service, waiting, until};
};

const list = (glacier: Glacier) => glacier.listVaults({marker: null});

it('gives places in the order of asking', async () => {
	const {glacier, waiting, until} = await slowService({limits: {others: 2}});
	const done: number[] = [];
	const calls = Array.from({length: 5}, (_, i) => list(glacier).then(() => done.push(i)));
	for (let i = 0; i < 5; i++) {
		await until(1);
		expect(waiting.length).toBeLessThanOrEqual(2);
		waiting.shift()!();
		while (done.length <= i) await new Promise(setImmediate);
	}
	await Promise.all(calls);
	expect(done).toHaveLength(5);
	expect(done.at(-1)).toBe(4);
});

it('keeps places for small calls while transfers fill theirs', async () => {
	const {glacier, waiting, until} = await slowService({limits: {transfers: 1, others: 1}});
	const stop = new AbortController();
	const outputs = [1, 2, 3].map(() =>
		glacier.getJobOutput({vaultName: 'photos', jobId: 'j', range: null}, stop.signal).catch(() => {}),
	);
	await until(1);
	const small = list(glacier);
	await until(2);
	waiting[1]!();
	expect((await small).items).toEqual([]);
	expect(waiting).toHaveLength(2);
	stop.abort();
	await Promise.all(outputs);
});

it('lets calls begin one by one where a rate is set', async () => {
	const clock = turnedClock(0);
	const {glacier, service, waiting, until} = await slowService({clock, limits: {perSecond: 2}});
	const calls = Promise.all([list(glacier), list(glacier), list(glacier)]);
	await until(1);
	await clock.advance(499);
	expect(service.asked).toHaveLength(1);
	await clock.advance(1);
	await until(2);
	await clock.advance(500);
	await until(3);
	for (const answer of waiting) answer();
	await calls;
});
