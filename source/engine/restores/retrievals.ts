import {chunkCount} from '../../model/byte-range.ts';
import {errorFromValue, toErrorValue} from '../../model/errors/errors.ts';
import {type ErrorValue, IceaxeError} from '../../model/errors/iceaxe-error.ts';
import {saidOf} from '../../model/errors/reason.ts';
import {hasOutput, type Job} from '../../model/job.ts';
import {type AskedRetrieval, knownSize, type Transfer} from '../../model/transfer.ts';
import {type Context, notify, serviceNow} from '../context.ts';
import {toFailure} from '../failure.ts';
import type {JobBook} from '../jobs/job-book.ts';
import {usableRetrieval} from '../jobs/usable-jobs.ts';
import type {JobWatcher} from '../jobs/watcher.ts';
import type {Entry, TransferBook} from '../transfers/book.ts';
import type {TransferQueue} from '../transfers/queue.ts';
import {HeldUp} from './held-up.ts';
import {expiredRetrieval, failedRetrieval, retrievalAgain} from './new-retrieval.ts';
import {startRetrieval} from './start-retrieval.ts';

type Parts = {book: TransferBook; queue: TransferQueue; jobs: JobBook; watcher: JobWatcher};

/** Brings downloads and their retrieval jobs together: a job for each, and when it is ready the download begins by itself. */
export class Retrievals {
	readonly #context: Context;
	readonly #parts: Parts;
	readonly #background = new Set<Promise<void>>();
	readonly #heldUp: HeldUp;

