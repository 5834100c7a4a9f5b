import {describe, expect, it} from 'vitest';
import type {EngineEvent} from '../../source/model/events.ts';
import type {Job} from '../../source/model/job.ts';
import type {EngineLink} from '../../source/model/requests.ts';
import type {Transfer} from '../../source/model/transfer.ts';
import type {Vault} from '../../source/model/vault.ts';
import {isDenied, openTransfers, traffic} from '../../source/store/selectors.ts';
import {attach, openStore} from '../../source/store/store.ts';

const at = '2026-11-23T02:00:00.000Z';
const vault = (vaultName: string): Vault => ({
	vaultName,
	vaultArn: `arn:aws:glacier:us-east-1:123456789012:vaults/${vaultName}`,
	creationDate: at,
	lastInventoryDate: null,
	numberOfArchives: 0,
	sizeInBytes: 0,
});
const transfer = (transferId: string, facts: Partial<Transfer> = {}): Transfer => ({
	transferId,
	direction: 'download',
	state: 'moving',
	vaultName: 'a',
	archiveId: 'x',
	name: 'file',
	description: '',
	path: '/srv/file',
	size: 25,
	chunkSize: 10,
	treeHash: null,
	uploadId: null,
	jobId: null,
	tier: null,
	location: null,
	fileModified: null,
	fileInode: null,
	modified: null,
	started: at,
	finished: null,
	error: null,
	...facts,
});
const job = (jobId: string, creationDate: string) => ({jobId, creationDate, vaultName: 'a', completed: false}) as Job;

