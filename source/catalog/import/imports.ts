import {existsSync, renameSync, rmSync} from 'node:fs';
import {Worker} from 'node:worker_threads';
import {cancelled, mismatch, notFound, toErrorValue} from '../../model/errors/errors.ts';
import type {Timestamp} from '../../model/timestamp.ts';
import {workerUrl} from '../../platform/worker-url.ts';
import type {InventoryCatalog} from '../catalog.ts';
import type {Database} from '../database.ts';
import type {InventoryFile} from '../files/inventory-file.ts';
import type {InventoryFiles} from '../files/inventory-files.ts';
import {type Caller, callWorker} from '../rpc.ts';
import type {VaultViews} from '../views/vault-views.ts';
import {EarlyRows} from './early-rows.ts';
import type {Imported, Sealed} from './importer.ts';
import {type Facts, type Made, putInPlace} from './put-in-place.ts';
import type {ImportOrder} from './worker.ts';

type Import = {
	vaultName: string;
	caller: Caller;
	names: string | null;
	/** How much of the rows is in order, in thousandths; its thread counts. */
	ordered: Int32Array<SharedArrayBuffer>;
	/** Of a vault that has no inventory: null where there is one to look at meanwhile. */
	early: EarlyRows | null;
};

/**
 * Nearly all that an import makes is dropped at once: a small nursery costs it no time and saves 40 MB, and with a bound to what is old the
 * collector looks there sooner, which saves 20.
 */
const resourceLimits = {maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 64};

/** The imports that this process has under way, each in a thread and a file of its own. */
export class Imports {
	readonly #database: Database;
	readonly #views: VaultViews;
	readonly #files: InventoryFiles;
	readonly #open = new Map<number, Import>();

	constructor(database: Database, views: VaultViews, files: InventoryFiles) {
		this.#database = database;
		this.#views = views;
		this.#files = files;
	}

