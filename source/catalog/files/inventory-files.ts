import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync} from 'node:fs';
import {join} from 'node:path';
import type {Timestamp} from '../../model/timestamp.ts';
import {createPrivateFile, Database} from '../database.ts';
import {isDamage} from '../to-error.ts';
import {InventoryFile, UnknownForm} from './inventory-file.ts';

/** For how many milliseconds the output of an import that was broken off stays. */
const outputKept = 2 * 86_400_000;

/**
 * The folder of a catalog's inventory files. `17.sqlite` is what import 17 became; while it is being made, `17.importing` is locked by the
 * process that makes it, and so tells a living import from one that a crash has left.
 */
export class InventoryFiles {
	readonly folder: string;
	/** Tells of a file that cannot be read. */
	readonly report: (error: unknown) => void;
	readonly #database: Database;
	readonly #guards = new Map<number, Database>();
	/** Files of early rows that are shown. */
	readonly #early = new Set<string>();

	constructor(database: Database, catalogPath: string, report: (error: unknown) => void) {
		this.#database = database;
		this.report = report;
		this.folder = `${catalogPath}-inventories`;
	}

	path(importId: number): string {
		return join(this.folder, `${importId}.sqlite`);
	}

	/**
	 * Where the file of an import's early rows is, the `made`th that was made. It stays until it is removed, by {@link removeEarly} or after a
	 * crash.
	 */
	earlyPath(importId: number, made: number): string {
		const path = join(this.folder, `${importId}.early-${made}.sqlite`);
		this.#early.add(path);
		return path;
	}

	/** Removes a file if it is one of early rows. */
	removeEarly(path: string): void {
		if (this.#early.delete(path)) rmSync(path, {force: true});
	}

	/** Where a list of names is. */
	namesPath(listId: number): string {
		return join(this.folder, `${listId}.names`);
	}

	/** The vault's list of names; null when it has none. */
	namesOf(vaultName: string): string | null {
		const list = this.#database.get<{list_id: number}>('SELECT list_id FROM name_list WHERE vault_name = ?', vaultName);
		return list && existsSync(this.namesPath(list.list_id)) ? this.namesPath(list.list_id) : null;
	}

	/** Where an import under way keeps the output that it has taken. */
	outputPath(importId: number): string {
		return join(this.folder, `${importId}.output`);
	}

	/** Where it is when that import was broken off, until another of the same job takes it. */
	brokenOffPath(jobId: string): string {
		return join(this.folder, `output-${createHash('sha256').update(jobId).digest('hex')}`);
	}

	/** A number for a new file, which is guarded from now on. */
	number({vaultName, jobId, format, at}: {vaultName: string; jobId: string; format: string; at: Timestamp}): number {
		return this.#database.transaction(() => {
			const {id} = this.#database.run(
				'INSERT INTO import (vault_name, job_id, format, began) VALUES (?, ?, ?, ?)',
				vaultName,
				jobId,
				format,
				at,
			);
			this.guard(id);
			return id;
		});
	}

	/**
	 * Null when the file is not there, or is of no use: the vault is then without an inventory until the next one. That somebody has removed
	 * or damaged it is reported; that another process has replaced it a moment ago is not.
	 */
	open(importId: number): InventoryFile | null {
		const path = this.path(importId);
		try {
			return new InventoryFile(path);
		} catch (error) {
			const isThere = existsSync(path);
			if (isThere && !isDamage(error) && !(error instanceof UnknownForm)) throw error;
			if (isThere || this.#isInUse(importId)) this.report(error);
			return null;
		}
	}

	/** Declares an import to be under way. Within the transaction that numbers it, so that no sweep comes between. */
	guard(importId: number): void {
		const path = this.#guardPath(importId);
		createPrivateFile(path);
		const guard = new Database(path, {busyTimeout: 0});
		guard.execute('BEGIN EXCLUSIVE');
		this.#guards.set(importId, guard);
	}

	/** The import is over. What it left stays only if it is a vault's inventory now. */
	release(importId: number): void {
		this.#guards.get(importId)?.close();
		this.#guards.delete(importId);
		rmSync(this.#guardPath(importId), {force: true});
		this.sweep();
	}

	/** Removes every file that is no vault's inventory, nor the one before it, nor its list of names, and belongs to no living import. */
	sweep(): void {
		if (!existsSync(this.folder)) return;
		this.#database.transaction(() => {
			const inUse = new Set(
				this.#database
					.all<{import_id: number}>(
						'SELECT import_id FROM inventory UNION SELECT import_id FROM previous_inventory UNION SELECT list_id FROM name_list',
					)
					.map((row) => row.import_id),
			);
			this.#dropOldOutputs();
			const names = Map.groupBy(readdirSync(this.folder), (name) => Number.parseInt(name, 10));
			for (const [importId, ofImport] of names) {
				if (Number.isNaN(importId) || this.#isAlive(importId)) continue;
				this.#setOutputAside(importId);
				for (const name of ofImport) {
					const path = join(this.folder, name);
					if (this.#early.has(path)) continue;
					if (!inUse.has(importId) || (path !== this.path(importId) && path !== this.namesPath(importId)))
						rmSync(path, {force: true});
				}
				this.#database.run('DELETE FROM import WHERE import_id = ?', importId);
			}
		});
	}

	/** An import that a crash has broken off leaves its output to the next one of its job. */
	#setOutputAside(importId: number): void {
		if (!existsSync(this.outputPath(importId))) return;
		const job = this.#database.get<{job_id: string}>('SELECT job_id FROM import WHERE import_id = ?', importId);
		if (job) renameSync(this.outputPath(importId), this.brokenOffPath(job.job_id));
	}

	/** The service keeps a job's output for a day: later nobody can go on with it. */
	#dropOldOutputs(): void {
		for (const name of readdirSync(this.folder)) {
			const path = join(this.folder, name);
			if (name.startsWith('output-') && Date.now() - statSync(path).mtimeMs > outputKept) rmSync(path, {force: true});
		}
	}

	/** Makes the folder, for its owner only. */
	create(): void {
		mkdirSync(this.folder, {recursive: true, mode: 0o700});
	}

	#isInUse(importId: number): boolean {
		return this.#database.get('SELECT 1 FROM inventory WHERE import_id = ?', importId) !== undefined;
	}

	#guardPath(importId: number): string {
		return join(this.folder, `${importId}.importing`);
	}

	#isAlive(importId: number): boolean {
		const path = this.#guardPath(importId);
		if (this.#guards.has(importId)) return true;
		if (!existsSync(path)) return false;
		try {
			const probe = new Database(path, {busyTimeout: 0});
			try {
				probe.execute('BEGIN EXCLUSIVE; ROLLBACK');
			} finally {
				probe.close();
			}
			return false;
		} catch {
			// Held by a living process, or not to be touched for another reason: either way it stays.
			return true;
		}
	}
}
