import {existsSync, renameSync, rmSync} from 'node:fs';
import {Worker} from 'node:worker_threads';
import {cancelled, mismatch, notFound, toErrorValue} from '../../model/errors/errors.ts';
import type {Timestamp} from '../../model/timestamp.ts';
import {workerUrl} from '../../platform/worker-url.ts';
import type {InventoryCatalog} from '../catalog.ts';
import type {Database} from '../database.ts';
import type {Bits} from '../files/bits.ts';
import type {InventoryFile} from '../files/inventory-file.ts';
import type {InventoryFiles} from '../files/inventory-files.ts';
import {type Caller, callWorker} from '../rpc.ts';
import {dropMarks} from '../views/marks.ts';
import type {VaultViews} from '../views/vault-views.ts';
import {carryMarks, findSettled, type Settled, settleLedger} from './carry-over.ts';
import type {Imported} from './importer.ts';

type Import = {vaultName: string; caller: Caller; names: string | null};

type Facts = {inventoryDate: Timestamp | null; at: Timestamp; malformed: number};

/** What a new inventory takes over. */
type Carried = {marked: Bits; ids: readonly string[]; settled: Settled};

/** Nearly all that an import makes is dropped at once: a small nursery costs it no time and saves 40 MB. */
const resourceLimits = {maxYoungGenerationSizeMb: 8};

/** Thrown to roll back, when another process changed the vault and the step must be done again. */
const changedMeanwhile = new Error('The vault changed meanwhile.');

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
		this.#open.set(importId, {vaultName, caller, names});
		try {
			const output = keep ? this.#files.outputPath(importId) : null;
			if (output && existsSync(this.#files.brokenOffPath(jobId))) {
				renameSync(this.#files.brokenOffPath(jobId), output);
			}
			const order = [this.#files.path(importId), format, {names, output}];
			await caller.call('begin', order);
			return {importId};
		} catch (error) {
			await this.abandon(importId);
			throw error;
		}
	}

	resume(importId: number): Promise<{rows: number; bytes: number} | null> {
		return this.#find(importId).caller.call('resume', []);
	}

	feed(importId: number, bytes: Uint8Array): Promise<{rows: number; malformed: number}> {
		return this.#find(importId).caller.call('feed', [bytes], [bytes.buffer as ArrayBuffer]);
	}

	/** Gives the vault whose inventory it is now. */
	async finish(importId: number, takes: {inventoryDate: Timestamp | null; at: Timestamp}): Promise<string> {
		const {vaultName, caller, names} = this.#find(importId);
		let file: InventoryFile | null = null;
		let keep = true;
		try {
			const imported = await caller.call<Imported>('finish', []);
			file = this.#files.open(importId);
			if (!file) throw cancelled('The import was removed while it was made.');
			const inventoryDate = imported.inventoryDate ?? takes.inventoryDate;
			await this.#putInPlace(importId, vaultName, file, {...imported, inventoryDate, at: takes.at});
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
			await this.#putInPlace(importId, vaultName, file, {inventoryDate, at, malformed}, () => {
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

	/** Makes the file the vault's inventory, in one transaction. */
	async #putInPlace(
		importId: number,
		vaultName: string,
		file: InventoryFile,
		facts: Facts,
		also = () => {},
	): Promise<void> {
		await this.#views.whileOpen(async () => {
			for (;;) {
				// Before the transaction, because many marks take their time; again, if something changed meanwhile.
				const view = this.#views.of(vaultName);
				const {marksRevision} = view;
				const marked = await carryMarks(view, file);
				const settled = await findSettled(this.#database, vaultName, file, facts.inventoryDate);
				const isDone = this.#replace(importId, vaultName, facts, () => {
					const now = this.#views.of(vaultName);
					also();
					if (now !== view || now.marksRevision !== marksRevision) return undefined;
					return {marked, ids: [...view.marks.ids], settled};
				});
				if (isDone) return;
			}
		});
	}

	/** False when `carried` says that the vault has changed; nothing was done then. */
	#replace(importId: number, vaultName: string, facts: Facts, carried: () => Carried | undefined): boolean {
		try {
			return this.#database.transaction(() => {
				if (this.#database.run('DELETE FROM import WHERE import_id = ?', importId).changes === 0) {
					throw notFound(`The vault ${vaultName} is no longer in the catalog.`);
				}
				const what = carried();
				if (!what) throw changedMeanwhile;
				// The same output taken in once more is no newer inventory: what the one before it differs in stays of interest.
				this.#database.run(
					`INSERT OR REPLACE INTO previous_inventory (vault_name, import_id, inventory_date)
					SELECT vault_name, import_id, inventory_date FROM inventory
					WHERE vault_name = ?1 AND inventory_date IS NOT ?2`,
					vaultName,
					facts.inventoryDate,
				);
				this.#database.run(
					`INSERT OR REPLACE INTO inventory (vault_name, import_id, inventory_date, imported_at, malformed)
					VALUES (?, ?, ?, ?, ?)`,
					vaultName,
					importId,
					facts.inventoryDate,
					facts.at,
					facts.malformed,
				);
				settleLedger(this.#database, vaultName, what.settled);
				dropMarks(this.#database, vaultName);
				// The view of this is the new file's, without a mark yet.
				this.#views.change(vaultName, 'ledger', ({marks}) => {
					for (const row of what.marked.values()) marks.setRow(row, true);
					for (const archiveId of what.ids) marks.setId(archiveId, true);
				});
				return true;
			});
		} catch (error) {
			this.#views.forget(vaultName);
			if (error === changedMeanwhile) return false;
			throw error;
		}
	}
}
