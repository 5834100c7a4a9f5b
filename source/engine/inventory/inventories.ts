import {errorFromValue, invalidInput, toErrorValue} from '../../model/errors/errors.ts';
import {IceaxeError} from '../../model/errors/iceaxe-error.ts';
import type {Inventory, InventoryProgress} from '../../model/inventory.ts';
import type {Job} from '../../model/job.ts';
import {unlessAborted} from '../at-once.ts';
import {type Context, notify} from '../context.ts';
import type {JobBook} from '../jobs/job-book.ts';
import {startJob} from '../jobs/start-job.ts';
import {foreignInventory, inventoryMarker, usableInventory} from '../jobs/usable-jobs.ts';
import type {JobWatcher} from '../jobs/watcher.ts';
import {arrivalText} from './arrival.ts';
import {importFile} from './import-file.ts';
import {type ImportProgress, importInventory} from './import-inventory.ts';

/** The way to a new inventory of one vault. */
type Refresh = {
	job: Job;
	reused: boolean;
	/** A finished job of somebody else, which may be of a part of the vault. */
	passedOver: Job | null;
	importing: boolean;
	done: PromiseWithResolvers<Inventory>;
};

export type InventoriesOptions = {
	jobs: JobBook;
	watcher: JobWatcher;
	/** Inventories that were asked for in an earlier run are imported when they are seen. */
	unasked: boolean;
	/** Called when a new inventory is in the catalog; a failure of it is not one of the inventory. */
	onImported(vaultName: string): Promise<unknown>;
};

/** A job that the service works at. */
const retrieving = ({jobId, creationDate}: Job): InventoryProgress => ({
	step: 'retrieving',
	jobId,
	since: creationDate,
});

/** Brings inventories into the catalog: asks for them, waits, imports; one at a time for each vault. */
export class Inventories {
	readonly #context: Context;
	readonly #jobs: JobBook;
	readonly #watcher: JobWatcher;
	readonly #begun = new Map<string, Promise<Refresh>>();
	readonly #importing = new Set<Promise<void>>();
	/** Vaults whose inventory comes from a file at the moment. */
	readonly #fromFiles = new Set<string>();
	readonly #unasked: boolean;
	readonly #onImported: (vaultName: string) => Promise<unknown>;

	constructor(context: Context, {jobs, watcher, unasked, onImported}: InventoriesOptions) {
		this.#context = context;
		this.#onImported = onImported;
		this.#jobs = jobs;
		this.#watcher = watcher;
		this.#unasked = unasked;
		jobs.onChange((change) => {
			const heard =
				'lost' in change
					? this.#lose(change.lost.vaultName, change.lost.jobId, errorFromValue(change.lost.error))
					: this.consider(change.job);
			// The catalog may be gone when the engine closes.
			heard.catch((error) => context.log.warn({error}, 'News of a job could not be followed.'));
		});
	}