	/** `names` is a list of names; without it, the vault's own. */
	async begin(
		takes: Parameters<InventoryCatalog['begin']>[0],
		names = this.#files.namesOf(takes.vaultName),
	): Promise<{importId: number}> {
		const {vaultName, jobId, format, at, keep = false} = takes;
		const importId = this.#files.number({vaultName, jobId, format, at});
		const caller = callWorker(new Worker(workerUrl('import-worker'), {resourceLimits}), 'The import');
		const seal = () => caller.call<Sealed>('seal', []);
		const hasRows = this.#views.of(vaultName).file !== null;
		const early = hasRows ? null : new EarlyRows({importId, vaultName, seal}, this.#views, this.#files);
		const ordered = new Int32Array(new SharedArrayBuffer(4));
		this.#open.set(importId, {vaultName, caller, names, ordered, early});
		try {
			const output = keep ? this.#files.outputPath(importId) : null;
			if (output && existsSync(this.#files.brokenOffPath(jobId))) {
				renameSync(this.#files.brokenOffPath(jobId), output);
			}
			const order: ImportOrder = {names, output, ordered};
			await caller.call('begin', [this.#files.path(importId), format, order]);
			return {importId};
		} catch (error) {
			await this.abandon(importId);
			throw error;
		}
	}

	async resume(importId: number): Promise<{rows: number; bytes: number} | null> {
		const {caller, early} = this.#find(importId);
		const taken = await caller.call<{rows: number; bytes: number} | null>('resume', []);
		if (taken) early?.consider(taken.rows);
		return taken;
	}

	async feed(importId: number, bytes: Uint8Array): Promise<{rows: number; malformed: number}> {
		const {caller, early} = this.#find(importId);
		const takes = [bytes.buffer as ArrayBuffer];
		const taken = await caller.call<{rows: number; malformed: number}>('feed', [bytes], takes);
		early?.consider(taken.rows);
		return taken;
	}

	/** How many early rows are shown when the file of them that is being made is there. */
	async early(importId: number): Promise<number> {
		return (await this.#find(importId).early?.made()) ?? 0;
	}

	/** How much of an import's rows is in order, from 0 to 1. */
	ordered(importId: number): number {
		return Atomics.load(this.#find(importId).ordered, 0) / 1000;
	}

	/** Gives the vault whose inventory it is now. */
	async finish(importId: number, takes: {inventoryDate: Timestamp | null; at: Timestamp}): Promise<string> {
		const {vaultName, caller, names, early} = this.#find(importId);
		let file: InventoryFile | null = null;
		let keep = true;
		try {
			await early?.stop();
			const imported = await caller.call<Imported>('finish', []);
			file = this.#files.open(importId);
			if (!file) throw cancelled('The import was removed while it was made.');
			const inventoryDate = imported.inventoryDate ?? takes.inventoryDate;
			await this.#putInPlace({importId, vaultName, file}, {...imported, inventoryDate, at: takes.at});
			keep = false;
			// Another list may have been given while this was on its way.
			const now = this.#files.namesOf(vaultName);
			if (now !== names) await this.rename(vaultName, now, () => {});
			return vaultName;
		} catch (error) {
			// On a full disk too: the file that was being made goes, which gives more room than this takes.
			keep = toErrorValue(error).kind !== 'mismatch';
			throw error;
		} finally {
			file?.close();
			await this.abandon(importId, keep);
		}
	}

	/**
	 * Makes the vault's inventory anew with other names: of a list, or null for those of the descriptions. `also` is done in the same step.
	 * @throws IceaxeError `mismatch` when a new inventory came in meanwhile
	 */
	async rename(vaultName: string, names: string | null, also: () => void): Promise<{named: number}> {
		const {importId: source} = this.#views.of(vaultName);
		const facts = this.#database.get<{inventory_date: Timestamp | null; imported_at: Timestamp; malformed: number}>(
			'SELECT inventory_date, imported_at, malformed FROM inventory WHERE vault_name = ?',
			vaultName,
		);
		if (source === null || !facts) {
			// Uploads of ours take names of the list too.
			this.#views.change(vaultName, 'ledger', also);
			this.#views.forget(vaultName);
			return {named: 0};
		}
		const {inventory_date: inventoryDate, imported_at: at, malformed} = facts;
		const {importId} = await this.begin({vaultName, jobId: 'names', format: 'CSV', at}, names);
		const {caller} = this.#find(importId);
		let file: InventoryFile | null = null;
		try {
			await this.#views.whileOpen(() => caller.call('take', [this.#files.path(source)]));
			const {named} = await caller.call<Imported>('finish', []);
			file = this.#files.open(importId);
			if (!file) throw cancelled('The import was removed while it was made.');
			await this.#putInPlace({importId, vaultName, file}, {inventoryDate, at, malformed}, () => {
				if (this.#views.of(vaultName).importId !== source) {
					throw mismatch(`A new inventory of ${vaultName} came in meanwhile.`, 'Give the names again.');
				}
				also();
			});
			return {named};
		} finally {
			file?.close();
			await this.abandon(importId);
		}
	}

	/** Ends an import. What it has written goes, unless it has become the inventory. */
	async abandon(importId: number, keep = false): Promise<void> {
		const found = this.#open.get(importId);
		if (!found) return;
		this.#open.delete(importId);
		await found.early?.remove();
		await found.caller.end();
		if (!keep) rmSync(this.#files.outputPath(importId), {force: true});
		this.#files.release(importId);
	}

	async close(): Promise<void> {
		for (const importId of this.#open.keys()) await this.abandon(importId, true);
	}

	#find(importId: number): Import {
		const found = this.#open.get(importId);
		if (!found) throw notFound(`There is no import ${importId} under way.`);
		return found;
	}
	#putInPlace(made: Made, facts: Facts, also?: () => void): Promise<void> {
		return putInPlace(this.#database, this.#views, made, facts, also);
	}
}