describe('store', () => {
	it('keeps vaults sorted by code unit and forgets a vault with its jobs', () => {
		const store = openStore();
		store.take([
			{type: 'vaults', vaults: [vault('b'), vault('B')], listed: true, at},
			{type: 'vault', vault: vault('a')},
			{type: 'job', job: job('1', at)},
		]);
		expect(store.getState().vaults.vaults.map((one) => one.vaultName)).toEqual(['B', 'a', 'b']);
		store.take([{type: 'vault-gone', vaultName: 'a'}]);
		expect(store.getState().vaults.vaults.map((one) => one.vaultName)).toEqual(['B', 'b']);
		expect(store.getState().jobs).toEqual([]);
	});

	it('is the same whether transfers and jobs come one by one or thousands at once', () => {
		const places = [3, 1, 2, 0, 1];
		const events = Array.from(
			{length: 2000},
			(_, index): EngineEvent => ({
				type: 'transfer',
				transfer: transfer(`t${index % 1500}`, {
					place: places[index % places.length]!,
					state: index % 7 ? 'queued' : 'moving',
				}),
				chunks: 'vwm',
			}),
		);
		const [one, all] = [openStore(), openStore()];
		for (let index = 0; index < 300; index++) {
			const began = new Date(Date.parse(at) + ((index % 250) % 7) * 1000).toISOString();
			events.push({type: 'job', job: {...job(`${index % 250}`, began), completed: index >= 250}});
		}
		for (const event of events) one.take([event]);
		all.take(events);
		expect(all.getState()).toEqual(one.getState());
	});

	it('forgets what went while it heard nothing', () => {
		const store = openStore();
		const all: EngineEvent[] = [
			{type: 'vaults', vaults: [vault('a'), vault('b')], listed: true, at},
			...['1', '2'].map((id): EngineEvent => ({type: 'job', job: job(id, at)})),
			...['t1', 't2'].map((id): EngineEvent => ({type: 'transfer', transfer: transfer(id), chunks: null})),
		];
		store.take([...all, {type: 'no-others', vaultNames: ['a'], jobIds: ['2'], transferIds: ['t2']}]);
		const {vaults, jobs, transfers} = store.getState();
		expect(vaults.vaults.map(({vaultName}) => vaultName)).toEqual(['a']);
		expect(jobs.map(({jobId}) => jobId)).toEqual(['2']);
		expect(transfers.map((one) => one.transfer.transferId)).toEqual(['t2']);
	});

	it('remembers how fast all were together, about once a second', () => {
		const store = openStore();
		const sample = (transferId: string, rate: number): EngineEvent => ({
			type: 'transfer-progress',
			progress: {
				...{
					transferId,
					rate,
					verifiedBytes: 0,
					movingBytes: 0,
					moved: [],
					secondsLeft: null,
					retries: 0,
					mismatches: 0,
				},
				chunks: [],
			},
		});
		const start = ['a', 'b', 'c'].map(
			(id): EngineEvent => ({
				type: 'transfer',
				transfer: transfer(id, id === 'c' ? {state: 'paused'} : {}),
				chunks: null,
			}),
		);
		store.take(start);
		for (let round = 0; round < 21; round++) store.take([sample('a', round), sample('b', 100)]);
		store.take([sample('a', 0)]);
		// The first of every ten rounds.
		expect(store.getState().traffic.rates).toEqual([100, 110, 120]);
		expect(traffic(store.getState())).toEqual({moving: 2, heldUp: 0, rate: 100, secondsLeft: 1});
		store.take([{type: 'transfer', transfer: transfer('a', {state: 'done'}), chunks: 'vvv'}]);
		expect(store.getState().traffic.rates).toHaveLength(3);
		store.take([{type: 'transfer', transfer: transfer('b', {state: 'paused'}), chunks: null}]);
		expect(store.getState().traffic.rates).toEqual([]);
		expect(traffic(store.getState())).toEqual({moving: 0, heldUp: 0, rate: 0, secondsLeft: null});
	});

	it('cannot say how long a stream will take', () => {
		const store = openStore();
		store.take([
			{type: 'transfer', transfer: transfer('a'), chunks: null},
			{type: 'transfer', transfer: transfer('b', {size: null}), chunks: ''},
			{
				type: 'transfer-progress',
				progress: {
					...{
						transferId: 'a',
						rate: 5,
						verifiedBytes: 0,
						movingBytes: 0,
						moved: [],
						secondsLeft: 5,
						retries: 0,
						mismatches: 0,
					},
					chunks: [],
				},
			},
		]);
		expect(traffic(store.getState())).toEqual({moving: 2, heldUp: 0, rate: 5, secondsLeft: null});
	});

	it('tells what is held up apart from what moves, and knows of answers that are to come', () => {
		const store = openStore();
		const progress = {
			transferId: 'a',
			rate: 5,
			verifiedBytes: 0,
			movingBytes: 30,
			moved: [],
			retries: 0,
			mismatches: 0,
		};
		const told = (secondsLeft: number | null): EngineEvent => ({
			type: 'transfer-progress',
			progress: {...progress, secondsLeft, chunks: []},
		});
		store.take([{type: 'transfer', transfer: transfer('a', {size: 30}), chunks: null}, told(7)]);
		expect(traffic(store.getState())).toEqual({moving: 1, heldUp: 0, rate: 5, secondsLeft: 7});
		store.take([told(null)]);
		expect(traffic(store.getState())).toEqual({moving: 1, heldUp: 0, rate: 5, secondsLeft: null});
		store.take([{type: 'transfer', transfer: transfer('a', {size: 30, quietSince: at}), chunks: null}]);
		expect(traffic(store.getState())).toEqual({moving: 0, heldUp: 1, rate: 0, secondsLeft: null});
	});

	it('keeps jobs newest first, and updates in place', () => {
		const store = openStore();
		const order = ['2026-01-02', '2026-01-01', '2026-01-03'];
		store.take(order.map((day) => ({type: 'job', job: job(day, day)})));
		store.take([{type: 'job', job: {...job('2026-01-02', '2026-01-02'), completed: true}}]);
		expect(store.getState().jobs.map((one) => [one.jobId, one.completed])).toEqual([
			['2026-01-03', false],
			['2026-01-02', true],
			['2026-01-01', false],
		]);
	});

	it('draws a chunk map from a late snapshot and from progress alike', () => {
		const store = openStore();
		store.take([{type: 'transfer', transfer: transfer('t'), chunks: 'vww'}]);
		expect(store.getState().transfers[0]!.progress.verifiedBytes).toBe(10);
		store.take([
			{
				type: 'transfer-progress',
				progress: {
					transferId: 't',
					verifiedBytes: 15,
					movingBytes: 3,
					moved: [[1, 3]],
					rate: 7,
					secondsLeft: 1,
					retries: 1,
					mismatches: 1,
					chunks: [
						[1, 'm'],
						[2, 'v'],
					],
				},
			},
		]);
		const [entry] = store.getState().transfers;
		expect(Buffer.from(entry!.chunks).toString()).toBe('vmv');
		expect(traffic(store.getState())).toEqual({moving: 1, heldUp: 0, rate: 7, secondsLeft: 1});
		store.take([{type: 'transfer', transfer: transfer('t', {state: 'done'}), chunks: 'vvv'}]);
		expect(store.getState().transfers[0]!.progress).toMatchObject({
			verifiedBytes: 25,
			rate: 0,
			retries: 1,
			mismatches: 1,
		});
		expect(openTransfers(store.getState())).toEqual([]);
	});

	it('knows a denial for a vault, and one for the account', () => {
		const store = openStore();
		const right = {permission: 'glacier:DeleteArchive', vaultName: 'a', allowed: false} as const;
		store.take([{type: 'right', right}]);
		expect(isDenied(store.getState())('glacier:DeleteArchive', 'a')).toBe(true);
		expect(isDenied(store.getState())('glacier:DeleteArchive', 'b')).toBe(false);
		store.take([{type: 'right', right: {...right, allowed: true}}]);
		expect(isDenied(store.getState())('glacier:DeleteArchive', 'a')).toBe(false);
	});

	it('loses nothing between the snapshot and the first event, and folds a burst at once', async () => {
		let tell: (event: EngineEvent) => void = () => {};
		const link = {
			subscribe: (listener) => {
				tell = listener;
				return () => {};
			},
			request: async () => {
				tell({type: 'vault', vault: vault('b')});
				return [{type: 'vaults', vaults: [vault('a')], listed: true, at}];
			},
		} as Partial<EngineLink> as EngineLink;
		const store = openStore();
		await attach(store, link);
		expect(store.getState().vaults.vaults.map((one) => one.vaultName)).toEqual(['a', 'b']);
		let heard = 0;
		store.subscribe(() => heard++);
		for (const name of ['c', 'd', 'e']) tell({type: 'vault', vault: vault(name)});
		await new Promise(setImmediate);
		expect(heard).toBe(1);
		expect(store.getState().vaults.vaults).toHaveLength(5);
	});
});
