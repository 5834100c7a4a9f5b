import {statfsSync} from 'node:fs';
import {dirname} from 'node:path';
import {Worker} from 'node:worker_threads';
import {workerUrl} from '../../platform/worker-url.ts';
import {InventoryFile} from '../files/inventory-file.ts';
import type {InventoryFiles} from '../files/inventory-files.ts';
import {type Caller, callWorker} from '../rpc.ts';
import type {VaultViews} from '../views/vault-views.ts';
import {carryMarks} from './carry-over.ts';
import type {Sealed} from './importer.ts';

/** A file is worth its while when it has so many times the rows of the one before it. */
const growth = 2;

/** The share of the time that may go into making files. Each is made from the beginning, so they are made ever more rarely. */
const share = 0.1;

/** How much more room there must be on the disk than the rows take: they are for looking at, and must not be in the way of the import. */
const roomTimes = 10;

const resourceLimits = {maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 64};

/** Which import it is, and how it gives what it has so far. */
export type EarlyImport = {importId: number; vaultName: string; seal: () => Promise<Sealed>};

/**
 * The rows of a vault's first inventory while it is being read: from time to time a file is made of those that have come, in a thread of its
 * own, and shown in place of the one before it. Nothing of it lasts: a crash leaves a vault without an inventory, as it was.
 */
export class EarlyRows {
	readonly #import: EarlyImport;
	readonly #views: VaultViews;
	readonly #files: InventoryFiles;
	#worker: Caller | undefined;
	#making: Promise<void> | undefined;
	#made = 0;
	#rows = 0;
	#dueAt = 0;
	#over = false;

	constructor(of: EarlyImport, views: VaultViews, files: InventoryFiles) {
		this.#import = of;
		this.#views = views;
		this.#files = files;
	}

	/** How many rows are shown when the file that is being made is there. */
	async made(): Promise<number> {
		await this.#making;
		return this.#rows;
	}

	/** So many rows have come: begins to make a file of them when it is time for one. Whatever fails, the import goes on without. */
	consider(rows: number): void {
		if (this.#over || this.#making || rows === 0 || rows < growth * this.#rows) return;
		if (performance.now() < this.#dueAt) return;
		this.#making = this.#make()
			.catch((error) => {
				if (!this.#over) this.#files.report(error);
				this.#over = true;
			})
			.finally(() => {
				this.#making = undefined;
			});
	}

	/** No further file is made; what is shown stays. */
	async stop(): Promise<void> {
		this.#over = true;
		await this.#worker?.end();
		await this.#making;
	}

	/** Takes all of it away. */
	async remove(): Promise<void> {
		await this.stop();
		if (this.#rows > 0) this.#views.hideEarly(this.#import.vaultName);
		this.#rows = 0;
	}

	async #make(): Promise<void> {
		const sealed = await this.#import.seal();
		// To look again and again would cost a run each time.
		if (!hasRoom(sealed)) this.#over = true;
		if (this.#over) return;
		const made = ++this.#made;
		const path = this.#files.earlyPath(this.#import.importId, made);
		const worker = callWorker(new Worker(workerUrl('early-worker'), {resourceLimits}), 'The reading of early rows');
		this.#worker = worker;
		let file: InventoryFile | undefined;
		try {
			const took = await worker.call<number>('make', [path, sealed]);
			await worker.end();
			file = new InventoryFile(path);
			await this.#show(file, `${this.#import.importId} early ${made}`);
			this.#dueAt = performance.now() + took / share;
		} catch (error) {
			file?.close();
			this.#files.removeEarly(path);
			throw error;
		} finally {
			await worker.end();
		}
	}

	/** Shows a file in place of the one before it; marks go over to the same archives. */
	async #show(file: InventoryFile, edition: string): Promise<void> {
		const {vaultName} = this.#import;
		await this.#views.whileOpen(async () => {
			for (;;) {
				const view = this.#views.early(vaultName);
				const {marksRevision} = view;
				const marked = await carryMarks(view, file);
				if (this.#over) throw new Error('The import is over.');
				const now = this.#views.early(vaultName);
				if (now !== view || now.marksRevision !== marksRevision) continue;
				this.#views.showEarly(vaultName, file, marked, edition);
				this.#rows = file.rows;
				return;
			}
		});
	}
}

/** Whether the disk has room to spare for a file of these rows. */
const hasRoom = ({runsPath, runs}: Sealed): boolean => {
	const {bavail, bsize} = statfsSync(dirname(runsPath));
	return bavail * bsize > roomTimes * runs.reduce((sum, {length}) => sum + length, 0);
};
