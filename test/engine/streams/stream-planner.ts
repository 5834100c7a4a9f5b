import {createHash} from 'node:crypto';
import {describe, expect, it} from 'vitest';
import type {Failure, FailureKind} from '../../../source/engine/failure.ts';
import {type StreamAct, StreamPlanner, type StreamStep} from '../../../source/engine/streams/stream-planner.ts';
import {mismatch} from '../../../source/model/errors/errors.ts';
import {mebibyte, mostParts} from '../../../source/model/limits.ts';
import {combineHex} from '../../../source/model/tree-hash.ts';
import {seededRandom} from '../../helpers/seeded-random.ts';

const hashOf = (index: number) => createHash('sha256').update(`part ${index}`).digest('hex');
const failure = (kind: FailureKind): Failure => ({kind, error: mismatch(kind).value});
const chunksAtOnce = 3;
const fresh = (random: () => number = () => 0) =>
	new StreamPlanner({chunkSize: mebibyte, atOnce: () => chunksAtOnce, tries: 5, random});

/** A stream of so many parts, through a service on which a seeded luck rules. */
const simulate = (seed: number) => {
	const random = seededRandom(seed);
	const parts = 1 + Math.floor(random() * 40);
	const last = 1 + Math.floor(random() * mebibyte);
	const planner = fresh(random);
	const underWay: StreamAct[] = [];
	const held = new Set<number>();
	const order: number[] = [];
	let most = 0;
	let now = 0;
	const succeed = (act: StreamAct) => {
		if (act.do === 'initiate') planner.initiated();
		else if (act.do === 'move') {
			held.delete(act.index);
			planner.moved({index: act.index, treeHash: hashOf(act.index)});
		} else if (act.index === parts) planner.filled(0, true);
		else {
			order.push(act.index);
			held.add(act.index);
			// A stream that ends at the end of a part is known to have ended only afterwards.
			const isLast = act.index === parts - 1;
			planner.filled(isLast ? last : mebibyte, isLast && last < mebibyte);
		}
	};
	for (let turn = 0; turn < 20_000; turn++) {
		const step: StreamStep = planner.next(now);
		if (step.do === 'done') return {planner, step, parts, order, most, size: (parts - 1) * mebibyte + last};
		if (step.do === 'stop') throw new Error(`It stopped: ${step.failure.error.message}`);
		if (step.do !== 'wait') {
			if (step.do === 'move') expect(held.has(step.index), 'a part that is not there').toBe(true);
			expect(underWay.filter((act) => act.do !== 'move').length, 'one fill at a time').toBeLessThanOrEqual(1);
			underWay.push(step);
			most = Math.max(most, held.size + (step.do === 'fill' ? 1 : 0));
			continue;
		}
		if (underWay.length === 0) {
			expect(step.until, 'a wait for nothing').not.toBeNull();
			now = Math.max(now, step.until!);
			continue;
		}
		const [act] = underWay.splice(Math.floor(random() * underWay.length), 1);
		const luck = random();
		if (act!.do === 'move' && luck < 0.1) planner.failed(act!, failure('away'), now);
		else if (act!.do === 'move' && luck < 0.15) planner.failed(act!, failure('again'), now);
		else succeed(act!);
	}
	throw new Error('It never ended.');
};

describe('stream planner', () => {
	it('ends with all parts in order and in bounded memory, after a thousand schedules of parts that finish and fail', () => {
		for (let seed = 1; seed <= 1000; seed++) {
			try {
				const {planner, step, parts, order, most, size} = simulate(seed);
				const hashes = Array.from({length: parts}, (_, index) => hashOf(index));
				expect(step).toEqual({do: 'done', size, treeHash: combineHex(hashes)});
				expect(order).toEqual(hashes.map((_, index) => index));
				expect(most).toBeLessThanOrEqual(chunksAtOnce + 1);
				expect(planner.board).toMatchObject({isGrowing: false, size, verifiedBytes: size});
			} catch (error) {
				throw new Error(`With seed ${seed}: ${error}`, {cause: error});
			}
		}
	});

	it('begins nothing before the service has opened the upload', () => {
		const planner = fresh();
		expect(planner.next(0)).toEqual({do: 'initiate'});
		expect(planner.next(0)).toEqual({do: 'wait', until: null});
		planner.initiated();
		expect(planner.next(0)).toEqual({do: 'fill', index: 0});
		expect(planner.next(0)).toEqual({do: 'wait', until: null});
	});

	it('refuses a stream without a byte', () => {
		const planner = fresh();
		planner.next(0);
		planner.initiated();
		planner.next(0);
		planner.filled(0, true);
		expect(planner.next(0)).toMatchObject({do: 'stop', failure: {kind: 'final', error: {kind: 'invalid-input'}}});
	});

	it('gives up on a part after so many tries, and then at once: its stream is of no use without it', () => {
		const planner = fresh();
		planner.next(0);
		planner.initiated();
		planner.next(0);
		planner.filled(mebibyte, false);
		let now = 0;
		for (let tries = 1; tries < 5; tries++) {
			expect(planner.next(now)).toEqual({do: 'move', index: 0});
			planner.failed({do: 'move', index: 0}, failure('again'), now);
			if (tries === 1) expect(planner.next(now)).toEqual({do: 'fill', index: 1});
			now = (planner.next(now) as {until: number}).until;
		}
		planner.next(now);
		planner.failed({do: 'move', index: 0}, failure('again'), now);
		expect(planner.next(now)).toEqual({do: 'stop', failure: failure('again')});
		expect(planner.board.map()).toBe('f');
	});

	it('takes as many parts as the service does, and says what to do when there are more', () => {
		const planner = fresh();
		planner.next(0);
		planner.initiated();
		const act = (step: StreamStep) => {
			if (step.do === 'move') planner.moved({index: step.index, treeHash: hashOf(step.index)});
			else if (step.do === 'fill' && step.index < mostParts) planner.filled(mebibyte, false);
			return step;
		};
		while (planner.board.verified < mostParts) act(planner.next(0));
		expect(planner.next(0)).toEqual({do: 'fill', index: mostParts});
		planner.filled(1, false);
		expect(planner.next(0)).toMatchObject({
			do: 'stop',
			failure: {
				error: {
					message: 'The stream is longer than 9.8 GiB: the service takes 10,000 parts, and these are of 1.0 MiB.',
					hint: expect.stringContaining('--expect-size'),
				},
			},
		});
	});

	it('is content with exactly as many', () => {
		const planner = fresh();
		planner.next(0);
		planner.initiated();
		for (;;) {
			const step = planner.next(0);
			if (step.do === 'move') planner.moved({index: step.index, treeHash: hashOf(step.index)});
			else if (step.do !== 'fill') break;
			else planner.filled(step.index === mostParts ? 0 : mebibyte, step.index === mostParts);
		}
		expect(planner.next(0)).toMatchObject({do: 'done', size: mostParts * mebibyte});
	});
});
