import {afterAll, beforeAll, beforeEach, describe, expect, it, vi} from 'vitest';
import type {ArchiveRow} from '../../source/model/archive.ts';
import {type EngineWorld, startWorld} from '../helpers/engine-world.ts';

let world: EngineWorld;
/** Each test has a vault of its own. */
let vaultName: string;
let count = 0;
beforeAll(async () => {
	world = await startWorld();
});
beforeEach(() => {
	vaultName = `vault-${++count}`;
	world.emulator.control.createVault(vaultName);
	world.proxy.fault = () => undefined;
	world.proxy.passed.length = 0;
	world.events.length = 0;
});
afterAll(() => world.close());

const refresh = (wait = true) => world.link.request('inventory.refresh', {vaultName, wait});
const fill = (archives: number) => {
	world.emulator.control.fill(vaultName, 'plain', {count: archives, start: Date.UTC(2020, 0, 1), seed: 7});
	world.emulator.control.makeInventory(vaultName);
};
const arrived = (archives: number) =>
	world.until(
		'inventory',
		({inventory, progress}) =>
			inventory.vaultName === vaultName && progress === null && inventory.archives === archives,
	);
/** What a face that comes now is told of the vault. */
const toldNow = async () => {
	await world.link.request('vaults.describe', {vault: vaultName});
	const told = await world.link.request('session.snapshot', {});
	return told.find((event) => event.type === 'inventory' && event.inventory.vaultName === vaultName);
};
const started = () => world.proxy.passed.filter(({method, path}) => method === 'POST' && path.endsWith('/jobs')).length;
const portions = () => world.proxy.passed.filter(({path}) => path.endsWith('/output')).map(({range}) => range);

