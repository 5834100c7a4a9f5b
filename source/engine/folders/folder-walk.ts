import {isAbort, toErrorValue} from '../../model/errors/errors.ts';
import type {ErrorValue} from '../../model/errors/iceaxe-error.ts';
import {addFound, type FolderChoice, type FolderResult, type FolderSums, noSums} from '../../model/folder-upload.ts';
import type {PlannedFile} from '../../model/planned-file.ts';
import type {Transfer} from '../../model/transfer.ts';
import {unlessAborted} from '../at-once.ts';
import type {Context} from '../context.ts';
import {chooseFiles} from './choose-files.ts';
import {LeftOut} from './left-out.ts';

/** What is to be done with the files of a folder: they are told one by one, or uploaded. */
export type FolderMode = 'list' | 'upload';

/** How a file goes to the service: resolves with the transfer when it is over. */
export type UploadFile = (file: PlannedFile, signal: AbortSignal) => Promise<Transfer>;

/** So many results wait for whoever follows a walk, before it waits for them. */
const mostResults = 500;

/** One walk through a folder, which nobody has to watch. Of the files it holds only those that are being uploaded. */
export class FolderWalk {
	readonly sums: FolderSums = noSums();
	readonly leftOut: LeftOut;
	/** Why it ended before its end; null while it goes well. */
	failure: ErrorValue | null = null;
	isOver = false;
	readonly #context: Context;
	readonly #choice: FolderChoice;
	readonly #mode: FolderMode;
	readonly #upload: UploadFile;
	readonly #stop = new AbortController();
	#isFollowed: boolean;
	#results: FolderResult[] = [];
	#underWay = 0;
	#changed = Promise.withResolvers<void>();

	constructor(
		context: Context,
		takes: {choice: FolderChoice; mode: FolderMode; isFollowed: boolean; upload: UploadFile},
	) {
		this.#context = context;
		this.leftOut = new LeftOut(context.log);
		this.#choice = takes.choice;
		this.#mode = takes.mode;
		this.#isFollowed = takes.isFollowed;
		this.#upload = takes.upload;
	}

	/** Walks to the end, or until it is stopped or the engine closes. Never rejects. */
	async run(): Promise<void> {
		const signal = AbortSignal.any([this.#stop.signal, this.#context.closing]);
		try {
			for await (const file of chooseFiles(this.#context, this.#choice, signal)) await this.#take(file, signal);
		} catch (error) {
			if (!isAbort(error)) this.failure = toErrorValue(error);
		}
		await this.#until(() => this.#underWay === 0);
		this.isOver = true;
		this.#wake();
	}

	/** Looks no further; what is being uploaded comes to rest. */
	stop(): void {
		this.#stop.abort();
	}

	/** The results since this was last asked; waits for one, or for the end. */
	async results(signal: AbortSignal): Promise<FolderResult[]> {
		await this.#until(() => this.isOver || this.#results.length > 0, signal);
		const results = this.#results;
		this.#results = [];
		this.#wake();
		return results;
	}

	async #take(file: PlannedFile, signal: AbortSignal): Promise<void> {
		addFound(this.sums, file);
		const goes = file.skipped === null && file.error === null;
		if (!goes && this.#mode === 'upload') this.leftOut.add(file);
		if (this.#mode === 'list' || !goes) {
			// What is left out is counted, and told only to whoever wants a list.
			if (this.#mode === 'list' || file.error) await this.#tell({file}, signal);
			return;
		}
		// The queue holds a few more than it runs, and not the whole folder.
		await this.#until(() => this.#underWay < 2 * this.#context.limits.transfersAtOnce, signal);
		this.#underWay++;
		void this.#send(file, signal);
	}

	async #send(file: PlannedFile, signal: AbortSignal): Promise<void> {
		const {sums} = this;
		try {
			const transfer = await this.#upload(file, signal);
			if (transfer.state === 'done') {
				sums.uploaded++;
				sums.uploadedBytes += file.size!;
			} else {
				sums.failed++;
				this.leftOut.addTransfer(transfer);
			}
			await this.#tell({transfer}, signal);
		} catch (error) {
			if (signal.aborted) return;
			sums.failed++;
			const failed = {...file, error: toErrorValue(error)};
			this.leftOut.add(failed);
			await this.#tell({file: failed}, signal).catch(() => {});
		} finally {
			this.#underWay--;
			this.#wake();
		}
	}

	/** Waits a while for a follower that is behind; one that has gone is not told any more. */
	async #tell(result: FolderResult, signal: AbortSignal): Promise<void> {
		if (!this.#isFollowed) return;
		this.#results.push(result);
		this.#wake();
		if (this.#results.length < mostResults) return;
		const {clock, limits} = this.#context;
		const room = this.#until(() => this.#results.length < mostResults, signal).then(() => true);
		const awake = new AbortController();
		const late = clock.sleep(limits.followerPatience, awake.signal).then(
			() => false,
			() => false,
		);
		const isThere = await Promise.race([room, late]);
		awake.abort();
		if (isThere) return;
		this.#isFollowed = false;
		this.#results = [];
		if (this.#mode === 'list') this.stop();
	}

	#wake(): void {
		this.#changed.resolve();
		this.#changed = Promise.withResolvers();
	}

	async #until(passes: () => boolean, signal?: AbortSignal): Promise<void> {
		while (!passes()) await (signal ? unlessAborted(this.#changed.promise, signal) : this.#changed.promise);
	}
}
