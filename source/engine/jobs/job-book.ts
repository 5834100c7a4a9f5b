import {notFound} from '../../model/errors/errors.ts';
import {type ErrorValue, IceaxeError} from '../../model/errors/iceaxe-error.ts';
import type {Job} from '../../model/job.ts';
import type {Context} from '../context.ts';
import {listJobs} from './job-list.ts';

/** What was heard of a job: what it is now, or why nothing more will be heard of it. */
export type JobChange = {job: Job} | {lost: {vaultName: string; jobId: string; error: ErrorValue}};

/** The service's jobs as we last heard of them. What changes is written down first and told afterwards. */
export class JobBook {
	readonly #context: Context;
	/** As they were told, to tell only what is new. */
	readonly #told = new Map<string, {text: string; job: Job}>();
	readonly #listeners = new Set<(change: JobChange) => void>();

	constructor(context: Context) {
		this.#context = context;
	}

	/** Hears of every change. Returns the way to stop hearing. */
	onChange(listener: (change: JobChange) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** Takes jobs as the service described them, and gives them back with their archives' names. */
	async save(jobs: readonly Job[]): Promise<Job[]> {
		const news = jobs.filter((job) => this.#told.get(job.jobId)?.text !== JSON.stringify(job));
		const saved = news.length > 0 ? await this.#context.catalog.jobs.save(news) : [];
		for (const [index, job] of saved.entries()) {
			this.#told.set(job.jobId, {text: JSON.stringify(news[index]), job});
			this.#context.emit({type: 'job', job});
			this.#tell({job});
		}
		return jobs.map((job) => this.#told.get(job.jobId)?.job ?? job);
	}

	/** Gives names to the jobs of a vault whose archives were unknown until now. */
	async name(vaultName: string): Promise<void> {
		const known = Array.from(this.#told.values(), ({job}) => job);
		const nameless = known.filter((job) => job.vaultName === vaultName && job.archiveId !== null && job.name === null);
		for (const job of nameless) this.#told.delete(job.jobId);
		await this.save(nameless);
	}

	/** The service does not know a job any more. */
	async forget(vaultName: string, jobId: string): Promise<void> {
		const others = (await this.#context.catalog.jobs.list()).filter((job) => job.jobId !== jobId);
		await this.#keepOnly(
			vaultName,
			others.filter((job) => job.vaultName === vaultName).map((job) => job.jobId),
		);
		this.lose(vaultName, jobId, notFound('The service no longer knows the retrieval job.').value);
	}

	/** Nothing more will be heard of a job. */
	lose(vaultName: string, jobId: string, error: ErrorValue): void {
		this.#tell({lost: {vaultName, jobId, error}});
	}

	/**
	 * Asks for all jobs of a vault. Jobs that were known and are no longer among them are forgotten, but for those in `keep`: one that was
	 * just started may not be listed yet.
	 */
	async refresh(vaultName: string, keep: ReadonlySet<string>, signal: AbortSignal): Promise<Job[]> {
		const jobs = await this.save(await listJobs(this.#context.glacier, vaultName, signal));
		await this.#keepOnly(vaultName, [...jobs.map((job) => job.jobId), ...keep]);
		return jobs;
	}

	/** Like {@link refresh}; null when this key may not list jobs. */
	async refreshIfAllowed(vaultName: string, keep: ReadonlySet<string>, signal: AbortSignal): Promise<Job[] | null> {
		try {
			return await this.refresh(vaultName, keep, signal);
		} catch (error) {
			if (error instanceof IceaxeError && error.kind === 'denied') return null;
			throw error;
		}
	}

	async #keepOnly(vaultName: string, jobIds: readonly string[]): Promise<void> {
		for (const jobId of await this.#context.catalog.jobs.keepOnly(vaultName, jobIds)) {
			this.#told.delete(jobId);
			this.#context.emit({type: 'job-gone', jobId});
		}
	}

	#tell(change: JobChange): void {
		for (const listener of this.#listeners) listener(change);
	}
}
