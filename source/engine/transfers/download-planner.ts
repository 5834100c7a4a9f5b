import {mismatch} from '../../model/errors/errors.ts';
import type {VerifiedChunk} from '../../model/transfer.ts';
import {combineHex, type TreeHash} from '../../model/tree-hash.ts';
import type {Failure} from '../failure.ts';
import type {ChunkBoard} from './chunk-board.ts';
import {ChunkPlanner, type ChunkPlannerOptions, type ChunkStep, type Wait} from './chunk-planner.ts';
import {Outage} from './outage.ts';

/** What a download does next. Chunks are many at once. */
export type DownloadStep =
	| ChunkStep
	/** All is there and is what the archive was: the file gets its name. */
	| {do: 'place'}
	| Wait
	| {do: 'done'}
	/** `discard`: the chunks are not the archive; none of them is kept. */
	| {do: 'stop'; failure: Failure; discard: boolean};

/** Decides what a download does next. Does nothing itself, and is told the time. */
export class DownloadPlanner {
	#phase: 'chunks' | 'placing' | 'done' | 'stop' = 'chunks';
	/** Whether the service can be had. */
	readonly outage: Outage;
	readonly #chunks: ChunkPlanner;
	readonly #treeHash: TreeHash;
	#failure: Failure | undefined;
	#discard = false;

	/** `treeHash` is the archive's; `recorded` are the chunks that were verified by an earlier run and are in the part file. */
	constructor(options: ChunkPlannerOptions, takes: {treeHash: TreeHash; recorded: readonly VerifiedChunk[]}) {
		this.outage = new Outage(options.random);
		this.#chunks = new ChunkPlanner(options, takes.recorded, this.outage);
		this.#treeHash = takes.treeHash;
	}

	get board(): ChunkBoard {
		return this.#chunks.board;
	}

	next(now: number): DownloadStep {
		if (this.#phase === 'placing') return {do: 'wait', until: null};
		if (this.#phase === 'chunks') {
			const step = this.#chunks.next(now);
			if (step && step.do !== 'stop') return step;
			if (step) this.#stop(step.failure);
			else if (combineHex(this.board.treeHashes()) === this.#treeHash) {
				this.#phase = 'placing';
				return {do: 'place'};
			} else this.#stopAtMismatch();
		}
		return this.#phase === 'done' ? {do: 'done'} : {do: 'stop', failure: this.#failure!, discard: this.#discard};
	}

	moved(chunk: VerifiedChunk): void {
		this.#chunks.moved(chunk);
	}

	/** A recorded chunk was read from the part file; where it is not what was recorded, it is fetched again. */
	checked(index: number, matches: boolean): void {
		this.#chunks.checked(index, matches);
	}

	placed(): void {
		this.#phase = 'done';
	}

	failed(step: ChunkStep | {do: 'place'}, failure: Failure, now: number): void {
		if (step.do === 'place') this.#stop(failure);
		else this.#chunks.failed(step, failure, now);
	}

	#stop(failure: Failure): void {
		this.#failure = failure;
		this.#phase = 'stop';
	}

	#stopAtMismatch(): void {
		this.#discard = true;
		const {value} = mismatch(
			'Every chunk was as the service sent it, but together they are not the archive.',
			'Nothing was put in place. Resume to fetch all of it again.',
		);
		this.#stop({kind: 'final', error: value});
	}
}
