import {toErrorValue} from '../../model/errors/errors.ts';
import type {Job, Tier} from '../../model/job.ts';
import type {Context} from '../context.ts';
import type {JobBook} from './job-book.ts';
import {pollDelay} from './poll-pace.ts';

/** A job that is waited for; `since` and `due` are moments of this machine's clock. */
type Watched = {vaultName: string; jobId: string; tier: Tier | null; since: number; due: number};

/** The jobs of one vault that are waited for, and the way to wake the loop that looks at them. */
type Watch = {jobs: Map<string, Watched>; wake: () => void};

/** Looks at the jobs that are waited for until each has ended. One loop for each vault, so that one call serves all its jobs. */
export class JobWatcher {
	readonly #context: Context;
	readonly #book: JobBook;
	readonly #watches = new Map<string, Watch>();
	readonly #loops = new Set<Promise<void>>();

	constructor(context: Context, book: JobBook) {
		this.#context = context;
		this.#book = book;
	}

	/** Waits for a job: the book's listeners hear when it has ended. `at` says when to look first. */
	watch({vaultName, jobId, tier}: Pick<Job, 'vaultName' | 'jobId' | 'tier'>, at: 'now' | 'soon' = 'soon'): void {
		if (this.#context.closing.aborted) return;
		const since = this.#context.clock.now();
		const due = at === 'now' ? since : since + this.#delay(0, tier);
		let watch = this.#watches.get(vaultName);
		if (watch?.jobs.has(jobId)) return;
		if (!watch) {
			watch = {jobs: new Map(), wake: () => {}};
			this.#watches.set(vaultName, watch);
			const loop = this.#loop(vaultName, watch).finally(() => this.#loops.delete(loop));
			this.#loops.add(loop);
		}
		watch.jobs.set(jobId, {vaultName, jobId, tier, since, due});
		watch.wake();
	}

	/** Those of a vault that are waited for. */
	watched(vaultName: string): ReadonlySet<string> {
		return new Set(this.#watches.get(vaultName)?.jobs.keys());
	}

	/** Resolves when the loops have ended, which they do when the engine closes. */
	async close(): Promise<void> {
		await Promise.all(this.#loops);
	}

	#delay(watched: number, tier: Tier | null): number {
		return pollDelay({watched, tier, speed: this.#context.account.speed});
	}

	async #loop(vaultName: string, watch: Watch): Promise<void> {
		const {clock, closing, log} = this.#context;
		// The caller has yet to add its job.
		await Promise.resolve();
		while (watch.jobs.size > 0 && !closing.aborted) {
			const due = Math.min(...[...watch.jobs.values()].map((job) => job.due));
			if (due > clock.now()) {
				await this.#sleep(due - clock.now(), watch);
				continue;
			}
			try {
				await this.#look(vaultName, [...watch.jobs.values()]);
			} catch (error) {
				// Offline, or refused for now: the pace goes on. Bugs must not end the watch either.
				if (!closing.aborted) log.debug({vaultName, error}, 'A look at the jobs failed.');
			}
			const now = clock.now();
			for (const job of watch.jobs.values()) job.due = now + this.#delay(now - job.since, job.tier);
		}
		this.#watches.delete(vaultName);
	}

	/** Sleeps, unless another job is added meanwhile. */
	async #sleep(milliseconds: number, watch: Watch): Promise<void> {
		const awake = new AbortController();
		watch.wake = () => awake.abort();
		const signal = AbortSignal.any([awake.signal, this.#context.closing]);
		await this.#context.clock.sleep(milliseconds, signal).catch(() => {});
	}

	async #look(vaultName: string, pending: readonly Watched[]): Promise<void> {
		if (pending.length === 1) return this.#describe(pending[0]!);
		const keep = new Set(pending.map(({jobId}) => jobId));
		const jobs = await this.#book.refreshIfAllowed(vaultName, keep, this.#context.closing);
		const listed = new Map(jobs?.map((job) => [job.jobId, job]));
		for (const watched of pending) {
			const job = listed.get(watched.jobId);
			if (job) this.#settle(job);
			else await this.#describe(watched);
		}
	}

	async #describe({vaultName, jobId}: Watched): Promise<void> {
		const {glacier, closing} = this.#context;
		try {
			const [job] = await this.#book.save([await glacier.describeJob({vaultName, jobId}, closing)]);
			this.#settle(job!);
		} catch (error) {
			const value = toErrorValue(error);
			if (value.kind === 'not-found') await this.#book.forget(vaultName, jobId);
			else if (value.kind === 'denied' && !(await this.#listed(vaultName, jobId))) {
				this.#book.lose(vaultName, jobId, value);
			} else throw error;
			this.#end(vaultName, jobId);
		}
	}

	/** Where a key may list jobs but not describe one. */
	async #listed(vaultName: string, jobId: string): Promise<boolean> {
		const jobs = await this.#book.refreshIfAllowed(vaultName, new Set([jobId]), this.#context.closing);
		const job = jobs?.find((other) => other.jobId === jobId);
		if (job) this.#settle(job);
		return job !== undefined;
	}

	#settle(job: Job): void {
		if (job.completed) this.#end(job.vaultName, job.jobId);
	}

	#end(vaultName: string, jobId: string): void {
		this.#watches.get(vaultName)?.jobs.delete(jobId);
	}
}
