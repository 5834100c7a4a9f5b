import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, it} from 'vitest';
import {linkOver} from '../../source/link/client.ts';
import {findEngine} from '../../source/link/find-engine.ts';
import {lastingLink} from '../../source/link/lasting-link.ts';
import {createQuestions} from '../../source/link/questions.ts';
import {type LinkServer, serveLink} from '../../source/link/server.ts';
import type {EngineEvent} from '../../source/model/events.ts';
import type {EngineLink} from '../../source/model/requests.ts';
import {scriptedLink} from '../helpers/scripted-link.ts';

const mark = 'this build';
const work = {transfers: 0, retrievals: 0, streams: 0, inventories: 0};

let folder: string;
let path: string;
const servers: LinkServer[] = [];
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'iceaxe-link-'));
	path = join(folder, 'engine');
});
afterEach(async () => {
	for (const server of servers.splice(0)) await server.close();
	await rm(folder, {recursive: true});
});

const serve = async (link: EngineLink, {build = mark, onStop = () => {}} = {}) => {
	const server = await serveLink({
		...{path, mark: build, link, questions: createQuestions(), speed: 1, now: () => 1234},
		status: async () => ({pid: 7, version: '2', account: 'a', started: '2026-11-27T00:00:00.000Z', work, memory: 1}),
		onEnvironment: () => {},
		onStop,
		isBusy: () => false,
	});
	servers.push(server);
	return server;
};

const hello = {mark, ask: 'attach', environment: {}, answers: false} as const;

/** A link to whoever serves; `before` happens before each attempt to reach an engine but the first. */
const openLink = (before: () => Promise<unknown>) => {
	let opened = 0;
	return lastingLink(async (onLost) => {
		const isFirst = opened++ === 0;
		if (!isFirst) await before();
		const place = {lock: '', socket: path, note: ''};
		const {socket} = (await findEngine(place, hello, async () => 'taken', isFirst))!;
		return linkOver(socket, {answer: null, feed: async () => undefined, onLost});
	});
};

const notice = (text: string): EngineEvent => ({
	type: 'notice',
	notice: {at: '2026-11-27T00:00:00.000Z', level: 'info', text, error: null},
});

it('asks for the vaults and jobs again when their engine ended before the service had answered', async () => {
	const asked = Promise.withResolvers<void>();
	const never = () => {
		asked.resolve();
		return new Promise<never>(() => {});
	};
	const first = await serve(scriptedLink([], {}, {'vaults.refresh': never}));
	// The second engine is there only when the first has ended.
	const link = await openLink(() => serve(scriptedLink([], {}, {'vaults.refresh': () => []})));
	const refreshed = link.request('vaults.refresh', {});
	await asked.promise;
	await first.close();
	expect(await refreshed).toEqual([]);
	await link.close();
});

it('tells how things stand with the next engine before what happens there', async () => {
	const first = await serve(scriptedLink([]));
	const told = Promise.withResolvers<EngineEvent[]>();
	const asked = Promise.withResolvers<void>();
	const snapshot = () => {
		asked.resolve();
		return told.promise;
	};
	const next = scriptedLink([], {}, {'session.snapshot': snapshot});
	const link = await openLink(() => serve(next));
	const texts: string[] = [];
	link.subscribe((event) => event.type === 'notice' && texts.push(event.notice.text));
	await first.close();
	await asked.promise;
	next.tell(notice('done'));
	told.resolve([notice('under way')]);
	await expect.poll(() => texts).toEqual(['under way', 'done', expect.stringContaining('was started again')]);
	await link.close();
});

it('leaves the engine of another build alone that has taken its place, and says so', async () => {
	const first = await serve(scriptedLink([]));
	let stopped = 0;
	const link = await openLink(() => serve(scriptedLink([]), {build: 'another build', onStop: () => stopped++}));
	const heard = new Promise<EngineEvent>((resolve) => link.subscribe(resolve));
	await first.close();
	expect(await heard).toMatchObject({type: 'notice', notice: {level: 'error', error: {code: 'OTHER_BUILD'}}});
	await expect(link.request('transfers.list', {})).rejects.toMatchObject({
		value: {code: 'OTHER_BUILD', hint: 'It goes on there. Leave this one and start iceaxe again.'},
	});
	expect(stopped).toBe(0);
	await link.close();
});
