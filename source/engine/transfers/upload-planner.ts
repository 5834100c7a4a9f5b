import type {VerifiedChunk} from '../../model/transfer.ts';
import {combineHex, type TreeHash} from '../../model/tree-hash.ts';
import {type Failure, retryDelay} from '../failure.ts';
import type {ChunkBoard} from './chunk-board.ts';
import {ChunkPlanner, type ChunkPlannerOptions, type ChunkStep, type Wait} from './chunk-planner.ts';
import type {Candidate} from './lost-uploads.ts';
import {Outage} from './outage.ts';

/** A step of an upload that is taken alone. */
export type UploadAct =
	/** Looks for an open upload of this file that the catalog has lost. */
	| {do: 'find'}
	/** Its parts are those of the file: makes it this transfer's. */
	| {do: 'take'; candidate: Candidate}
	/** Opens a multipart upload. `afresh`: the service has forgotten the earlier one with all its parts. */
	| {do: 'initiate'; afresh: boolean}
	/** Asks which parts the service has. */
	| {do: 'list'; uploadId: string}
	| {do: 'complete'; uploadId: string; treeHash: TreeHash};

/** What an upload does next. Parts are many at once, every other step is alone. */
export type UploadStep = UploadAct | ChunkStep | Wait | {do: 'done'} | {do: 'stop'; failure: Failure};

/** What is known of an upload when a run of it begins. */
export type UploadStart = {
	uploadId: string | null;
	/** The archive's tree hash once all parts were accepted: then only completing it is left, or asking for the answer again. */
	treeHash: TreeHash | null;
	/** Parts that the catalog has as accepted. */
	recorded: readonly VerifiedChunk[];
};

/** What is sooner sent than looked for: an upload of one part has nothing in it that would be worth the question. */
const fewestParts = 2;

/** An upload that was lost while it moved is begun afresh this often; then somebody else takes it away. */
const mostRestarts = 1;

/** Decides what an upload does next. Does nothing itself, and is told the time. */
export class UploadPlanner {
	#phase: 'find' | 'compare' | 'take' | 'initiate' | 'list' | 'parts' | 'complete' | 'done' | 'stop';
	#uploadId: string | null;
	readonly #options: ChunkPlannerOptions;
	/** Whether the service can be had. */
	readonly outage: Outage;
	#chunks: ChunkPlanner;
	#treeHash: TreeHash | null;
	#failure: Failure | undefined;
	#acting = false;
	#notBefore = 0;
	#tries = 0;
	#restarts = 0;
	/** Uploads that may be of this file; the first is being compared with it. */
	#candidates: Candidate[] = [];
	#differs = false;

	constructor(options: ChunkPlannerOptions, {uploadId, treeHash, recorded}: UploadStart) {
		this.#options = options;
		this.outage = new Outage(options.random);
		this.#uploadId = uploadId;
		this.#treeHash = treeHash;
		// What was recorded is shown from the start, and confirmed when the service has listed what it has.
		this.#chunks = new ChunkPlanner(options, uploadId ? recorded : [], this.outage);
		if (uploadId) this.#phase = treeHash ? 'complete' : 'list';
		else this.#phase = this.board.count >= fewestParts ? 'find' : 'initiate';
	}

	/** The chunk map. Another one after the upload had to begin afresh. */
	get board(): ChunkBoard {
		return this.#chunks.board;
	}

