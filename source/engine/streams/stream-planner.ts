import {invalidInput} from '../../model/errors/errors.ts';
import {bytesText, countText} from '../../model/format.ts';
import {mostParts} from '../../model/limits.ts';
import type {VerifiedChunk} from '../../model/transfer.ts';
import {combineHex, type TreeHash} from '../../model/tree-hash.ts';
import {type Failure, retryDelay} from '../failure.ts';
import {ChunkBoard} from '../transfers/chunk-board.ts';
import type {Wait} from '../transfers/chunk-planner.ts';
import {Outage} from '../transfers/outage.ts';

/** One thing to do for a stream. */
export type StreamAct =
	/** Opens a multipart upload. */
	| {do: 'initiate'}
	/** Takes bytes from the stream until this part is full or the stream is over. One at a time, in order. */
	| {do: 'fill'; index: number}
	/** Sends a part that is full. */
	| {do: 'move'; index: number};

/** What the upload of a stream does next. `done`: the service has all parts, and completing the upload is left. */
export type StreamStep =
	| StreamAct
	| Wait
	| {do: 'done'; size: number; treeHash: TreeHash}
	| {do: 'stop'; failure: Failure};

export type StreamPlannerOptions = {
	chunkSize: number;
	/** Parts that move at once. One more is being filled. */
	atOnce: () => number;
	/** Tries of one part that fails by something that another try may mend. */
	tries: number;
	/** From 0 to below 1. */
	random: () => number;
};

type Held = {failures: number; counted: number; due: number};

const emptyStream = () =>
	invalidInput('The stream is empty: the service stores no archive of 0 bytes.', 'Look at what was to write it.');

/** Nothing of the stream can be kept: the size of the parts cannot be changed once one was sent. */
export const tooLongStream = (partSize: number) =>
	invalidInput(
		`The stream is longer than ${bytesText(mostParts * partSize)}: the service takes ${countText(mostParts)} parts, and these are of ${bytesText(partSize)}.`,
		'Say how long it may become with --expect-size, or choose larger parts with --part-size.',
	);

/**
 * Decides what the upload of a stream does next. Pure but for its own state: it does nothing, and is told the time.
 *
 * A part exists twice at most, in memory and at the service; when it is accepted its memory serves the next. So a part may fail as often as it
 * likes, but what cannot be mended ends the whole upload at once: the bytes that came before cannot be had again.
 */
export class StreamPlanner {
	readonly board: ChunkBoard;
	/** Whether the service can be had. */
	readonly outage: Outage;
	readonly #options: StreamPlannerOptions;
	/** Parts in memory that do not move now. */
	readonly #waiting = new Map<number, Held>();
	readonly #moving = new Map<number, Held>();
	#upload: 'none' | 'opening' | 'open' = 'none';
	/** When to try again to open the upload. */
	#notBefore = 0;
	#filling = false;
	#ended = false;
	#failure: Failure | undefined;

	constructor(options: StreamPlannerOptions) {
		this.#options = options;
		this.outage = new Outage(options.random);
		this.board = new ChunkBoard({size: null, chunkSize: options.chunkSize});
	}

	/** Why it came to nothing. */
	get failure(): Failure | undefined {
		return this.#failure;
	}

	next(now: number): StreamStep {
		if (this.#failure) return {do: 'stop', failure: this.#failure};
		if (this.#upload !== 'open') {
			if (this.#upload === 'opening') return {do: 'wait', until: null};
			if (!this.outage.allows(now)) return {do: 'wait', until: this.outage.until};
			if (!this.outage.waits && now < this.#notBefore) return {do: 'wait', until: this.#notBefore};
			this.#upload = 'opening';
			this.outage.begin();
			return {do: 'initiate'};
		}
		// Sending comes first: it makes room.
		const full = this.#moving.size >= this.#options.atOnce();
		const index = !full && this.outage.allows(now) ? this.#due(now) : undefined;
		if (index !== undefined) return this.#move(index);
		if (!this.#ended && !this.#filling && this.#waiting.size + this.#moving.size <= this.#options.atOnce()) {
			this.#filling = true;
			return {do: 'fill', index: this.board.count};
		}
		if (this.#ended && this.board.isVerified) {
			return {do: 'done', size: this.board.size, treeHash: combineHex(this.board.treeHashes())};
		}
		if (full || this.#waiting.size === 0) return {do: 'wait', until: null};
		return {do: 'wait', until: this.outage.waits ? this.outage.until : this.#earliest()};
	}

	initiated(): void {
		this.#upload = 'open';
		this.outage.answered();
	}

	/** So many bytes came for the part that was to be filled; `ended`: they were the last ones. */
	filled(bytes: number, ended: boolean): void {
		this.#filling = false;
		const index = this.board.count;
		if (bytes > 0 && index === mostParts) {
			this.#fail({kind: 'final', error: tooLongStream(this.#options.chunkSize).value});
		} else if (bytes > 0) {
			this.board.grow(bytes);
			this.#waiting.set(index, {failures: 0, counted: 0, due: 0});
		}
		if (!ended) return;
		this.#ended = true;
		this.board.isGrowing = false;
		if (this.board.count === 0) this.#fail({kind: 'final', error: emptyStream().value});
	}

	/** A part was sent, its hash matched, and that is written down. */
	moved(chunk: VerifiedChunk): void {
		this.outage.answered();
		this.#moving.delete(chunk.index);
		this.board.verify(chunk);
	}

	/** A step failed. */
	failed(step: StreamAct, failure: Failure, now: number): void {
		if (step.do === 'move') this.#moveFailed(step.index, failure, now);
		else if (step.do === 'initiate' && this.outage.failed(failure, now) && failure.kind !== 'unaccepted') {
			this.#upload = 'none';
			this.#notBefore = now + retryDelay(1, this.#options.random());
		} else this.#fail(failure);
	}

	#moveFailed(index: number, failure: Failure, now: number): void {
		const held = this.#moving.get(index)!;
		this.#moving.delete(index);
		held.failures++;
		const lasts = this.outage.failed(failure, now);
		if (failure.kind === 'again') held.counted++;
		this.board.note(index, failure.error);
		if (failure.error.kind === 'mismatch') this.board.mismatches++;
		const mayRetry = lasts || (failure.kind === 'again' && held.counted < this.#options.tries);
		this.board.set(index, mayRetry ? 'r' : 'f');
		if (!mayRetry) {
			this.#fail(failure);
			return;
		}
		this.board.retries++;
		held.due = now + retryDelay(held.failures, this.#options.random());
		this.#waiting.set(index, held);
	}

	#move(index: number): StreamStep {
		const held = this.#waiting.get(index)!;
		this.#waiting.delete(index);
		this.#moving.set(index, held);
		this.outage.begin();
		this.board.begin(index, held.failures > 0);
		return {do: 'move', index};
	}

	/** The first part whose time has come. */
	#due(now: number): number | undefined {
		let first: number | undefined;
		for (const [index, {due}] of this.#waiting) {
			if ((due <= now || this.outage.waits) && (first === undefined || index < first)) first = index;
		}
		return first;
	}

	#earliest(): number {
		return Math.min(...Array.from(this.#waiting.values(), ({due}) => due));
	}

	#fail(failure: Failure): void {
		this.#failure ??= failure;
	}
}
