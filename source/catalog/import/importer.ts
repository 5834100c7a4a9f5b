import {decodeDescription} from '../../model/descriptions/descriptions.ts';
import {mismatch} from '../../model/errors/errors.ts';
import {
	type InventoryFormat,
	type InventoryParser,
	inventoryParser,
} from '../../model/inventory-parser/inventory-parser.ts';
import type {InventoryRow} from '../../model/inventory-parser/inventory-row.ts';
import type {Timestamp} from '../../model/timestamp.ts';
import {
	compressedFlag,
	encryptedFlag,
	formatShift,
	listFormat,
	mostFormats,
	namedFlag,
	rowsPerChunk,
} from '../files/form.ts';
import {InventoryFile} from '../files/inventory-file.ts';
import {GivenNames} from '../names/given-names.ts';
import {FileWriter} from './file-writer.ts';
import {mergeRuns} from './merge.ts';
import {type Run, Runs, usualRunSize} from './runs.ts';

/** What an import has become. */
export type Imported = {
	rows: number;
	bytes: number;
	malformed: number;
	inventoryDate: Timestamp | null;
	/** How many rows have a name that a person gave. */
	named: number;
};

/** How much of a file's time the merge takes; the orders by size and time take the rest. */
const mergeShare = 0.8;

/** What an import has taken so far, as another thread can read it. */
export type Sealed = {
	runsPath: string;
	runs: readonly Run[];
	/** How many rows there are at most: the same archive may be there twice. */
	rows: number;
	/** The forms that the flags of these rows number. */
	formats: readonly string[];
};

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

	/** Rows that came from another inventory file. */
	#taken: number | undefined;
	readonly #names: GivenNames | undefined;
	#named = 0;

	/** `runSize` is how much is sorted at once, in bytes; `names` a file of names that count more than the descriptions. */
	constructor(
		path: string,
		format: InventoryFormat,
		{runSize = usualRunSize, names = null}: {runSize?: number; names?: string | null} = {},
	) {
		this.#names = names === null ? undefined : new GivenNames(names);
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

	/** Takes all rows of a finished inventory file instead of bytes: they get other names. */
	take(path: string): void {
		const file = new InventoryFile(path);
		try {
			for (let row = 0; row < file.rows; row++) this.#add(file.archive(row));
			this.#taken = file.rows;
		} finally {
			file.close();
		}
	}

	/** What has come so far; more may come. */
	seal(): Sealed {
		this.#throwFailure();
		const runs = this.#runs.seal();
		return {runsPath: runsPath(this.#path), runs, rows: this.#counts().rows, formats: [...this.#formats]};
	}

	/**
	 * Puts the rows in order and makes the file of them; `onShare` hears how much of that is done, from 0 to 1.
	 * @throws IceaxeError `mismatch` when the output ended in the middle.
	 */
	finish(onShare: (share: number) => void = () => {}): Imported {
		this.#throwFailure();
		const {complete, inventoryDate} = this.#parser.end();
		if (!complete && this.#taken === undefined) {
			throw mismatch('The inventory ends in the middle; the one before it stays.', 'Fetch it again.');
		}
		const most = this.#taken ?? this.#parser.rows;
		const writer = new FileWriter(this.#path, most);
		let written = 0;
		try {
			mergeRuns(this.#runs, this.#runs.finish(), (memory, at) => {
				writer.add(memory, at);
				if (++written % rowsPerChunk === 0) onShare((mergeShare * written) / most);
			});
			this.#runs.close();
			const {rows, bytes} = writer.finish(this.#formats, {
				onShare: (share) => onShare(mergeShare + (1 - mergeShare) * share),
			});
			return {rows, bytes, malformed: this.#counts().malformed, inventoryDate, named: this.#named};
		} catch (error) {
			writer.abandon();
			throw error;
		} finally {
			this.#runs.close();
			this.#names?.close();
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
		const {name: decoded, badges, format: decodedFormat} = decodeDescription(row.description, row.archiveId);
		const given = this.#names?.find(row.archiveId);
		const {name, modified} = given ?? {name: decoded, modified: 0};
		const format = given ? listFormat : decodedFormat;
		const badgeFlags = (badges.compressed ? compressedFlag : 0) | (badges.encrypted ? encryptedFlag : 0);
		const flags = badgeFlags | (given ? namedFlag : 0) | (this.#formatNumber(format) << formatShift);
		if (!this.#runs.add(row, name, flags, modified)) this.#refused++;
		else if (given) this.#named++;
	}
}

/** Where an import keeps its sorted runs until they are merged. */
export const runsPath = (path: string): string => `${path}.runs`;
