import {setImmediate as breathe} from 'node:timers/promises';
import type {DifferenceKind, DifferenceQuery, DifferenceSums, DifferenceWindow} from '../../model/differences.ts';
import type {Timestamp} from '../../model/timestamp.ts';
import type {Database} from '../database.ts';
import {Bits} from '../files/bits.ts';
import {detailsPerBlock} from '../files/form.ts';
import type {InventoryFile} from '../files/inventory-file.ts';
import type {InventoryFiles} from '../files/inventory-files.ts';
import {packedLength} from '../files/pack-ids.ts';
import {compareNames} from '../files/row-key.ts';
import type {VaultViews} from './vault-views.ts';

/** For how many milliseconds the comparison goes on before it lets other questions through. */
const stride = 8;

/** Goes through the rows of a file in order. */
class Cursor {
	row = 0;
	readonly #file: InventoryFile;
	#block = -1;
	#ids: Uint8Array | string = '';

	constructor(file: InventoryFile) {
		this.#file = file;
	}

	get done(): boolean {
		return this.row >= this.#file.rows;
	}

	/** Whether both are at the same archive, else which comes first: below 0 this one. */
	compare(other: Cursor): number {
		return (
			compareNames(this.#file.name(this.row), other.#file.name(other.row)) ||
			other.#file.created(other.row) - this.#file.created(this.row) ||
			this.#compareIds(other)
		);
	}

	#compareIds(other: Cursor): number {
		const mine = this.#packed();
		const others = other.#packed();
		if (typeof mine !== 'string' && typeof others !== 'string') {
			const at = (this.row % detailsPerBlock) * packedLength;
			const otherAt = (other.row % detailsPerBlock) * packedLength;
			if (
				Buffer.compare(mine.subarray(at, at + packedLength), others.subarray(otherAt, otherAt + packedLength)) === 0
			) {
				return 0;
			}
		}
		return compareNames(this.#file.archiveId(this.row), other.#file.archiveId(other.row));
	}

	#packed(): Uint8Array | string {
		const block = Math.floor(this.row / detailsPerBlock);
		if (block !== this.#block) {
			this.#ids = this.#file.details.ids(block);
			this.#block = block;
		}
		return this.#ids;
	}
}

type Compared = Record<DifferenceKind, Bits> & {sums: Record<DifferenceKind, DifferenceSums>};

/** Finds the rows of each file whose archives the other does not have. */
const compare = async (before: InventoryFile, now: InventoryFile): Promise<Compared> => {
	const found = {added: new Bits(now.rows), gone: new Bits(before.rows)};
	const sums = {added: {archives: 0, bytes: 0}, gone: {archives: 0, bytes: 0}};
	const old = new Cursor(before);
	const young = new Cursor(now);
	const note = (kind: DifferenceKind, file: InventoryFile, other: InventoryFile, row: number) => {
		// A decoder that has learned since may have moved it to another name.
		if (other.find(file.archiveId(row)) >= 0) return;
		found[kind].set(row, true);
		sums[kind].archives++;
		sums[kind].bytes += file.size(row);
	};
	let until = performance.now() + stride;
	for (let steps = 0; !old.done || !young.done; steps++) {
		if (steps % 256 === 0 && performance.now() > until) {
			await breathe();
			until = performance.now() + stride;
		}
		const order = old.done ? 1 : young.done ? -1 : old.compare(young);
		if (order < 0) note('gone', before, now, old.row++);
		else if (order > 0) note('added', now, before, young.row++);
		else {
			old.row++;
			young.row++;
		}
	}
	return {...found, sums};
};

/** What a vault's present inventory and the one before it differ in. The last comparison stays at hand. */
export class Differences {
	readonly #database: Database;
	readonly #views: VaultViews;
	readonly #files: InventoryFiles;
	#last: {key: string; before: InventoryFile; compared: Promise<Compared>} | undefined;

	constructor(database: Database, views: VaultViews, files: InventoryFiles) {
		this.#database = database;
		this.#views = views;
		this.#files = files;
	}

	#forget(): void {
		const {before, compared} = this.#last ?? {};
		this.#last = undefined;
		void compared?.then(
			() => before!.close(),
			() => before!.close(),
		);
	}

	/** Null when there are not two inventories. */
	async window(query: DifferenceQuery): Promise<DifferenceWindow | null> {
		const {vaultName, kind, offset, limit} = query;
		return this.#views.whileOpen(async () => {
			const {file: now, importId} = this.#views.of(vaultName);
			const dates = this.#database.get<{before_id: number; before: Timestamp | null; now: Timestamp | null}>(
				`SELECT p.import_id AS before_id, p.inventory_date AS before, i.inventory_date AS now
				FROM previous_inventory p JOIN inventory i USING (vault_name) WHERE vault_name = ?`,
				vaultName,
			);
			if (!dates || !now) return null;
			const key = `${dates.before_id} ${importId}`;
			if (this.#last?.key !== key) {
				const opened = this.#files.open(dates.before_id);
				this.#forget();
				if (!opened) return null;
				this.#last = {key, before: opened, compared: compare(opened, now)};
			}
			const {before, compared} = this.#last!;
			const {[kind]: rows, sums} = await compared.catch((error) => {
				if (this.#last?.before === before) this.#forget();
				throw error;
			});
			// A question about another vault, or a newer inventory, may have closed what this one wants to read.
			if (this.#last?.before !== before) return this.window(query);
			const shown: number[] = [];
			let place = 0;
			for (const row of rows.values()) {
				if (place >= offset + limit) break;
				if (place++ >= offset) shown.push(row);
			}
			const of = kind === 'added' ? now : before;
			return {
				query,
				rows: shown.map((row) => of.archive(row)),
				total: sums[kind].archives,
				...sums,
				before: dates.before,
				now: dates.now,
			};
		});
	}
}
