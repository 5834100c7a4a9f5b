import {chunkCount} from '../../model/byte-range.ts';
import {notFound, toErrorValue} from '../../model/errors/errors.ts';
import {type ErrorValue, IceaxeError} from '../../model/errors/iceaxe-error.ts';
import {hasOutput, type Job} from '../../model/job.ts';
import {knownSize, type Transfer} from '../../model/transfer.ts';
import {type Context, notify, serviceNow} from '../context.ts';
import type {JobBook} from '../jobs/job-book.ts';
import {usableRetrieval} from '../jobs/usable-jobs.ts';
import type {JobWatcher} from '../jobs/watcher.ts';
import type {Entry, TransferBook} from '../transfers/book.ts';
import type {TransferQueue} from '../transfers/queue.ts';
import {startRetrieval} from './start-retrieval.ts';

type Parts = {book: TransferBook; queue: TransferQueue; jobs: JobBook; watcher: JobWatcher};

const failedJob = (job: Job): ErrorValue =>
	new IceaxeError('service', `The retrieval failed: ${job.statusMessage ?? 'the service gives no reason'}`, {
		hint: 'Restore the archive again to start a new retrieval.',
	}).value;

const expiredJob = (name: string) =>
	notFound(
		`The retrieval of ${name} is no longer there; its output was kept for about a day.`,
		'Restore it again into the same folder: that starts a new retrieval, and what was verified is not fetched again.',
	);

/** Brings downloads and their retrieval jobs together: a job for each, and when it is ready the download begins by itself. */
export class Retrievals {
	readonly #context: Context;
	readonly #parts: Parts;
	readonly #background = new Set<Promise<void>>();

	constructor(context: Context, parts: Parts) {
		this.#context = context;
		this.#parts = parts;
		parts.jobs.onChange((change) => {
			const jobId = 'lost' in change ? change.lost.jobId : change.job.jobId;
			for (const entry of parts.book.entries) {
				if (entry.transfer.jobId !== jobId || entry.transfer.state !== 'retrieving') continue;
				this.#inBackground(
					entry,
					'lost' in change ? this.#fail(entry, change.lost.error) : this.#follow(entry, change.job),
				);
			}
		});
	}

	/**
	 * Gets a download its job: one of `jobs`, which are the vault's, or a new one, which costs. Null for `jobs`: they may not be listed.
	 * @throws IceaxeError when none could be started; the download is as it was.
	 */
	async begin(entry: Entry, jobs: readonly Job[] | null, signal: AbortSignal): Promise<void> {
		if (await this.#hasAll(entry.transfer)) return this.#enqueue(entry);
		// Where jobs may not be listed, at least its own can be looked at.
		const own = jobs === null && entry.transfer.jobId ? await this.#describe(entry.transfer, signal) : undefined;
		const usable = this.#usable(entry.transfer, jobs ?? (own ? [own] : []));
		if (usable) return this.#follow(entry, usable);
		const started = await startRetrieval(this.#context, entry.transfer, signal);
		await this.#follow(entry, started);
		await this.#parts.jobs.save([started]);
	}

	/**
	 * Goes on with a download that stood still, without paying for a job that was paid before.
	 * @throws IceaxeError `not-found` when its job has expired, so that a new one would have to be paid.
	 */
	async resume(entry: Entry, signal: AbortSignal): Promise<void> {
		const {jobs, watcher} = this.#parts;
		const {transfer} = entry;
		const {vaultName, jobId, name} = transfer;
		// In the last step nothing is fetched any more; it may even have been taken before a crash.
		if (transfer.state === 'verifying' || (await this.#hasAll(transfer))) return this.#enqueue(entry);
		const listed = await jobs.refreshIfAllowed(vaultName, watcher.watched(vaultName), signal);
		const own =
			listed?.find((job) => job.jobId === jobId) ?? (jobId ? await this.#describe(transfer, signal) : undefined);
		if (own && (own.statusCode === 'InProgress' || hasOutput(own, this.#context.serviceClock.now()))) {
			return this.#follow(entry, own);
		}
		const usable = this.#usable(transfer, listed ?? []);
		if (usable) return this.#follow(entry, usable);
		if (jobId) throw expiredJob(name);
		if (!listed) {
			throw new IceaxeError('denied', `Whether the retrieval of ${name} has begun is not known.`, {
				permission: 'glacier:ListJobs',
				hint: 'This key may not list jobs. Restore the archive again to start a retrieval in any case.',
			});
		}
		await this.begin(entry, listed, signal);
	}

	/** Goes on with a download whose engine is no more, as far as that is possible. */
	async takeUp(entry: Entry): Promise<void> {
		const {transfer} = entry;
		const {vaultName, jobId, tier, state} = transfer;
		if (jobId && state === 'retrieving') this.#parts.watcher.watch({vaultName, jobId, tier}, 'now');
		// Whether the job is still there is found out by its first chunk.
		else if (jobId) await this.#enqueue(entry);
		else this.#inBackground(entry, this.resume(entry, this.#context.closing));
	}

	/** Resolves when nothing is under way any more, which ends when the engine closes. */
	async close(): Promise<void> {
		await Promise.all(this.#background);
	}

	#inBackground(entry: Entry, work: Promise<void>): void {
		const watched = work
			.catch((error) => (this.#context.closing.aborted ? undefined : this.#fail(entry, toErrorValue(error))))
			.catch((error) => this.#context.log.error({error}, 'A download could not follow its job.'))
			.finally(() => this.#background.delete(watched));
		this.#background.add(watched);
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
		if (job.statusCode === 'Failed') await this.#fail(entry, failedJob(job));
		else if (job.statusCode === 'Succeeded') await this.#enqueue(entry, jobId);
		else {
			const waits = entry.transfer.state === 'retrieving' && entry.transfer.jobId === jobId;
			const tier = job.tier ?? entry.transfer.tier;
			if (!waits) await book.update(entry, {state: 'retrieving', jobId, tier, error: null, finished: null});
			watcher.watch(job);
		}
	}

	async #enqueue(entry: Entry, jobId = entry.transfer.jobId): Promise<void> {
		const {book, queue} = this.#parts;
		// `verifying` stays: it tells that the file may be in its place already.
		const state = entry.transfer.state === 'verifying' ? 'verifying' : 'queued';
		await book.update(entry, {state, jobId, error: null, finished: null});
		queue.enqueue(entry);
	}

	async #fail(entry: Entry, error: ErrorValue): Promise<void> {
		await this.#parts.book.update(entry, {state: 'failed', error, finished: serviceNow(this.#context)});
		notify(this.#context, 'error', `${entry.transfer.name}: ${error.message}`, error);
	}
}