	constructor(context: Context, parts: Parts) {
		this.#context = context;
		this.#parts = parts;
		this.#heldUp = new HeldUp({
			...{context, book: parts.book},
			resume: (entry) => this.resume(entry, context.closing),
			fail: (entry, error) => this.#fail(entry, toErrorValue(error)),
		});
		parts.queue.onExpired = (entry) =>
			this.#inBackground(
				entry,
				parts.queue.stop(entry).then(() => this.#expire(entry)),
			);
		parts.jobs.onChange((change) => {
			const jobId = 'lost' in change ? change.lost.jobId : change.job.jobId;
			for (const entry of parts.book.entries) {
				if (entry.transfer.jobId !== jobId || entry.transfer.state !== 'retrieving') continue;
				this.#inBackground(
					entry,
					'lost' in change ? this.#lose(entry, change.lost.error) : this.#follow(entry, change.job),
				);
			}
		});
	}

	/**
	 * Gets a download its job: one of `jobs`, which are the vault's, or a new one, which costs. Null for `jobs`: they may not be listed.
	 * `before` is its state when that was asked for: what a person has paused or cancelled since then stays so.
	 * @throws IceaxeError when none could be started; the download is as it was.
	 */
	async begin(
		entry: Entry,
		jobs: readonly Job[] | null,
		signal: AbortSignal,
		before = entry.transfer.state,
	): Promise<void> {
		if (this.#isHalted(entry, before)) return;
		if (await this.#hasAll(entry.transfer)) return this.#enqueue(entry);
		// Where jobs may not be listed, at least its own can be looked at.
		const own = jobs === null && entry.transfer.jobId ? await this.#describe(entry.transfer, signal) : undefined;
		const usable = this.#usable(entry.transfer, jobs ?? (own ? [own] : []));
		if (this.#isHalted(entry, before)) return;
		if (usable) return this.#follow(entry, usable);
		const started = await startRetrieval(this.#context, entry.transfer, signal);
		if (!this.#isHalted(entry, before)) await this.#follow(entry, started);
		// Paid is paid: it is known when the download goes on.
		else if (this.#isOurs(entry)) await this.#parts.book.update(entry, {jobId: started.jobId});
		await this.#parts.jobs.save([started]);
	}

	/**
	 * Goes on with a download that stood still, without paying for a job that was paid before. Where its output has expired, or the service has
	 * failed the job, a new retrieval is begun when it costs nothing, or with `retrieve`: a person has agreed to it.
	 *
	 * @throws IceaxeError with the code of an expired or a failed retrieval when it was not agreed to; the transfer says what it costs.
	 */
	async resume(entry: Entry, signal: AbortSignal, {retrieve = false} = {}): Promise<void> {
		const {jobs, watcher} = this.#parts;
		const {transfer} = entry;
		const {vaultName, jobId, name, state} = transfer;
		const asked = retrievalAgain(this.#context, transfer);
		// In the last step nothing is fetched any more; it may even have been taken before a crash.
		if (state === 'verifying' || (await this.#hasAll(transfer))) return this.#enqueue(entry);
		const listed = await jobs.refreshIfAllowed(vaultName, watcher.watched(vaultName), signal);
		const own =
			listed?.find((job) => job.jobId === jobId) ?? (jobId ? await this.#describe(transfer, signal) : undefined);
		if (this.#isHalted(entry, state)) return;
		if (own && (own.statusCode === 'InProgress' || hasOutput(own, this.#context.serviceClock.now()))) {
			return this.#follow(entry, own);
		}
		const usable = this.#usable(transfer, listed ?? []);
		if (usable) return this.#follow(entry, usable);
		const agreed = retrieve || asked.dollars === 0;
		if (jobId && !agreed) {
			const failed = own?.statusCode === 'Failed';
			const {value} = failed ? failedRetrieval(transfer, own, asked) : expiredRetrieval(transfer, asked);
			await this.#parts.book.update(entry, {state: 'failed', error: value, asks: asked});
			throw errorFromValue(value);
		}
		if (!listed && !agreed) {
			throw new IceaxeError('denied', `Whether the retrieval of ${name} has begun is not known.`, {
				permission: 'glacier:ListJobs',
				hint: 'This key may not list jobs. Restore the archive again to start a retrieval in any case.',
			});
		}
		await this.begin(entry, listed, signal, state);
	}

	/** Goes on with a download whose engine is no more, as far as that is possible. */
	async takeUp(entry: Entry): Promise<void> {
		const {transfer} = entry;
		const {vaultName, jobId, tier, state} = transfer;
		if (jobId && state === 'retrieving') this.#parts.watcher.watch({vaultName, jobId, tier}, 'now');
		// Whether the job is still there is found out by its first chunk.
		else if (jobId) await this.#enqueue(entry);
		else this.waitFor(entry);
	}

	/** Gets a download that has none its job, as soon as the service can be had. */
	waitFor(entry: Entry): void {
		this.#heldUp.add(entry);
	}

	/** Resolves when nothing is under way any more, which ends when the engine closes. */
	async close(): Promise<void> {
		await Promise.all([...this.#background, this.#heldUp.close()]);
	}

	#inBackground(entry: Entry, work: Promise<void>): void {
		const watched = work
			.catch((error) => (this.#context.closing.aborted ? undefined : this.#fail(entry, toErrorValue(error))))
			.catch((error) => this.#context.log.error({error}, 'A download could not follow its job.'))
			.finally(() => this.#background.delete(watched));
		this.#background.add(watched);
	}

	#isOurs(entry: Entry): boolean {
		return this.#parts.book.get(entry.transfer.transferId) === entry;
	}

	/** Whether a person has stopped it since its state was `before`, or taken it off the list. A cancelled one never goes on. */
	#isHalted(entry: Entry, before: Transfer['state']): boolean {
		const {state} = entry.transfer;
		return !this.#isOurs(entry) || state === 'cancelled' || (state === 'paused' && state !== before);
	}

	#usable(transfer: Transfer, jobs: readonly Job[]): Job | undefined {
		const {serviceClock, account} = this.#context;
		const {archiveId} = transfer;
		const size = knownSize(transfer);
		return usableRetrieval(jobs, {archiveId: archiveId!, size, now: serviceClock.now(), speed: account.speed});
	}

	async #hasAll(transfer: Transfer): Promise<boolean> {
		const chunks = await this.#context.catalog.transfers.verifiedChunks(transfer.transferId);
		return chunks.length === chunkCount(transfer.chunkSize, knownSize(transfer));
	}

	async #describe({vaultName, jobId}: Transfer, signal: AbortSignal): Promise<Job | undefined> {
		try {
			const [job] = await this.#parts.jobs.save([
				await this.#context.glacier.describeJob({vaultName, jobId: jobId!}, signal),
			]);
			return job;
		} catch (error) {
			if (error instanceof IceaxeError && (error.kind === 'not-found' || error.kind === 'denied')) return undefined;
			throw error;
		}
	}

	/** Does with a download what its job's state says. */
	async #follow(entry: Entry, job: Job): Promise<void> {
		const {book, watcher} = this.#parts;
		const {jobId} = job;
		if (job.statusCode === 'Failed') {
			const asks = retrievalAgain(this.#context, entry.transfer);
			await this.#fail(entry, failedRetrieval(entry.transfer, job, asks).value, asks);
		} else if (job.statusCode === 'Succeeded') await this.#enqueue(entry, jobId);
		else {
			const waits = entry.transfer.state === 'retrieving' && entry.transfer.jobId === jobId;
			const tier = job.tier ?? entry.transfer.tier;
			if (!waits) await book.update(entry, {state: 'retrieving', jobId, tier, error: null, asks: null, finished: null});
			watcher.watch(job);
		}
	}

	/** Its job will not be heard of any more. */
	#lose(entry: Entry, error: ErrorValue): Promise<void> {
		return error.kind === 'not-found' ? this.#expire(entry) : this.#fail(entry, error);
	}

	/** Its output is gone before all of it was fetched. What costs nothing is begun again by itself; for the rest it waits for a person's word. */
	async #expire(entry: Entry): Promise<void> {
		const {book, jobs, watcher} = this.#parts;
		const {transfer} = entry;
		const asks = retrievalAgain(this.#context, transfer);
		if (asks.dollars !== 0) {
			const error = expiredRetrieval(transfer, asks).value;
			await book.update(entry, {state: 'failed', error, asks, finished: serviceNow(this.#context)});
			return notify(this.#context, 'attention', error.message, error);
		}
		await book.update(entry, {state: 'retrieving', jobId: null, error: null});
		notify(
			this.#context,
			'attention',
			`The output of the retrieval of ${transfer.name} has expired; another ${asks.tier} retrieval, which costs nothing, begins.`,
		);
		const {vaultName} = transfer;
		const {closing} = this.#context;
		try {
			const listed = await jobs.refreshIfAllowed(vaultName, watcher.watched(vaultName), closing);
			await this.begin(entry, listed, closing, 'retrieving');
		} catch (error) {
			const {kind} = toFailure(error);
			if (kind !== 'away' && kind !== 'expired') throw error;
			this.waitFor(entry);
		}
	}

	async #enqueue(entry: Entry, jobId = entry.transfer.jobId): Promise<void> {
		const {book, queue} = this.#parts;
		// `verifying` stays: it tells that the file may be in its place already.
		const state = entry.transfer.state === 'verifying' ? 'verifying' : 'queued';
		await book.update(entry, {state, jobId, error: null, asks: null, finished: null});
		queue.enqueue(entry);
	}

	async #fail(entry: Entry, error: ErrorValue, asks: AskedRetrieval | null = null): Promise<void> {
		if (this.#isHalted(entry, 'paused')) return;
		await this.#parts.book.update(entry, {state: 'failed', error, asks, finished: serviceNow(this.#context)});
		notify(this.#context, 'error', saidOf(entry.transfer.name, error), error);
	}
}
