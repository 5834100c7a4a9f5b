import {createHash} from 'node:crypto';
import {mkdtemp, rm, stat} from 'node:fs/promises';
import type {Socket} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {askStatus, askToStop} from '../../source/link/all-engines.ts';
import {greet, linkOver} from '../../source/link/client.ts';
import type {Hello, Welcome} from '../../source/link/protocol.ts';
import {createQuestions, type Questions} from '../../source/link/questions.ts';
import {type LinkServer, serveLink} from '../../source/link/server.ts';
import {invalidInput} from '../../source/model/errors/errors.ts';
import type {EngineEvent} from '../../source/model/events.ts';
import type {EngineLink} from '../../source/model/requests.ts';
import {scriptedLink} from '../helpers/scripted-link.ts';

const mark = 'this build';
const work = {transfers: 1, retrievals: 2, streams: 0, inventories: 3};

let folder: string;
let path: string;
let server: LinkServer;
let questions: Questions;
let stopped: number;
let busy: boolean;
let environments: Record<string, string>[];

/** Opens the door to an engine that plays a script. */
const serve = async (link: EngineLink) => {
	questions = createQuestions();
	server = await serveLink({
		...{path, mark, link, questions, speed: 1, now: () => 1234},
		status: async () => ({pid: 7, version: '1', account: 'a', started: '2026-11-27T00:00:00.000Z', work, memory: 1}),
		onEnvironment: (environment) => environments.push(environment),
		onStop: () => {
			stopped++;
			void server.close();
		},
		isBusy: () => busy,
	});
};

const hello = (more: Partial<Extract<Hello, {ask: 'attach'}>> = {}): Hello => ({
	...{mark, ask: 'attach', environment: {}, answers: false},
	...more,
});

type Client = ReturnType<typeof linkOver> & {socket: Socket; welcome: Welcome; lost: Promise<void>};

const attach = async (answer: ((device: string) => Promise<string>) | null = null): Promise<Client> => {
	const met = (await greet(path, hello({answers: answer !== null})))!;
	const lost = Promise.withResolvers<void>();
	const feed = async (transferId: string) => (await greet(path, {mark, ask: 'feed', transferId}))?.socket;
	return {...linkOver(met.socket, {answer, feed, onLost: lost.resolve}), ...met, lost: lost.promise};
};

const notice = (text: string): EngineEvent => ({
	type: 'notice',
	notice: {at: '2026-11-27T00:00:00.000Z', level: 'info', text, error: null},
});

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'iceaxe-link-'));
	path = join(folder, 'engine.sock');
	stopped = 0;
	busy = false;
	environments = [];
});
afterEach(async () => {
	await server.close();
	await rm(folder, {recursive: true});
});