	/** Vaults whose inventory is on its way. */
	get underWay(): number {
		return new Set([...this.#begun.keys(), ...this.#fromFiles]).size;
	}

	/** What `inventory.refresh` promises. */
	async refresh(vaultName: string, wait: boolean, signal: AbortSignal) {
		const {job, reused, passedOver, done} = await unlessAborted(this.#refreshing(vaultName), signal);
		const inventory = wait ? await unlessAborted(done.promise, signal) : await this.#summary(vaultName);
		return {jobId: job.jobId, reused, passedOver: passedOver?.jobId ?? null, inventory};
	}

	/** What `inventory.import` promises. */
	async importFile(vaultName: string, path: string, signal: AbortSignal) {
		const refresh = await this.#begun.get(vaultName)?.catch(() => undefined);
		if (refresh?.importing || this.#fromFiles.has(vaultName)) {
			throw invalidInput(`An inventory of ${vaultName} is being imported already.`);
		}
		this.#fromFiles.add(vaultName);
		const {news} = this.#context;
		try {
			const tell = (progress: ImportProgress) =>
				void news.progress(vaultName, {step: 'importing', jobId: null, ...progress});
			const imported = await importFile(this.#context, {vaultName, path}, tell, signal);
			await this.#jobs.name(vaultName);
			return imported;
		} finally {
			this.#fromFiles.delete(vaultName);
			const waitedFor = await this.#begun.get(vaultName)?.catch(() => undefined);
			await news.progress(vaultName, waitedFor ? retrieving(waitedFor.job) : null);
		}
	}

	/** A job has news: it may be the one that is waited for, or one that was asked for in an earlier run. */
	async consider(job: Job): Promise<void> {
		if (job.action !== 'InventoryRetrieval') return;
		const {vaultName, jobId, statusCode, statusMessage} = job;
		const begun = this.#begun.get(vaultName);
		if (!begun) return this.#unasked ? this.#takeUp(job) : undefined;
		const refresh = await begun.catch(() => undefined);
		if (refresh?.job.jobId !== jobId || !job.completed) return;
		if (statusCode === 'Succeeded') return this.#import(refresh, job);
		const reason = statusMessage ?? 'the service gives no reason';
		await this.#lose(vaultName, jobId, new IceaxeError('service', `The inventory of ${vaultName} failed: ${reason}`));
	}

	/** Resolves when no import is under way; they end when the engine closes. */
	async close(): Promise<void> {
		await Promise.all(this.#importing);
	}

	#summary(vaultName: string): Promise<Inventory | null> {
		return this.#context.catalog.inventories.summary(vaultName);
	}

	#refreshing(vaultName: string): Promise<Refresh> {
		const known = this.#begun.get(vaultName);
		if (known) return known;
		const begun = this.#begin(vaultName);
		this.#begun.set(vaultName, begun);
		begun.catch(() => this.#begun.delete(vaultName));
		return begun;
	}

	async #begin(vaultName: string): Promise<Refresh> {
		const {closing, serviceClock} = this.#context;
		const listed = await this.#jobs.refreshIfAllowed(vaultName, this.#watcher.watched(vaultName), closing);
		const importedAt = (await this.#summary(vaultName))?.importedAt ?? null;
		const now = serviceClock.now();
		const usable = usableInventory(listed ?? [], {importedAt, now});
		if (usable) return this.#follow(usable, true);
		const [job] = await this.#jobs.save([await this.#start(vaultName)]);
		return this.#follow(job!, false, foreignInventory(listed ?? [], {importedAt, now}) ?? null);
	}

	#start(vaultName: string): Promise<Job> {
		const {glacier, makeId, closing} = this.#context;
		const jobDescription = `${inventoryMarker} ${makeId()}`;
		const initiate = (signal: AbortSignal) =>
			glacier.initiateInventory({vaultName, format: 'JSON', description: jobDescription}, signal);
		const known = {vaultName, action: 'InventoryRetrieval', jobDescription, inventoryFormat: 'JSON'} as const;
		return startJob(this.#context, {known, what: `the inventory of ${vaultName}`, initiate}, closing);
	}

	#follow(job: Job, reused: boolean, passedOver: Job | null = null): Refresh {
		const refresh: Refresh = {job, reused, passedOver, importing: false, done: Promise.withResolvers()};
		// Whoever does not wait for it hears of a failure by a notice.
		refresh.done.promise.catch(() => {});
		void this.#context.news.progress(job.vaultName, retrieving(job));
		if (job.statusCode === 'Succeeded') this.#import(refresh, job);
		else this.#watcher.watch(job);
		return refresh;
	}

	async #takeUp(job: Job): Promise<void> {
		const importedAt = (await this.#summary(job.vaultName))?.importedAt ?? null;
		const wanted = usableInventory([job], {importedAt, now: this.#context.serviceClock.now()});
		if (!wanted || this.#begun.has(job.vaultName)) return;
		this.#begun.set(job.vaultName, Promise.resolve(this.#follow(job, true)));
	}

	async #lose(vaultName: string, jobId: string, error: Error): Promise<void> {
		const refresh = await this.#begun.get(vaultName)?.catch(() => undefined);
		if (refresh?.job.jobId !== jobId) return;
		this.#begun.delete(vaultName);
		refresh.done.reject(error);
		notify(this.#context, 'error', error.message, toErrorValue(error));
		await this.#context.news.progress(vaultName, null);
	}

	#import(refresh: Refresh, job: Job): void {
		if (refresh.importing) return;
		refresh.importing = true;
		const work = this.#runImport(refresh, job).finally(() => this.#importing.delete(work));
		this.#importing.add(work);
	}

	async #runImport(refresh: Refresh, job: Job): Promise<void> {
		const {vaultName, jobId} = job;
		const {closing, log, news} = this.#context;
		try {
			const before = (await this.#summary(vaultName))?.inventoryDate ?? null;
			const inventory = await importInventory(
				this.#context,
				job,
				(progress) => void news.progress(vaultName, {step: 'importing', jobId, ...progress}),
				closing,
			);
			this.#begun.delete(vaultName);
			await news.progress(vaultName, null);
			notify(this.#context, inventory.malformed > 0 ? 'attention' : 'good', arrivalText(inventory, before));
			refresh.done.resolve(inventory);
			await this.#onImported(vaultName).catch((error) => log.warn({vaultName, error}, 'After an import.'));
		} catch (error) {
			if (closing.aborted) return refresh.done.reject(error);
			log.warn({vaultName, jobId, error}, 'An inventory could not be imported.');
			await this.#lose(vaultName, jobId, errorFromValue(toErrorValue(error)));
		}
	}
}
