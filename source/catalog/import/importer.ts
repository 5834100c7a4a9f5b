import {decodeDescription} from '../../model/descriptions/descriptions.ts';
import {mismatch} from '../../model/errors/errors.ts';
import {
	type InventoryFormat,
	type InventoryParser,
	inventoryParser,
} from '../../model/inventory-parser/inventory-parser.ts';
import type {InventoryRow} from '../../model/inventory-parser/inventory-row.ts';
import type {Timestamp} from '../../model/timestamp.ts';
import {compressedFlag, encryptedFlag, formatShift, mostFormats} from '../files/form.ts';
import {FileWriter} from './file-writer.ts';
import {mergeRuns} from './merge.ts';
import {Runs, usualRunSize} from './runs.ts';

/** What an import has become. */
export type Imported = {rows: number; bytes: number; malformed: number; inventoryDate: Timestamp | null};

/** Makes an inventory file from a job's output: parses, decodes, sorts in runs while bytes come, merges the runs at the end. */
export class Importer {
	readonly #path: string;
	readonly #runs: Runs;
	readonly #parser: InventoryParser;
	/** Forms of descriptions in the order in which they were met. */
	readonly #formats: string[] = [];
	/** Rows that the parser took and that are none all the same. */
	#refused = 0;
	#failure: {error: unknown} | undefined;

	/** `runSize` is how much is sorted at once, in bytes. */
	constructor(path: string, format: InventoryFormat, runSize = usualRunSize) {
		this.#path = path;
		this.#runs = new Runs(runsPath(path), runSize);
		this.#parser = inventoryParser(format, (row) => this.#add(row));
	}

	/** Takes the next bytes; gives how many rows have come so far. After a failure nothing more is taken. */
	feed(bytes: Uint8Array): {rows: number; malformed: number} {
		this.#throwFailure();
		try {
			this.#parser.push(bytes);
		} catch (error) {
			this.#failure = {error};
			throw error;
		}
		return this.#counts();
	}

	/** @throws IceaxeError `mismatch` when the output ended in the middle. */
	finish(): Imported {
		this.#throwFailure();
		const {complete, inventoryDate} = this.#parser.end();
		if (!complete) {
			throw mismatch('The inventory ends in the middle; the one before it stays.', 'Fetch it again.');
		}
		const writer = new FileWriter(this.#path, this.#parser.rows);
		try {
			mergeRuns(this.#runs, this.#runs.finish(), (memory, at) => writer.add(memory, at));
			this.#runs.close();
			const {rows, bytes} = writer.finish(this.#formats);
			return {rows, bytes, malformed: this.#counts().malformed, inventoryDate};
		} catch (error) {
			writer.abandon();
			throw error;
		} finally {
			this.#runs.close();
		}
	}

	/** Rows were lost, on a full disk perhaps: what is there is no inventory. */
	#throwFailure(): void {
		if (this.#failure) throw this.#failure.error;
	}

	#counts() {
		return {rows: this.#parser.rows - this.#refused, malformed: this.#parser.malformed + this.#refused};
	}

	#formatNumber(format: string): number {
		const known = this.#formats.indexOf(format);
		return known >= 0 || this.#formats.length === mostFormats ? Math.max(0, known) : this.#formats.push(format) - 1;
	}

	#add(row: InventoryRow): void {
		const {name, badges, format} = decodeDescription(row.description, row.archiveId);
		const badgeFlags = (badges.compressed ? compressedFlag : 0) | (badges.encrypted ? encryptedFlag : 0);
		const flags = badgeFlags | (this.#formatNumber(format) << formatShift);
		if (!this.#runs.add(row, name, flags)) this.#refused++;
	}
}

/** Where an import keeps its sorted runs until they are merged. */
export const runsPath = (path: string): string => `${path}.runs`;