describe('a link to an engine in another process', () => {
	it('answers requests, with what they give or with the value of their error', async () => {
		await serve(
			scriptedLink(
				[],
				{},
				{
					'transfers.list': () => [],
					'vaults.create': ({vaultName}) => {
						throw invalidInput(`No ${vaultName}.`, 'Another.');
					},
				},
			),
		);
		const client = await attach();
		expect(client.welcome).toMatchObject({welcome: 'attached', now: 1234, speed: 1});
		expect(await client.request('transfers.list', {})).toEqual([]);
		await expect(client.request('vaults.create', {vaultName: 'x'})).rejects.toMatchObject({
			value: {kind: 'invalid-input', message: 'No x.', hint: 'Another.'},
		});
		await client.close();
	});

	it('tells every face every event, in order, whatever is in it', async () => {
		const engine = scriptedLink([]);
		await serve(engine);
		const clients = [await attach(), await attach()];
		const heard = clients.map((client) => {
			const texts: string[] = [];
			client.subscribe((event) => event.type === 'notice' && texts.push(event.notice.text));
			return texts;
		});
		engine.tell(notice('one\n{"two"}'), notice('\u2028 ü 🧊'));
		for (const texts of heard) await expect.poll(() => texts).toEqual(['one\n{"two"}', '\u2028 ü 🧊']);
		expect(server.faces).toBe(2);
		for (const client of clients) await client.close();
		await expect.poll(() => server.faces).toBe(0);
	});

	it('passes on that an answer is not wanted any more', async () => {
		const given = Promise.withResolvers<AbortSignal>();
		const engine = scriptedLink([]);
		await serve({
			...engine,
			request: (_, __, signal) => {
				given.resolve(signal!);
				return new Promise(() => {});
			},
		});
		const client = await attach();
		const stop = new AbortController();
		const asked = client.request('transfers.finished', {transferId: 't'}, stop.signal);
		const signal = await given.promise;
		stop.abort();
		await expect(asked).rejects.toMatchObject({value: {kind: 'cancelled'}});
		await expect.poll(() => signal.aborted).toBe(true);
		await client.close();
	});

	it('says to requests that the engine has gone, and tells it once', async () => {
		await serve({...scriptedLink([]), request: () => new Promise(() => {})});
		const client = await attach();
		const asked = expect(client.request('transfers.list', {})).rejects.toMatchObject({
			value: {kind: 'unreachable', code: 'ENGINE_GONE'},
		});
		await server.close();
		await asked;
		await client.lost;
		await expect(client.request('transfers.list', {})).rejects.toMatchObject({value: {code: 'ENGINE_GONE'}});
	});

	it('never waits for a face that does not read, and tells it afterwards how things stand', async () => {
		const engine = scriptedLink([notice('as it is now')]);
		await serve(engine);
		const client = await attach();
		const texts: string[] = [];
		client.subscribe((event) => event.type === 'notice' && texts.push(event.notice.text.slice(0, 20)));
		client.socket.pause();
		const long = 'x'.repeat(1_000_000);
		for (let index = 0; index < 20; index++) engine.tell(notice(long));
		client.socket.resume();
		await expect.poll(() => texts.at(-1)).toBe('as it is now');
		expect(texts.length).toBeLessThan(20);
		engine.tell(notice('and on'));
		await expect.poll(() => texts.at(-1)).toBe('and on');
		await client.close();
	});

	it('loses nothing that happens while such a face is being told how things stand', async () => {
		const asked = Promise.withResolvers<void>();
		const told = Promise.withResolvers<EngineEvent[]>();
		const snapshot = () => {
			asked.resolve();
			return told.promise;
		};
		const engine = scriptedLink([], {}, {'session.snapshot': snapshot});
		await serve(engine);
		const client = await attach();
		const texts: string[] = [];
		client.subscribe((event) => event.type === 'notice' && texts.push(event.notice.text.slice(0, 20)));
		client.socket.pause();
		for (let index = 0; index < 20; index++) engine.tell(notice('x'.repeat(1_000_000)));
		client.socket.resume();
		await asked.promise;
		engine.tell(notice('meanwhile'));
		told.resolve([notice('as it was')]);
		await expect.poll(() => texts.slice(-2)).toEqual(['as it was', 'meanwhile']);
		await client.close();
	});

	it('carries the bytes of a stream at the pace of the engine, and says how they were taken', async () => {
		const held = createHash('sha256');
		const sent = createHash('sha256');
		await serve({
			...scriptedLink([]),
			feed: async (transferId, bytes) => {
				expect(transferId).toBe('t1');
				let count = 0;
				for await (const piece of bytes) {
					count += piece.length;
					held.update(piece);
				}
				return count;
			},
		});
		const client = await attach();
		const given: Uint8Array[] = [];
		const pieces = async function* () {
			for (let index = 0; index < 50; index++) {
				const piece = new Uint8Array(100_000).fill(index);
				sent.update(piece);
				given.push(piece);
				yield piece;
			}
		};
		expect(await client.feed('t1', pieces())).toBe(5_000_000);
		expect(held.digest('hex')).toBe(sent.digest('hex'));
		// They were given away, and take no memory until somebody looks for it.
		expect(given.filter(({length}) => length > 0)).toEqual([]);
		await client.close();
	});

	it('ends a feed of which the engine wants no more, also while its producer is silent', async () => {
		await serve({
			...scriptedLink([]),
			feed: async (_, bytes) => {
				for await (const _piece of bytes) throw invalidInput('Enough.');
				return 0;
			},
		});
		const client = await attach();
		const pieces = async function* () {
			yield new Uint8Array(10);
			await new Promise(() => {});
		};
		await expect(client.feed('t1', pieces())).rejects.toMatchObject({value: {message: 'Enough.'}});
		await client.close();
	});

	it('asks a face for what only a person knows', async () => {
		await serve(scriptedLink([]));
		await expect(questions.ask('mfa/ada')).rejects.toMatchObject({value: {kind: 'credentials'}});
		const silent = await attach();
		const client = await attach(async (device) => `code of ${device}`);
		expect(await questions.ask('mfa/ada')).toBe('code of mfa/ada');
		await client.close();
		await expect.poll(() => server.faces).toBe(1);
		await expect(questions.ask('mfa/ada')).rejects.toMatchObject({value: {kind: 'credentials'}});
		await silent.close();
	});
});

describe('the door of an engine', () => {
	it('is open to its owner only', async () => {
		await serve(scriptedLink([]));
		expect((await stat(path)).mode & 0o777).toBe(0o600);
	});

	it('takes the credentials of a face that attaches', async () => {
		await serve(scriptedLink([]));
		(await greet(path, hello({environment: {AWS_ACCESS_KEY_ID: 'AKIA'}})))!.socket.destroy();
		expect(environments).toEqual([{AWS_ACCESS_KEY_ID: 'AKIA'}]);
	});

	it('says what the engine is and does to any build, and is opened by none but its own', async () => {
		await serve(scriptedLink([]));
		expect(await askStatus(path, 'another build')).toMatchObject({pid: 7, faces: 0, work});
		const {welcome, socket} = (await greet(path, {...hello(), mark: 'another build'} as Hello))!;
		socket.destroy();
		expect(welcome).toMatchObject({refused: 'build', status: {version: '1'}});
		expect(server.faces).toBe(0);
	});

	it('lets another build replace the engine, unless that would lose something', async () => {
		await serve(scriptedLink([]));
		busy = true;
		const first = (await greet(path, {mark: 'another build', ask: 'replace'}))!;
		first.socket.destroy();
		expect([first.welcome, stopped]).toMatchObject([{refused: 'busy'}, 0]);
		busy = false;
		const second = (await greet(path, {mark: 'another build', ask: 'replace'}))!;
		second.socket.destroy();
		expect([second.welcome, stopped]).toMatchObject([{welcome: 'stopping'}, 1]);
	});

	it('ends the engine when that is asked, and closes when it has ended', async () => {
		await serve(scriptedLink([]));
		expect(await askToStop(path, mark)).toMatchObject({pid: 7});
		expect(stopped).toBe(1);
		expect(await askToStop(path, mark)).toBeUndefined();
	});

	it('turns away who comes while it closes, and hangs up on who says nothing that it knows', async () => {
		await serve(scriptedLink([]));
		server.refuse();
		const {welcome, socket} = (await greet(path, hello()))!;
		socket.destroy();
		expect(welcome).toMatchObject({refused: 'closing'});
		expect(await greet(path, 'GET / HTTP/1.1' as unknown as Hello)).toBeUndefined();
	});
});
