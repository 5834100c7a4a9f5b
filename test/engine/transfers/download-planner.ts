import {createHash} from 'node:crypto';
import {describe, expect, it} from 'vitest';
import type {Failure, FailureKind} from '../../../source/engine/failure.ts';
import {DownloadPlanner, type DownloadStep} from '../../../source/engine/transfers/download-planner.ts';
import {mismatch} from '../../../source/model/errors/errors.ts';
import {mebibyte} from '../../../source/model/limits.ts';
import {combineHex} from '../../../source/model/tree-hash.ts';
import {seededRandom} from '../../helpers/seeded-random.ts';

const hashOf = (index: number) => createHash('sha256').update(`chunk ${index}`).digest('hex');
const failure = (kind: FailureKind): Failure => ({kind, error: mismatch(kind).value});
const wholeOf = (chunks: number) => combineHex(Array.from({length: chunks}, (_, index) => hashOf(index)));

const options = (chunks: number, random: () => number) => ({
	size: chunks * mebibyte - 7,
	chunkSize: mebibyte,
	chunksAtOnce: 4,
	checksAtOnce: 2,
	tries: 5,
	random,
});

type Work = Exclude<DownloadStep, {do: 'wait' | 'done' | 'stop'}>;

/** A disk and a catalog, as far as a download can tell. A death may lose what the disk had not kept yet. */
const simulate = (seed: number) => {
	const random = seededRandom(seed);
	const chunks = 1 + Math.floor(random() * 40);
	const disk = new Map<number, string>();
	const recorded = new Map<number, string>();
	const fetchedAgain: number[] = [];
	let placed = 0;
	let now = 0;
	let deaths = 0;
	const start = () =>
		new DownloadPlanner(options(chunks, random), {
			treeHash: wholeOf(chunks),
			recorded: Array.from(recorded, ([index, treeHash]) => ({index, treeHash})),
		});
	let planner = start();
	let underWay: Work[] = [];

	for (let turn = 0; turn < 20_000; turn++) {
		const step = planner.next(now);
		if (step.do === 'done') return {disk, chunks, fetchedAgain, placed, deaths};
		if (step.do === 'stop') throw new Error(`It stopped: ${step.failure.error.message}`);
		if (step.do !== 'wait') {
			if (step.do === 'move' && recorded.has(step.index) && disk.get(step.index) === hashOf(step.index)) {
				fetchedAgain.push(step.index);
			}
			underWay.push(step);
			continue;
		}
		if (underWay.length === 0) {
			expect(step.until, 'a wait for nothing').not.toBeNull();
			now = Math.max(now, step.until!);
			continue;
		}
		if (random() < 0.02) {
			underWay = [];
			deaths++;
			for (const index of disk.keys()) if (random() < 0.1) disk.set(index, 'lost');
			planner = start();
			continue;
		}
		const [done] = underWay.splice(Math.floor(random() * underWay.length), 1);
		const luck = random();
		if (done!.do === 'place') {
			placed++;
			planner.placed();
		} else if (done!.do === 'check') planner.checked(done!.index, disk.get(done!.index) === done!.treeHash);
		else if (luck < 0.05) planner.failed(done!, failure('away'), now);
		else if (luck < 0.1) {
			// A flipped byte: written, and found out.
			disk.set(done!.index, 'flipped');
			planner.failed(done!, failure('again'), now);
		} else {
			disk.set(done!.index, hashOf(done!.index));
			recorded.set(done!.index, hashOf(done!.index));
			planner.moved({index: done!.index, treeHash: hashOf(done!.index)});
		}
	}
	throw new Error('It never ended.');
};

describe('download planner', () => {
	it('ends with the whole file after a thousand schedules of chunks that finish, fail, flip and are lost', () => {
		let deaths = 0;
		for (let seed = 1; seed <= 1000; seed++) {
			try {
				const run = simulate(seed);
				deaths += run.deaths;
				expect(run.fetchedAgain).toEqual([]);
				expect(run.placed).toBe(1);
				for (let index = 0; index < run.chunks; index++) expect(run.disk.get(index)).toBe(hashOf(index));
			} catch (error) {
				throw new Error(`With seed ${seed}: ${error}`, {cause: error});
			}
		}
		expect(deaths).toBeGreaterThan(200);
	});

	it('puts nothing in place that is not the archive, and keeps none of it', () => {
		const planner = new DownloadPlanner(
			options(1, () => 0),
			{treeHash: hashOf(9), recorded: []},
		);
		expect(planner.next(0)).toEqual({do: 'move', index: 0});
		planner.moved({index: 0, treeHash: hashOf(0)});
		expect(planner.next(0)).toMatchObject({do: 'stop', discard: true, failure: {kind: 'final'}});
	});

	it('stops at what only a person can mend, and keeps what is there', () => {
		const planner = new DownloadPlanner(
			options(3, () => 0),
			{treeHash: wholeOf(3), recorded: [{index: 0, treeHash: hashOf(0)}]},
		);
		expect(planner.next(0)).toMatchObject({do: 'check', index: 0});
		expect(planner.next(0)).toMatchObject({do: 'move', index: 1});
		planner.failed({do: 'move', index: 1}, failure('final'), 0);
		expect(planner.next(0)).toEqual({do: 'wait', until: null});
		planner.checked(0, true);
		expect(planner.next(0)).toEqual({do: 'stop', failure: failure('final'), discard: false});
		expect(planner.board.map()).toBe('vfw');
	});
});