	next(now: number): UploadStep {
		if (this.#acting) return {do: 'wait', until: null};
		while (this.#phase === 'compare') {
			const step = this.#chunks.nextCheck();
			if (step && step.do !== 'stop') return step;
			if (step) this.#fail(step.failure);
			else if (this.#differs) this.#tryNext();
			else this.#phase = 'take';
		}
		if (this.#phase === 'parts') {
			const step = this.#chunks.next(now);
			if (step?.do !== 'stop') {
				if (step) return step;
				this.#phase = 'complete';
				this.#treeHash = combineHex(this.board.treeHashes());
			} else if (step.failure.kind === 'gone' && this.#restarts < mostRestarts) this.#forget();
			else this.#fail(step.failure);
		}
		if (this.#phase === 'done') return {do: 'done'};
		if (this.#phase === 'stop') return {do: 'stop', failure: this.#failure!};
		if (!this.outage.allows(now)) return {do: 'wait', until: this.outage.until};
		if (!this.outage.waits && now < this.#notBefore) return {do: 'wait', until: this.#notBefore};
		this.#acting = true;
		this.outage.begin();
		if (this.#phase === 'find') return {do: 'find'};
		if (this.#phase === 'take') return {do: 'take', candidate: this.#candidates[0]!};
		if (this.#phase === 'initiate') return {do: 'initiate', afresh: this.#restarts > 0};
		if (this.#phase === 'list') return {do: 'list', uploadId: this.#uploadId!};
		return {do: 'complete', uploadId: this.#uploadId!, treeHash: this.#treeHash!};
	}

	/** These may be uploads of this file, the best first. Nothing is sent to any before its parts have been compared with the file. */
	found(candidates: readonly Candidate[]): void {
		this.#candidates = [...candidates];
		this.#acting = false;
		this.outage.answered();
		this.#compare();
	}

	/** The upload whose parts are those of the file is this transfer's, and its id written down; or it is somebody else's. */
	took(taken: boolean): void {
		this.#uploadId = taken ? this.#candidates[0]!.uploadId : null;
		this.#acted('parts');
		if (!taken) this.#tryNext();
	}

	/** An upload is open and its id written down. */
	initiated(uploadId: string): void {
		this.#uploadId = uploadId;
		this.#acted('parts');
	}

	/** These are all parts that the service has. Each is compared with the file; a recorded one that is not among them is sent again. */
	listed(parts: readonly VerifiedChunk[]): void {
		this.#chunks = new ChunkPlanner(this.#options, parts, this.outage);
		this.#acted('parts');
	}

	completed(): void {
		this.#acted('done');
	}

	moved(chunk: VerifiedChunk): void {
		this.#chunks.moved(chunk);
	}

	/**
	 * A part that the service has was compared with the file. They differ when the file was changed, or the upload is not of this file: nothing is
	 * stitched together.
	 */
	checked(index: number, matches: boolean, changed: Failure): void {
		this.#chunks.checked(index, true);
		if (matches) return;
		if (this.#phase !== 'compare') this.#chunks.stop(changed.error);
		else {
			this.#differs = true;
			this.#chunks.skipChecks();
		}
	}

	/** The upload had all its parts and has expired before anybody asked to complete it. */
	expired(): void {
		this.#acting = false;
		this.outage.answered();
		this.#forget();
	}

	failed(step: UploadAct | ChunkStep, failure: Failure, now: number): void {
		if (step.do === 'move' || step.do === 'check') this.#chunks.failed(step, failure, now);
		else this.#actFailed(step, failure, now);
	}

	#actFailed(step: UploadAct, failure: Failure, now: number): void {
		this.#acting = false;
		this.#tries++;
		const lasts = this.outage.failed(failure, now);
		const looks = step.do === 'find' || step.do === 'take';
		const begins = looks || step.do === 'initiate';
		// That the upload cannot begin at all is for a person to know soon, not after a night of trying.
		const waits = lasts && !(begins && failure.kind === 'unaccepted');
		const again = failure.kind === 'again' && this.#tries < this.#options.tries;
		if (step.do === 'list' && failure.kind === 'gone' && this.#restarts < mostRestarts) this.#forget();
		// What cannot be found out is no reason not to upload.
		else if (looks && !lasts && !again) this.#begin();
		else if (!waits && (step.do === 'initiate' || !again)) this.#fail(failure);
		else this.#notBefore = now + retryDelay(this.#tries, this.#options.random());
	}

	#acted(phase: 'parts' | 'done'): void {
		this.#acting = false;
		this.#tries = 0;
		this.outage.answered();
		this.#phase = phase;
	}

	#forget(): void {
		this.#restarts++;
		this.#uploadId = null;
		this.#begin();
	}

	/** A new upload is to be opened, with all parts to be sent. */
	#begin(): void {
		this.#treeHash = null;
		this.#chunks = new ChunkPlanner(this.#options, [], this.outage);
		this.#tries = 0;
		this.#phase = 'initiate';
	}

	#compare(): void {
		const [candidate] = this.#candidates;
		this.#begin();
		if (!candidate) return;
		this.#differs = false;
		this.#chunks = new ChunkPlanner(this.#options, candidate.parts, this.outage);
		this.#phase = 'compare';
	}

	#tryNext(): void {
		this.#candidates.shift();
		this.#compare();
	}

	#fail(failure: Failure): void {
		this.#failure = failure;
		this.#phase = 'stop';
	}
}
