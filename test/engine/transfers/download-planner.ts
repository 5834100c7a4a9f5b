import {createHash} from 'node:crypto';
import {describe, expect, it} from 'vitest';
import {DownloadPlanner, type DownloadStep} from '../../../source/engine/transfers/download-planner.ts';
import {AdaptivePlaces, type Place} from '../../../source/glacier/adaptive-places.ts';
import {mebibyte} from '../../../source/model/limits.ts';
import {combineHex} from '../../../source/model/tree-hash.ts';
import {seededRandom} from '../../helpers/seeded-random.ts';
import {failure, weather} from '../../helpers/weather.ts';

const hashOf = (index: number) => createHash('sha256').update(`chunk ${index}`).digest('hex');
const wholeOf = (chunks: number) => combineHex(Array.from({length: chunks}, (_, index) => hashOf(index)));

const options = (chunks: number, random: () => number) => ({
	size: chunks * mebibyte - 7,
	chunkSize: mebibyte,
	atOnce: () => 4,
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
	const most = 1 + Math.floor(random() * 8);
	let bears = new AdaptivePlaces(most);
	const places = new Map<Work, Place>();
	const start = () => {
		bears = new AdaptivePlaces(most);
		places.clear();
		return new DownloadPlanner(
			{...options(chunks, random), atOnce: () => bears.places},
			{
				treeHash: wholeOf(chunks),
				recorded: Array.from(recorded, ([index, treeHash]) => ({index, treeHash})),
			},
		);
	};
	const sky = weather(random);
	const stalled = new Set<Work>();
	let planner = start();
	let underWay: Work[] = [];

	for (let turn = 0; turn < 20_000; turn++) {
		const step = planner.next(now);
		if (step.do === 'done')
			return {disk, chunks, fetchedAgain, placed, deaths, outages: sky.outages, board: planner.board};
		if (step.do === 'stop') throw new Error(`It stopped: ${step.failure.error.message}`);
		if (step.do !== 'wait') {
			if (step.do === 'move' && recorded.has(step.index) && disk.get(step.index) === hashOf(step.index)) {
				fetchedAgain.push(step.index);
			}
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
			underWay = [];
			stalled.clear();
			deaths++;
			for (const index of disk.keys()) if (random() < 0.1) disk.set(index, 'lost');
			planner = start();
			continue;
		}
		// What stalls is given up when nothing else is left to happen.
		const heard = underWay.filter((step) => !stalled.has(step));
		if (heard.length === 0) now += 60_000;
		const from = heard.length === 0 ? underWay : heard;
		const ended = from[Math.floor(random() * from.length)]!;
		const fate = stalled.has(ended) ? failure('away', true) : sky.fate(now, true);
		if (fate === 'stalls' && ended.do === 'move') {
			stalled.add(ended);
			continue;
		}
		underWay = underWay.filter((step) => step !== ended);
		stalled.delete(ended);
		const place = places.get(ended);
		if (place) bears.leave(place, typeof fate === 'object' ? (fate.crowded ?? null) : false);
		if (ended.do === 'place') {
			placed++;
			planner.placed();
		} else if (ended.do === 'check') planner.checked(ended.index, disk.get(ended.index) === ended.treeHash);
		else if (fate === 'lost') {
			// A flipped byte: written, and found out.
			disk.set(ended.index, 'flipped');
			planner.failed(ended, failure('again'), now);
		} else if (typeof fate === 'object') planner.failed(ended, fate, now);
		else {
			disk.set(ended.index, hashOf(ended.index));
			recorded.set(ended.index, hashOf(ended.index));
			planner.moved({index: ended.index, treeHash: hashOf(ended.index)});
		}
	}
	throw new Error('It never ended.');
};

describe('download planner', () => {
	it('ends with the whole file after a thousand schedules of chunks that finish, fail, stall, flip and are lost, and outages', () => {
		let deaths = 0;
		let outages = 0;
		for (let seed = 1; seed <= 1000; seed++) {
			try {
				const run = simulate(seed);
				deaths += run.deaths;
				outages += run.outages;
				expect(combineHex(run.board.treeHashes())).toBe(wholeOf(run.chunks));
				expect(run.fetchedAgain).toEqual([]);
				expect(run.placed).toBe(1);
				for (let index = 0; index < run.chunks; index++) expect(run.disk.get(index)).toBe(hashOf(index));
			} catch (error) {
				throw new Error(`With seed ${seed}: ${error}`, {cause: error});
			}
		}
		expect(deaths).toBeGreaterThan(200);
		expect(outages).toBeGreaterThan(200);
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
