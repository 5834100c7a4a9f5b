import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {greet, linkOver} from '../../source/link/client.ts';
import {lastingLink} from '../../source/link/lasting-link.ts';
import {createQuestions} from '../../source/link/questions.ts';
import {serveLink} from '../../source/link/server.ts';
import type {EngineLink} from '../../source/model/requests.ts';
import {scriptedLink} from '../helpers/scripted-link.ts';

const mark = 'this build';
const work = {transfers: 0, retrievals: 0, streams: 0, inventories: 0};

const serve = (path: string, link: EngineLink) =>
	serveLink({
		...{path, mark, link, questions: createQuestions(), speed: 1, now: () => 1234},
		status: async () => ({pid: 7, version: '1', account: 'a', started: '2026-11-27T00:00:00.000Z', work, memory: 1}),
		onEnvironment: () => {},
		onStop: () => {},
		isBusy: () => false,
	});

it('asks for the vaults and jobs again when their engine ended before the service had answered', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'iceaxe-link-'));
	const path = join(folder, 'engine');
	const asked = Promise.withResolvers<void>();
	const never = () => {
		asked.resolve();
		return new Promise<never>(() => {});
	};
	const first = await serve(path, scriptedLink([], {}, {'vaults.refresh': never}));
	let next: typeof first | undefined;
	let opened = 0;
	const answering = scriptedLink([], {}, {'vaults.refresh': () => [], 'session.snapshot': () => []});
	const link = await lastingLink(async (onLost) => {
		// The second engine is there only when the first has ended.
		if (opened++ > 0) next = await serve(path, answering);
		const met = (await greet(path, {mark, ask: 'attach', environment: {}, answers: false}))!;
		return linkOver(met.socket, {answer: null, feed: async () => undefined, onLost});
	});
	const refreshed = link.request('vaults.refresh', {});
	await asked.promise;
	await first.close();
	expect(await refreshed).toEqual([]);
	await link.close();
	await next?.close();
	await rm(folder, {recursive: true});
});
