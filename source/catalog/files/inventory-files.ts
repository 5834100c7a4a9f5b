import {existsSync, mkdirSync, readdirSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {createPrivateFile, Database} from '../database.ts';
import {InventoryFile} from './inventory-file.ts';

/** SQLite's code for a lock that another holds. */
const busy = 5;

/**
 * The folder of a catalog's inventory files. `17.sqlite` is what import 17 became; while it is being made, `17.importing` is locked by the
 * process that makes it, and so tells a living import from one that a crash has left.
 */
export class InventoryFiles {
	readonly folder: string;
	readonly #database: Database;
	readonly #guards = new Map<number, Database>();

	constructor(database: Database, catalogPath: string) {
		this.#database = database;
		this.folder = `${catalogPath}-inventories`;
	}

	path(importId: number): string {
		return join(this.folder, `${importId}.sqlite`);
	}

	/** Null when the file is not there: somebody has removed it, or another process has replaced it a moment ago. */
	open(importId: number): InventoryFile | null {
		const path = this.path(importId);
		try {
			return new InventoryFile(path);
		} catch (error) {
			if (!existsSync(path)) return null;
			throw error;
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

	/** Removes every file that is no vault's inventory and belongs to no living import. */
	sweep(): void {
		if (!existsSync(this.folder)) return;
		this.#database.transaction(() => {
			const inUse = new Set(
				this.#database.all<{import_id: number}>('SELECT import_id FROM inventory').map((row) => row.import_id),
			);
			const found = new Set(readdirSync(this.folder).map((name) => Number.parseInt(name, 10)));
			for (const importId of found) {
				if (Number.isNaN(importId) || inUse.has(importId) || this.#isAlive(importId)) continue;
				for (const path of [this.path(importId), `${this.path(importId)}.runs`, this.#guardPath(importId)]) {
					rmSync(path, {force: true});
				}
				this.#database.run('DELETE FROM import WHERE import_id = ?', importId);
			}
		});
	}

	/** Makes the folder, for its owner only. */
	create(): void {
		mkdirSync(this.folder, {recursive: true, mode: 0o700});
	}

	close(): void {
		for (const importId of this.#guards.keys()) this.release(importId);
	}

	#guardPath(importId: number): string {
		return join(this.folder, `${importId}.importing`);
	}

	#isAlive(importId: number): boolean {
		const path = this.#guardPath(importId);
		if (this.#guards.has(importId)) return true;
		if (!existsSync(path)) return false;
		const probe = new Database(path, {busyTimeout: 0});
		try {
			probe.execute('BEGIN EXCLUSIVE; ROLLBACK');
			return false;
		} catch (error) {
			if (((error as {errcode?: number}).errcode ?? 0) % 256 === busy) return true;
			throw error;
		} finally {
			probe.close();
		}
	}
}
