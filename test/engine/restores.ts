import {mkdir, readdir, readFile, rename, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {encodeMt2} from '../../source/model/descriptions/mt2.ts';
import {mebibyte} from '../../source/model/limits.ts';
import type {Transfer} from '../../source/model/transfer.ts';
import {type EngineWorld, startWorld, vaultName} from '../helpers/engine-world.ts';

let world: EngineWorld;
let to: string;
let count = 0;
beforeAll(async () => {
	world = await startWorld();
});
beforeEach(() => {
	world.proxy.fault = () => undefined;
	world.proxy.passed.length = 0;
	to = join(world.folder, `to-${++count}`);
});
afterAll(() => world.close());

/** An archive with this description, of a few bytes. */
const archive = async (description: string, size = 2000): Promise<{id: string; bytes: Buffer}> => {
	const {path, bytes} = await world.file(`source-${++count}`, size);
	const done = await world.over(await world.link.request('archives.upload', {vaultName, path, description}));
	expect(done.state).toBe('done');
	return {id: done.archiveId!, bytes};
};
const named = (filename: string) => archive(encodeMt2({filename, modified: '2014-05-01T10:20:30Z'}));

const restore = (archiveIds: string[], more: {overwrite?: boolean} = {}): Promise<Transfer[]> =>
	world.link.request('archives.restore', {
		...{vaultName, tier: 'Standard', to},
		...more,
		selection: {archiveIds},
	});
const restored = async (archiveIds: string[], more: {overwrite?: boolean} = {}): Promise<Transfer[]> =>
	Promise.all((await restore(archiveIds, more)).map((transfer) => world.over(transfer)));
const tree = async (folder: string): Promise<string[]> =>
	(await readdir(folder, {recursive: true, withFileTypes: true}))
		.filter((entry) => !entry.isDirectory())
		.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
		.toSorted();
const jobsStarted = () =>
	world.proxy.passed.filter(({method, path}) => method === 'POST' && path.endsWith('/jobs')).length;

describe('where files go', () => {
	it.each([
		['../../etc/passwd', 'etc/passwd'],
		['/etc/cron.d/job', 'etc/cron.d/job'],
		['a/../../b', 'a/b'],
		['C:\\Users\\me\\x.txt', 'C/Users/me/x.txt'],
		['\u001b[2Jclear', '␛[2Jclear'],
	])('%j stays inside of the folder', async (name, path) => {
		const {id, bytes} = await named(name);
		const [transfer] = await restored([id]);
		expect(transfer).toMatchObject({state: 'done', path: join(to, path)});
		expect(await tree(to)).toEqual([path]);
		expect((await readFile(join(to, path))).equals(bytes)).toBe(true);
	});

	it('follows no link that somebody has put there, and pays nothing', async () => {
		const {id} = await named('photos/2014/a.jpg');
		const outside = join(world.folder, `outside-${count}`);
		await mkdir(outside);
		await mkdir(to);
		await symlink(outside, join(to, 'photos'));
		world.proxy.passed.length = 0;
		await expect(restore([id])).rejects.toMatchObject({value: {kind: 'file', code: 'ELOOP'}});
		expect(jobsStarted()).toBe(0);
		expect(await readdir(outside)).toEqual([]);
	});

	it('follows no link that comes while the retrieval is under way', async () => {
		const {id} = await named('photos/2014/a.jpg');
		const outside = join(world.folder, `outside-${count}`);
		await mkdir(outside);
		let go = () => {};
		const until = new Promise<void>((resolve) => {
			go = resolve;
		});
		world.proxy.fault = ({path}) => (path.includes('/jobs/') ? {do: 'hold', until} : undefined);
		const [transfer] = await restore([id]);
		await symlink(outside, join(to, 'photos'));
		go();
		expect(await world.over(transfer!)).toMatchObject({state: 'failed', error: {kind: 'file', code: 'ELOOP'}});
		expect(await readdir(outside)).toEqual([]);
	});

	it('gives archives of one name places of their own, the newest the name itself', async () => {
		const ids = [(await named('db.tar.gz')).id, (await named('db.tar.gz')).id, (await named('db.tar.gz/inner')).id];
		const transfers = await restored(ids);
		expect(transfers.every(({state}) => state === 'done')).toBe(true);
		const paths = await tree(to);
		expect(paths).toHaveLength(3);
		expect(paths).toContain('db.tar.gz/inner');
		expect(paths.filter((path) => /^db\.\d{4}-\d\d-\d\dT\d{6}\.tar\.gz(-2)?$/.test(path))).toHaveLength(2);
		expect(world.events.some((event) => event.type === 'notice' && event.notice.text.includes('same name'))).toBe(true);
	});

	it('makes folders of their markers instead of fetching them', async () => {
		const marker = await archive(
			`<m><v>4</v><p>${Buffer.from('empty/').toString('base64')}</p><lm>20140501T102030Z</lm></m>`,
			1,
		);
		const file = await named('empty/not.txt');
		world.proxy.passed.length = 0;
		expect(await restored([marker.id, file.id])).toHaveLength(1);
		expect(jobsStarted()).toBe(1);
		expect(await tree(to)).toEqual(['empty/not.txt']);
	});
});

describe('a file that exists', () => {
	it('is never replaced unless told, and nothing is paid for finding out', async () => {
		const {id, bytes} = await named('precious.txt');
		await mkdir(to);
		await writeFile(join(to, 'precious.txt'), 'precious');
		const plan = await world.link.request('archives.plan-restore', {vaultName, selection: {archiveIds: [id]}, to});
		expect(plan.existing).toEqual({count: 1, names: ['precious.txt']});
		world.proxy.passed.length = 0;
		await expect(restore([id])).rejects.toMatchObject({value: {kind: 'file', code: 'EEXIST'}});
		expect(jobsStarted()).toBe(0);
		expect(await readFile(join(to, 'precious.txt'), 'utf8')).toBe('precious');
		expect(await restored([id], {overwrite: true})).toMatchObject([{state: 'done'}]);
		expect((await readFile(join(to, 'precious.txt'))).equals(bytes)).toBe(true);
	});

	it('is not replaced when it comes while the retrieval is under way; moved away, the download needs nothing more', async () => {
		const {id, bytes} = await named('late.txt');
		world.proxy.fault = ({path}) => {
			if (!path.endsWith('/output')) return undefined;
			return {do: 'hold', until: writeFile(join(to, 'late.txt'), 'came first')};
		};
		const [transfer] = await restored([id]);
		expect(transfer).toMatchObject({state: 'failed', error: {kind: 'file', code: 'EEXIST'}});
		expect(await readFile(join(to, 'late.txt'), 'utf8')).toBe('came first');
		await rename(join(to, 'late.txt'), join(to, 'moved.txt'));
		world.proxy.passed.length = 0;
		await world.link.request('transfers.resume', {transferId: transfer!.transferId});
		expect(await world.over(transfer!)).toMatchObject({state: 'done'});
		expect((await readFile(join(to, 'late.txt'))).equals(bytes)).toBe(true);
		expect(world.proxy.passed).toEqual([]);
	});
});

describe('retrieval jobs', () => {
	it('are used again when they have output or are under way, and the plan says so', async () => {
		const {id} = await named('twice.txt');
		await restored([id]);
		to = `${to}-again`;
		const plan = await world.link.request('archives.plan-restore', {vaultName, selection: {archiveIds: [id]}, to});
		expect(plan).toMatchObject({archives: 1, bytes: 2000, reused: 1, region: 'us-east-1'});
		expect(plan.tiers.find(({tier}) => tier === 'Standard')?.cost).toMatchObject({retrieval: 0, requests: 0});
		world.proxy.passed.length = 0;
		expect(await restored([id])).toMatchObject([{state: 'done'}]);
		expect(jobsStarted()).toBe(0);
	});

	it.each(['cancel', 'pause'] as const)(
		'that a person stopped (%s) while they were being started begin nothing by themselves',
		async (act) => {
			const {id} = await named(`stopped-${act}.txt`);
			const {promise: until, resolve: go} = Promise.withResolvers<void>();
			world.proxy.fault = ({method, path}) =>
				method === 'POST' && path.endsWith('/jobs') ? {do: 'hold', until} : undefined;
			const begun = world.until(
				'transfer',
				({transfer}) => transfer.state === 'retrieving' && transfer.archiveId === id,
			);
			const asked = restore([id]);
			const {transferId} = (await begun).transfer;
			await expect.poll(jobsStarted).toBe(1);
			await world.link.request(`transfers.${act}`, {transferId});
			go();
			const state = act === 'cancel' ? 'cancelled' : 'paused';
			expect(await asked).toMatchObject([{transferId, state}]);
			// The job that was paid is used by whoever wants the archive after all.
			const [again] = await restored([id]);
			expect(again).toMatchObject({state: 'done'});
			expect(jobsStarted()).toBe(1);
			const all = await world.link.request('transfers.list', {});
			expect(all.find((one) => one.transferId === transferId)?.state).toBe(act === 'cancel' ? 'cancelled' : 'done');
		},
	);

	it('that failed leave a sentence', async () => {
		const {id} = await named('doomed.txt');
		world.proxy.fault = ({path}) =>
			path.includes('/jobs/') && !path.endsWith('/output')
				? {do: 'answer', status: 404, code: 'ResourceNotFoundException'}
				: undefined;
		expect(await restored([id])).toMatchObject([{state: 'failed', error: {kind: 'not-found'}}]);
	});

	it('whose output has expired are not paid again unasked; what was verified stays', async () => {
		const {path} = await world.file('large', 6 * mebibyte);
		const upload = await world.over(await world.link.request('archives.upload', {vaultName, path}));
		let fetched = 0;
		world.proxy.fault = ({path: asked, range}) => {
			if (!asked.endsWith('/output') || range === '') return undefined;
			return ++fetched > 2 ? {do: 'answer', status: 404, code: 'ResourceNotFoundException'} : undefined;
		};
		const [transfer] = await restored([upload.archiveId!]);
		expect(transfer).toMatchObject({
			state: 'failed',
			error: {kind: 'not-found', hint: expect.stringContaining('begins when it is agreed to')},
		});
		// The service's list has forgotten the job too.
		world.proxy.fault = ({method, path: asked}) =>
			method === 'GET' && asked.includes('/jobs/')
				? {do: 'answer', status: 404, code: 'ResourceNotFoundException'}
				: undefined;
		await world.emulator.control.advance(25 * 3_600_000);
		const {transferId} = transfer!;
		await expect(world.link.request('transfers.resume', {transferId})).rejects.toMatchObject({
			value: {kind: 'not-found'},
		});
		world.proxy.fault = () => undefined;
		world.proxy.passed.length = 0;
		const [again] = await restored([upload.archiveId!]);
		expect(again).toMatchObject({transferId, state: 'done'});
		expect(jobsStarted()).toBe(1);
		expect(world.proxy.passed.filter(({path: asked}) => asked.endsWith('/output'))).toHaveLength(4);
	});
});

describe('what cannot be', () => {
	it('is said before anything is asked that costs', async () => {
		await expect(restore(['unknown'])).rejects.toMatchObject({value: {kind: 'not-found'}});
		await expect(world.link.request('archives.find', {vaultName, terms: ['nothing']})).rejects.toMatchObject({
			value: {kind: 'not-found'},
		});
		const empty = await world.file('empty', 0);
		await expect(world.link.request('archives.upload', {vaultName, path: empty.path})).rejects.toMatchObject({
			value: {kind: 'invalid-input'},
		});
		await expect(world.link.request('archives.upload', {vaultName, path: world.folder})).rejects.toMatchObject({
			value: {kind: 'invalid-input'},
		});
		await expect(world.link.request('archives.upload', {vaultName, path: '/no/such/file'})).rejects.toMatchObject({
			value: {kind: 'not-found'},
		});
		await expect(
			world.link.request('archives.upload', {vaultName, path: (await world.file('x', 1)).path, description: 'ä'}),
		).rejects.toMatchObject({value: {kind: 'invalid-input'}});
	});
});
