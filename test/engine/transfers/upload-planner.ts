import {createHash} from 'node:crypto';
import {describe, expect, it} from 'vitest';
import type {ChunkStep} from '../../../source/engine/transfers/chunk-planner.ts';
import type {Candidate} from '../../../source/engine/transfers/lost-uploads.ts';
import {UploadPlanner, type UploadStep} from '../../../source/engine/transfers/upload-planner.ts';
import {AdaptivePlaces, type Place} from '../../../source/glacier/adaptive-places.ts';
import {mebibyte} from '../../../source/model/limits.ts';
import {combineHex} from '../../../source/model/tree-hash.ts';
import {seededRandom} from '../../helpers/seeded-random.ts';
import {failure, weather} from '../../helpers/weather.ts';

const hashOf = (index: number) => createHash('sha256').update(`part ${index}`).digest('hex');
const changed = failure('final');

const options = (parts: number, random: () => number) => ({
	size: parts * mebibyte - 7,
	chunkSize: mebibyte,
	atOnce: () => 4,
	checksAtOnce: 2,
	tries: 5,
	random,
});

type Work = Exclude<UploadStep, {do: 'wait' | 'done' | 'stop'}>;

/** A service and a catalog, as far as an upload can tell, and a run of the planner that may die at any moment. */
const simulate = (seed: number) => {
	const random = seededRandom(seed);
	const parts = 1 + Math.floor(random() * 40);
	const expected = combineHex(Array.from({length: parts}, (_, index) => hashOf(index)));
	// Two uploads look like ours and are not: one is of another file, and one of an engine that lives.
	const others = new Map([
		['another file', new Map([...Array(parts).keys()].map((index) => [index, index === 0 ? 'other' : hashOf(index)]))],
		['somebody who lives', new Map([[0, hashOf(0)]])],
	]);
	const service = {
		uploads: new Map(Array.from(others, ([uploadId, held]) => [uploadId, new Map(held)])),
		completed: new Map<string, string>(),
		opened: 0,
	};
	const catalog = {
		uploadId: null as string | null,
		treeHash: null as string | null,
		recorded: new Map<number, string>(),
	};
	/** What was recorded of each upload, also by a catalog that was lost since. */
	const everRecorded = new Set<string>();
	const sentAgain: number[] = [];
	let now = 0;
	let deaths = 0;
	let losses = 0;
	const most = 1 + Math.floor(random() * 8);
	let bears = new AdaptivePlaces(most);
	const places = new Map<Work, Place>();
	const start = () => {
		bears = new AdaptivePlaces(most);
		places.clear();
		return new UploadPlanner(
			{...options(parts, random), atOnce: () => bears.places},
			{
				uploadId: catalog.uploadId,
				treeHash: catalog.treeHash,
				recorded: [...catalog.recorded].map(([index, treeHash]) => ({index, treeHash})),
			},
		);
	};
	const sky = weather(random);
	let planner = start();
	let underWay: Work[] = [];
	const stalled = new Set<Work>();

	/** What the service makes of a call, whether or not its answer arrives. */
	const serve = (step: Work): unknown => {
		if (step.do === 'initiate') {
			const uploadId = `upload-${++service.opened}`;
			service.uploads.set(uploadId, new Map());
			return uploadId;
		}
		if (step.do === 'complete') {
			const held = service.uploads.get(step.uploadId);
			if (held) {
				if (held.size !== parts || step.treeHash !== expected) throw new Error('The service refuses this archive.');
				service.uploads.delete(step.uploadId);
				service.completed.set(step.uploadId, 'archive');
			}
			return service.completed.get(step.uploadId);
		}
		if (step.do === 'find') {
			const open = Array.from(service.uploads, ([uploadId, held]) => ({
				uploadId,
				parts: Array.from(held, ([index, treeHash]) => ({index, treeHash})),
			}));
			return open.filter((candidate) => candidate.parts.length > 0);
		}
		if (step.do === 'take') return step.candidate.uploadId !== 'somebody who lives';
		if (step.do === 'list') return service.uploads.get(step.uploadId);
		if (step.do === 'move') service.uploads.get(catalog.uploadId!)?.set(step.index, hashOf(step.index));
		return step.do === 'move' ? service.uploads.has(catalog.uploadId!) : true;
	};

	const succeed = (step: Work, answer: unknown) => {
		if (step.do === 'take') {
			if (answer) catalog.uploadId = step.candidate.uploadId;
			return planner.took(answer as boolean);
		}
		if (answer === undefined || answer === false) return planner.failed(step, failure('gone'), now);
		switch (step.do) {
			case 'find':
				return planner.found(answer as Candidate[]);
			case 'initiate':
				catalog.recorded.clear();
				catalog.uploadId = answer as string;
				return planner.initiated(answer as string);
			case 'list':
				return planner.listed(Array.from(answer as Map<number, string>, ([index, treeHash]) => ({index, treeHash})));
			case 'move': {
				const chunk = {index: step.index, treeHash: hashOf(step.index)};
				catalog.recorded.set(step.index, chunk.treeHash);
				everRecorded.add(`${catalog.uploadId} ${step.index}`);
				return planner.moved(chunk);
			}
			case 'check':
				// The service may have a part whose answer was lost.
				catalog.recorded.set(step.index, step.treeHash);
				return planner.checked(step.index, step.treeHash === hashOf(step.index), changed);
			case 'complete':
				return planner.completed();
		}
	};

	for (let turn = 0; turn < 20_000; turn++) {
		const step = planner.next(now);
		if (step.do === 'done')
			return {parts, deaths, losses, outages: sky.outages, sentAgain, service, others, planner, expected};
		if (step.do === 'stop') throw new Error(`It stopped: ${step.failure.error.message}`);
		if (step.do !== 'wait') {
			if (step.do === 'move' && everRecorded.has(`${catalog.uploadId} ${step.index}`)) sentAgain.push(step.index);
			if (step.do === 'complete') catalog.treeHash = step.treeHash;
			underWay.push(step);
			if (step.do === 'move') {
				places.set(step, bears.take());
				if (underWay.length > bears.places) throw new Error('More at once than allowed.');
			}
			now += random() * 50;
			continue;
		}
		if (underWay.length === 0) {
			if (step.until === null) throw new Error('A wait for nothing.');
			now = Math.max(now, step.until);
			continue;
		}
		if (random() < 0.02) {
			// It dies: calls on their way may still arrive.
			for (const call of underWay) if (random() < 0.5) serve(call);
			underWay = [];
			stalled.clear();
			deaths++;
			// With the catalog goes all knowledge of the upload. What may be complete already cannot be found again.
			if (catalog.treeHash === null && random() < 0.4) {
				losses++;
				catalog.uploadId = null;
				catalog.recorded.clear();
			}
			planner = start();
			continue;
		}
		// What stalls is given up when nothing else is left to happen.
		const heard = underWay.filter((step) => !stalled.has(step));
		if (heard.length === 0) now += 60_000;
		const from = heard.length === 0 ? underWay : heard;
		const ended = from[Math.floor(random() * from.length)]!;
		const isMove = ended.do === 'move';
		const fate = stalled.has(ended) ? failure('away', true) : sky.fate(now, isMove);
		if (fate === 'stalls' && isMove) {
			stalled.add(ended);
			continue;
		}
		underWay = underWay.filter((step) => step !== ended);
		stalled.delete(ended);
		const place = places.get(ended);
		if (place) bears.leave(place, typeof fate === 'object' ? (fate.crowded ?? null) : false);
		const calls = ended.do !== 'check';
		if (fate === 'done' || fate === 'stalls' || !calls || (fate === 'lost' && ended.do !== 'complete' && !isMove)) {
			succeed(ended, serve(ended));
			continue;
		}
		if (fate === 'lost') serve(ended);
		planner.failed(ended, fate === 'lost' ? failure('away') : fate, now);
	}
	throw new Error('It never ended.');
};