describe('an inventory', () => {
	it('is asked for, awaited, fetched in portions and shown; a broken connection costs one portion', async () => {
		fill(3000);
		await world.link.close();
		await world.start({limits: {inventoryPortion: 100_000}});
		let cut = false;
		world.proxy.fault = ({range}) => {
			if (cut || !range.startsWith('300000-')) return undefined;
			cut = true;
			return {do: 'cut', after: 40_000};
		};
		const {jobId, reused, inventory} = await refresh();
		expect(reused).toBe(false);
		expect(inventory).toMatchObject({archives: 3000, uploadedSince: 0, deletedSince: 0, malformed: 0});
		const asked = portions();
		expect(asked.length).toBeGreaterThan(5);
		expect(asked.filter((range, at) => asked.indexOf(range) !== at)).toEqual(['300000-399999']);
		const steps = world.events.flatMap((event) => (event.type === 'inventory' ? [event.progress?.step ?? null] : []));
		expect([steps[0], steps.at(-2), steps.at(-1)]).toEqual(['retrieving', 'importing', null]);
		expect(world.events.some((event) => event.type === 'job' && event.job.jobId === jobId && event.job.completed)).toBe(
			true,
		);
		const window = await world.link.request('inventory.window', {
			...{vaultName, filter: '', sort: {by: 'name', descending: false}, offset: 0, limit: 10},
		});
		expect(window).toMatchObject({total: 3000});
		expect(window.rows).toHaveLength(10);
	});

	it('that breaks off in the middle goes on there, in the next engine too', async () => {
		fill(3000);
		await world.link.close();
		await world.start({limits: {inventoryPortion: 100_000, tries: 1}});
		const away = ({range}: {range: string}) => Number(range.split('-')[0]) >= 300_000;
		world.proxy.fault = (about) => (about.path.endsWith('/output') && away(about) ? {do: 'drop'} : undefined);
		await expect(refresh()).rejects.toMatchObject({
			value: {kind: 'unreachable', hint: 'Ask for the inventory again: what was fetched is kept.'},
		});
		world.proxy.fault = () => undefined;
		await world.link.close();
		world.events.length = 0;
		await world.start({limits: {inventoryPortion: 100_000}});
		expect(await refresh()).toMatchObject({reused: true, inventory: {archives: 3000, malformed: 0}});
		// What was kept is read again, and nobody is left to wonder whether anything happens.
		const told = world.events.flatMap((event) =>
			event.type === 'inventory' && event.progress?.step === 'importing' ? [event.progress] : [],
		);
		expect(told.slice(0, 4).map(({bytes}) => bytes)).toEqual([100_000, 200_000, 300_000, 400_000]);
		expect(told[0]).toMatchObject({rows: expect.any(Number), totalBytes: told.at(-1)!.totalBytes, secondsLeft: null});
		const answered = world.proxy.passed.filter(({path, status}) => path.endsWith('/output') && status !== 0);
		const asked = answered.map(({range}) => range);
		expect(asked.length).toBeGreaterThan(5);
		expect(new Set(asked).size).toBe(asked.length);
	});

	it('is not asked for twice: one under way is used, and one whose output is newer than the catalog', async () => {
		fill(10);
		const first = await refresh(false);
		const [second, third] = await Promise.all([refresh(true), refresh(true)]);
		expect([first.reused, second.jobId, third.jobId]).toEqual([false, first.jobId, first.jobId]);
		expect(started()).toBe(1);
		// What is in the catalog is as new as the job: now a new one is wanted.
		expect(await refresh()).toMatchObject({reused: false, inventory: {archives: 10}});
		expect(started()).toBe(2);
	});

	it('is not imported again when the clock of the service is ahead of what it is taken for', async () => {
		fill(10);
		await world.link.close();
		await world.start({serviceClock: {now: () => world.emulator.clock.now() - 36_000_000}});
		await refresh();
		expect(await refresh()).toMatchObject({reused: false});
	});

	it('that an engine asked for is imported by the next one, if that takes up what was left', async () => {
		fill(10);
		await refresh(false);
		await world.link.close();
		await world.emulator.control.advance(60_000);
		await world.start({adopt: false});
		expect(await world.link.request('inventory.summary', {vaultName})).toBeNull();
		await world.link.close();
		const imported = arrived(10);
		await world.start({adopt: true});
		await imported;
		expect(started()).toBe(1);
	});

	it('is reused by a request in the next engine, without waiting or asking for another', async () => {
		fill(10);
		const {jobId} = await refresh(false);
		await world.link.close();
		await world.emulator.control.advance(60_000);
		await world.start();
		expect(await refresh()).toMatchObject({jobId, reused: true, inventory: {archives: 10}});
		expect(started()).toBe(1);
	});

	it('whose start was not answered is found by its description', async () => {
		fill(10);
		world.proxy.fault = ({method, path}) =>
			method === 'POST' && path.endsWith('/jobs') && started() === 1 ? {do: 'lose-answer'} : undefined;
		expect(await refresh()).toMatchObject({inventory: {archives: 10}});
		expect(started()).toBe(1);
	});

	it('that is no newer than the one before is told of as that', async () => {
		fill(10);
		await refresh();
		const said = world.until('notice', ({notice: {text}}) => text.includes(' is still that of '));
		await refresh();
		expect((await said).notice.text).toMatch(/; the service has no newer one: 10 archives\.$/);
	});

	it('of a job that somebody else has started is not used, and said to be there', async () => {
		fill(10);
		await refresh();
		const {jobId} = await world.glacier.initiateInventory({vaultName, format: 'JSON', description: 'nightly'});
		await world.emulator.control.advance(60_000);
		expect(await refresh()).toMatchObject({reused: false, passedOver: jobId});
	});

	it('that fails is said to whoever waits, and the old one stays', async () => {
		fill(10);
		await refresh();
		world.proxy.fault = ({path}) =>
			path.endsWith('/output') ? {do: 'answer', status: 404, code: 'ResourceNotFoundException'} : undefined;
		await expect(refresh()).rejects.toMatchObject({value: {kind: 'not-found'}});
		expect(await world.link.request('inventory.summary', {vaultName})).toMatchObject({archives: 10});
		world.proxy.fault = () => undefined;
		expect(await refresh()).toMatchObject({inventory: {archives: 10}});
	});

	it('of which a row cannot be read is taken in without it, and that is counted and said', async () => {
		fill(10);
		const {jobId} = await refresh();
		const size = (await world.glacier.describeJob({vaultName, jobId})).inventorySizeInBytes!;
		// A letter of the last row's `SHA256TreeHash` is another one: the row has no hash.
		world.proxy.fault = ({path}) => (path.endsWith('/output') ? {do: 'flip', at: size - 72} : undefined);
		const said = world.until('notice', ({notice}) => notice.level === 'attention');
		expect(await refresh()).toMatchObject({inventory: {archives: 9, malformed: 1}});
		expect((await said).notice.text).toMatch(/: 9 archives; 1 row could not be read\.$/);
	});

	it('may be left alone by whoever waits for it, and goes on', async () => {
		fill(10);
		const stop = new AbortController();
		const imported = arrived(10);
		const waiting = world.link.request('inventory.refresh', {vaultName, wait: true}, stop.signal);
		stop.abort();
		await expect(waiting).rejects.toMatchObject({value: {kind: 'cancelled'}});
		await imported;
	});

	it('has uploads and deletes laid over it at once', async () => {
		fill(10);
		await refresh();
		const {path} = await world.file('new', 100);
		const transfer = await world.over(await world.link.request('archives.upload', {vaultName, path}));
		expect(await world.link.request('inventory.summary', {vaultName})).toMatchObject({archives: 11, uploadedSince: 1});
		const selection = {archiveIds: [transfer.archiveId!]};
		expect(await world.link.request('archives.delete', {vaultName, selection})).toEqual({
			deleted: 1,
			failed: 0,
			failures: [],
			left: 0,
		});
		expect(await world.link.request('inventory.summary', {vaultName})).toMatchObject({archives: 10});
	});

	it('names the first that are marked, and loses more than go in one turn by turns, the oldest first', async () => {
		fill(10);
		await world.link.close();
		await world.start({limits: {deletedInOneTurn: 4}});
		await refresh();
		const query = {vaultName, filter: '', sort: {by: 'created', descending: false}, offset: 0, limit: 10} as const;
		const {rows} = await world.link.request('inventory.window', query);
		await world.link.request('inventory.mark', {vaultName, change: {do: 'range', query, from: 1, to: 9, marked: true}});
		const selection = {marked: true} as const;
		const ids = (archives: readonly {archiveId: string}[]) => archives.map(({archiveId}) => archiveId);
		const first = await world.link.request('archives.select', {vaultName, selection, limit: 3});
		expect(ids(first)).toEqual(ids(rows.slice(1, 4)));
		const gone: number[] = [];
		for (const left of [5, 1, 0]) {
			const deletion = await world.link.request('archives.delete', {vaultName, selection});
			expect(deletion).toMatchObject({failed: 0, left});
			gone.push(deletion.deleted);
			const {archives} = (await world.link.request('inventory.summary', {vaultName}))!;
			expect(archives).toBe(1 + left);
		}
		expect(gone).toEqual([4, 4, 1]);
		expect(await world.link.request('archives.select', {vaultName, selection, limit: 3})).toEqual([]);
		await world.link.close();
		await world.start();
	});

	it('that is a vault’s first can be looked at while it is read, in the form of what has come', async () => {
		fill(3000);
		await world.link.close();
		await world.start({limits: {inventoryPortion: 100_000}});
		const gate = Promise.withResolvers<void>();
		world.proxy.fault = ({range}) => (range.startsWith('400000-') ? {do: 'hold', until: gate.promise} : undefined);
		const whole = refresh();
		const query = {vaultName, filter: '', sort: {by: 'name', descending: false}, offset: 0, limit: 10} as const;
		const look = () => world.link.request('inventory.window', {...query, early: true});
		const [{archiveId, name}] = await vi.waitFor(async () => {
			const {rows, total, early} = await look();
			expect(early).toBe(true);
			expect(total).toBeGreaterThan(100);
			return rows as [ArchiveRow];
		}, 20_000);
		expect(await world.link.request('inventory.window', query)).toMatchObject({total: 0, early: false});
		expect(await world.link.request('archives.find', {vaultName, terms: [archiveId]})).toMatchObject([{name}]);

		// Changes meanwhile are told of with how far it is, and to a face that comes now.
		const {path} = await world.file('meanwhile', 100);
		const changed = world.until('inventory', ({inventory}) => inventory.uploadedSince === 1);
		await world.over(await world.link.request('archives.upload', {vaultName, path}));
		expect((await changed).progress).toMatchObject({step: 'importing', ordered: null});
		expect(await toldNow()).toMatchObject({progress: {step: 'importing'}});

		gate.resolve();
		expect(await whole).toMatchObject({inventory: {archives: 3001, uploadedSince: 1}});
		expect(await look()).toMatchObject({total: 3001, early: false});
	});

	it('that is a vault’s first is told to a face that comes while the service makes it', async () => {
		await refresh(false);
		expect(await toldNow()).toMatchObject({inventory: {inventoryDate: null}, progress: {step: 'retrieving'}});
	});
});
