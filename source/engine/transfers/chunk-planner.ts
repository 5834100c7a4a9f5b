import type {ErrorValue} from '../../model/errors/iceaxe-error.ts';
import type {VerifiedChunk} from '../../model/transfer.ts';
import type {TreeHash} from '../../model/tree-hash.ts';
import {type Failure, fileChanged, retryDelay} from '../failure.ts';
import {ChunkBoard} from './chunk-board.ts';
import {Outage} from './outage.ts';

/** One thing to do with one chunk: move its bytes, or read them on this machine's disk again and compare. */
export type ChunkStep = {do: 'move'; index: number} | {do: 'check'; index: number; treeHash: TreeHash};

/** Nothing to begin now: wait until something under way ends, or until the moment `until` of the clock. */
export type Wait = {do: 'wait'; until: number | null};

/** Why no more chunks are begun. */
export type Stop = {do: 'stop'; failure: Failure};

export type ChunkPlannerOptions = {
	size: number;
	chunkSize: number;
	/** How many chunks may be under way; it may be another number each time. */
	atOnce: () => number;
	checksAtOnce: number;
	tries: number;
	/** From 0 to below 1. */
	random: () => number;
};

/** How often a chunk failed: in all, and by something that another try may mend. */
type Trouble = {failures: number; counted: number};

/**
 * Decides which chunk is next. Pure but for its own state: it does nothing, and is told the time.
 *
 * Chunks that were recorded by an earlier run count as verified at once and are checked against the disk before the end: a reboot may have
 * lost what was written, or the file may have changed.
 */
export class ChunkPlanner {
	readonly board: ChunkBoard;
	readonly #options: ChunkPlannerOptions;
	readonly #outage: Outage;
	#toCheck: VerifiedChunk[] = [];
	/** Chunks that failed, the earliest due first. */
	#retrying: {index: number; due: number}[] = [];
	readonly #troubles = new Map<number, Trouble>();
	#nextWaiting = 0;
	#moving = 0;
	#checking = 0;
	#failure: Failure | undefined;

	constructor(options: ChunkPlannerOptions, recorded: readonly VerifiedChunk[], outage = new Outage(options.random)) {
		this.#options = options;
		this.#outage = outage;
		this.board = new ChunkBoard(options);
		this.#toCheck = recorded.filter(({index}) => index < this.board.count).toReversed();
		for (const chunk of this.#toCheck) this.board.verify(chunk);
	}

	/** The next step; `undefined` when every chunk is verified and checked. */
	next(now: number): ChunkStep | Wait | Stop | undefined {
		const idle = this.#moving === 0 && this.#checking === 0;
		if (this.#failure) return idle ? {do: 'stop', failure: this.#failure} : {do: 'wait', until: null};
		if (this.#moving + this.#checking < this.#options.atOnce()) {
			const step = this.#nextCheck() ?? (this.#outage.allows(now) ? this.#nextMove(now) : undefined);
			if (step) return step;
		}
		if (idle && this.board.isVerified) return undefined;
		const full = this.#moving + this.#checking >= this.#options.atOnce();
		if (this.#outage.waits) return {do: 'wait', until: full ? null : this.#outage.until};
		return {do: 'wait', until: full || !this.#retrying[0] ? null : this.#retrying[0].due};
	}

	/** Like `next`, but nothing moves: recorded chunks are checked. `undefined` when none is left to check. */
	nextCheck(): ChunkStep | Wait | Stop | undefined {
		if (this.#failure) return this.#checking === 0 ? {do: 'stop', failure: this.#failure} : {do: 'wait', until: null};
		return this.#nextCheck() ?? (this.#checking > 0 ? {do: 'wait', until: null} : undefined);
	}

	/** Begins no more checks. */
	skipChecks(): void {
		this.#toCheck = [];
	}

	/** A chunk was moved, its hash matched, and that is written down. */
	moved(chunk: VerifiedChunk): void {
		this.#moving--;
		this.#outage.answered();
		this.#troubles.delete(chunk.index);
		this.board.verify(chunk);
	}

	/** A recorded chunk was read again. Where it is not what was recorded, it has to move again. */
	checked(index: number, matches: boolean): void {
		this.#checking--;
		if (!matches) this.#retry(index, 0);
	}

	/** A step failed. */
	failed(step: ChunkStep, failure: Failure, now: number): void {
		if (step.do === 'check') {
			this.#checking--;
			this.#failure ??= failure;
			return;
		}
		this.#moving--;
		const lasts = this.#outage.failed(failure, now);
		const {index} = step;
		const trouble = this.#troubles.get(index) ?? {failures: 0, counted: 0};
		trouble.failures++;
		if (failure.kind === 'again') trouble.counted++;
		this.#troubles.set(index, trouble);
		if (failure.error.kind === 'mismatch' && failure.error.code !== fileChanged) this.board.mismatches++;
		this.board.note(index, failure.error);
		const mayRetry = lasts || (failure.kind === 'again' && trouble.counted < this.#options.tries);
		if (mayRetry) {
			this.board.retries++;
			this.#retry(index, now + retryDelay(trouble.failures, this.#options.random()));
		} else {
			this.board.set(index, 'f');
			this.#failure ??= failure;
		}
	}

	/** Begins nothing more. */
	stop(error: ErrorValue): void {
		this.#failure ??= {kind: 'final', error};
	}

	#retry(index: number, due: number): void {
		this.board.set(index, 'r');
		this.#retrying.push({index, due});
		this.#retrying.sort((a, b) => a.due - b.due);
	}

	#nextCheck(): ChunkStep | undefined {
		if (this.#checking >= this.#options.checksAtOnce) return undefined;
		const chunk = this.#toCheck.pop();
		if (!chunk) return undefined;
		this.#checking++;
		return {do: 'check', ...chunk};
	}

	#nextMove(now: number): ChunkStep | undefined {
		let index: number | undefined;
		const [retrying] = this.#retrying;
		if (retrying && (retrying.due <= now || this.#outage.waits)) index = this.#retrying.shift()!.index;
		else {
			while (this.#nextWaiting < this.board.count && this.board.state(this.#nextWaiting) !== 'w') this.#nextWaiting++;
			if (this.#nextWaiting < this.board.count) index = this.#nextWaiting;
		}
		if (index === undefined) return undefined;
		this.#moving++;
		this.#outage.begin();
		this.board.begin(index, this.#troubles.has(index));
		return {do: 'move', index};
	}
}