describe('upload planner', () => {
	it('ends with the whole archive, once, after a thousand schedules of parts that finish, fail, stall and die, outages, and catalogs that are lost', () => {
		let deaths = 0;
		let losses = 0;
		let outages = 0;
		for (let seed = 1; seed <= 1000; seed++) {
			try {
				const run = simulate(seed);
				deaths += run.deaths;
				losses += run.losses;
				outages += run.outages;
				for (const [uploadId, held] of run.others) expect(run.service.uploads.get(uploadId)).toEqual(held);
				expect(run.sentAgain).toEqual([]);
				expect(run.service.completed.size).toBe(1);
				expect(run.planner.board.isVerified).toBe(true);
				expect(combineHex(run.planner.board.treeHashes())).toBe(run.expected);
			} catch (error) {
				throw new Error(`With seed ${seed}: ${error}`, {cause: error});
			}
		}
		expect(deaths).toBeGreaterThan(200);
		expect(losses).toBeGreaterThan(50);
		expect(outages).toBeGreaterThan(200);
	});

	const until = (planner: UploadPlanner, now = 0): UploadStep[] => {
		const steps: UploadStep[] = [];
		for (;;) {
			const step = planner.next(now);
			steps.push(step);
			if (step.do === 'wait' || step.do === 'done' || step.do === 'stop') return steps;
		}
	};
	const fresh = () => {
		const planner = new UploadPlanner(
			options(3, () => 0),
			{uploadId: null, treeHash: null, recorded: []},
		);
		expect(until(planner)).toEqual([{do: 'find'}, {do: 'wait', until: null}]);
		planner.found([]);
		expect(until(planner)).toEqual([
			{do: 'initiate', afresh: false},
			{do: 'wait', until: null},
		]);
		planner.initiated('u1');
		return planner;
	};

	it('does not look for the upload of a single part', () => {
		const planner = new UploadPlanner(
			options(1, () => 0),
			{uploadId: null, treeHash: null, recorded: []},
		);
		expect(until(planner)[0]).toEqual({do: 'initiate', afresh: false});
	});

	it('sends nothing to an upload before all its parts are those of the file, and then only what is missing', () => {
		const planner = new UploadPlanner(
			options(4, () => 0),
			{uploadId: null, treeHash: null, recorded: []},
		);
		const part = (index: number) => ({index, treeHash: hashOf(index)});
		until(planner);
		planner.found([
			{uploadId: 'other', parts: [part(0), part(1), part(2)]},
			{uploadId: 'ours', parts: [part(0), part(2)]},
		]);
		expect(until(planner).map((step) => step.do)).toEqual(['check', 'check', 'wait']);
		planner.checked(1, false, changed);
		planner.checked(0, true, changed);
		expect(until(planner)).toEqual([
			{do: 'check', ...part(0)},
			{do: 'check', ...part(2)},
			{do: 'wait', until: null},
		]);
		planner.checked(0, true, changed);
		planner.checked(2, true, changed);
		expect(until(planner)[0]).toEqual({do: 'take', candidate: {uploadId: 'ours', parts: [part(0), part(2)]}});
		planner.took(true);
		expect(until(planner)).toEqual([
			{do: 'move', index: 1},
			{do: 'move', index: 3},
			{do: 'wait', until: null},
		]);
	});

	it('uploads what it may not look for, waits for whoever cannot be reached, and says at once that nobody knows its key', () => {
		const begin = () => {
			const planner = new UploadPlanner(
				options(2, () => 0),
				{uploadId: null, treeHash: null, recorded: []},
			);
			until(planner);
			return planner;
		};
		const refused = begin();
		refused.failed({do: 'find'}, failure('final'), 0);
		expect(until(refused)[0]).toEqual({do: 'initiate', afresh: false});
		const away = begin();
		away.failed({do: 'find'}, failure('away'), 0);
		expect(until(away)).toEqual([{do: 'wait', until: 250}]);
		expect(away.outage.waits).toBeNull();
		expect(until(away, 250)[0]).toEqual({do: 'find'});
		away.failed({do: 'find'}, failure('away'), 300);
		expect(away.outage.waits).toEqual({for: 'network', error: failure('away').error});
		expect(until(away, 550)[0]).toEqual({do: 'find'});
		away.found([]);
		expect(away.outage.waits).toBeNull();
		const late = begin();
		late.failed({do: 'find'}, failure('expired'), 0);
		expect(late.outage.waits?.for).toBe('credentials');
		const unknown = begin();
		unknown.failed({do: 'find'}, failure('unaccepted'), 0);
		expect(until(unknown)).toEqual([{do: 'stop', failure: failure('unaccepted')}]);
	});

	it('begins afresh when all parts had come and expired before they were completed', () => {
		const planner = fresh();
		until(planner);
		for (const index of [0, 1, 2]) planner.moved({index, treeHash: hashOf(index)});
		expect(until(planner)[0]).toMatchObject({do: 'complete', uploadId: 'u1'});
		planner.expired();
		expect(until(planner)[0]).toEqual({do: 'initiate', afresh: true});
		expect(planner.board.map()).toBe('www');
	});

	it('asks only for the answer again when all parts were accepted', () => {
		const planner = new UploadPlanner(
			options(2, () => 0),
			{uploadId: 'u1', treeHash: 'abc', recorded: []},
		);
		expect(until(planner)).toEqual([
			{do: 'complete', uploadId: 'u1', treeHash: 'abc'},
			{do: 'wait', until: null},
		]);
		planner.failed({do: 'complete', uploadId: 'u1', treeHash: 'abc'}, failure('away'), 0);
		expect(until(planner)).toEqual([{do: 'wait', until: 250}]);
		expect(until(planner, 250)[0]).toMatchObject({do: 'complete'});
	});

	it('compares every part that the service has with the file, and refuses a file that was changed', () => {
		const planner = new UploadPlanner(
			options(3, () => 0),
			{uploadId: 'u1', treeHash: null, recorded: []},
		);
		expect(until(planner)[0]).toEqual({do: 'list', uploadId: 'u1'});
		planner.listed([{index: 1, treeHash: 'other'}]);
		expect(until(planner)).toEqual([
			{do: 'check', index: 1, treeHash: 'other'},
			{do: 'move', index: 0},
			{do: 'move', index: 2},
			{do: 'wait', until: null},
		]);
		planner.checked(1, false, changed);
		planner.moved({index: 0, treeHash: hashOf(0)});
		planner.moved({index: 2, treeHash: hashOf(2)});
		expect(until(planner)).toEqual([{do: 'stop', failure: changed}]);
	});

	it('begins afresh once when the service has forgotten the upload, and not for ever', () => {
		const planner = fresh();
		expect(until(planner).map((step) => step.do)).toEqual(['move', 'move', 'move', 'wait']);
		planner.moved({index: 0, treeHash: hashOf(0)});
		planner.failed({do: 'move', index: 1}, failure('gone'), 0);
		expect(until(planner)).toEqual([{do: 'wait', until: null}]);
		planner.failed({do: 'move', index: 2}, failure('gone'), 0);
		expect(until(planner)[0]).toEqual({do: 'initiate', afresh: true});
		planner.initiated('u2');
		expect(until(planner).map((step) => step.do)).toEqual(['move', 'move', 'move', 'wait']);
		for (const index of [0, 1, 2]) planner.failed({do: 'move', index}, failure('gone'), 0);
		expect(until(planner)).toEqual([{do: 'stop', failure: failure('gone')}]);
	});

	it('gives up on a part after so many tries, lets the others end, and keeps what they brought', () => {
		const planner = fresh();
		until(planner);
		let now = 0;
		for (let tries = 1; tries < 5; tries++) {
			planner.failed({do: 'move', index: 1}, failure('again'), now);
			const [wait] = until(planner, now);
			expect(wait).toMatchObject({do: 'wait'});
			now = (wait as {until: number}).until;
			expect(until(planner, now)[0]).toEqual({do: 'move', index: 1});
		}
		planner.failed({do: 'move', index: 1}, failure('again'), now);
		expect(planner.next(now)).toEqual({do: 'wait', until: null});
		planner.moved({index: 0, treeHash: hashOf(0)});
		planner.moved({index: 2, treeHash: hashOf(2)});
		expect(planner.next(now)).toEqual({do: 'stop', failure: failure('again')});
		expect(planner.board.map()).toBe('vfv');
		expect(planner.board.retries).toBe(4);
	});

	it.each(['away', 'expired', 'unaccepted'] as const)(
		'waits while it is %s, however long, and tries one part',
		(kind) => {
			const planner = fresh();
			until(planner);
			let now = 0;
			planner.failed({do: 'move', index: 1}, failure(kind), now);
			planner.failed({do: 'move', index: 2}, failure(kind), now);
			let step: UploadStep = {do: 'move', index: 0};
			for (let tries = 0; tries < 500; tries++) {
				planner.failed(step as ChunkStep, failure(kind), now);
				now = (until(planner, now)[0] as {until: number}).until;
				const [next, then] = until(planner, now) as [UploadStep, UploadStep];
				expect(next).toMatchObject({do: 'move'});
				expect(then).toEqual({do: 'wait', until: null});
				step = next;
			}
			expect(now).toBeGreaterThan(3_600_000);
			planner.moved({index: 0, treeHash: hashOf(0)});
			expect(planner.outage.waits).toBeNull();
			expect(until(planner, now + 60_000).map((step) => step.do)).toEqual(['move', 'move', 'wait']);
		},
	);
});
