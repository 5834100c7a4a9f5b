import {closeSync, openSync, readSync, rmSync, writeSync} from 'node:fs';
import type {InventoryRow} from '../../model/inventory-parser/inventory-row.ts';
import {discard} from '../../platform/discard.ts';
import {longestRecord, type Records, recordLength, recordMemory, writeRecord} from './records.ts';
import {sortRecords} from './sort-records.ts';

/** How much is sorted at once in memory, in bytes. */
export const usualRunSize = 32 * 1_048_576;

const writeAtOnce = 1_048_576;

/** A sorted stretch of the file of runs. */
export type Run = {offset: number; length: number};

/** Where runs are read. */
export type RunSource = {
	/** Reads a stretch of the file into memory; gives how many bytes. */
	read(target: Uint8Array, targetStart: number, length: number, offset: number): number;
};

/** A file of runs that somebody else goes on writing: those that are sealed never change. */
export class SealedRuns implements RunSource {
	readonly #file: number;

	constructor(path: string) {
		this.#file = openSync(path, 'r');
	}

	read(target: Uint8Array, targetStart: number, length: number, offset: number): number {
		return readSync(this.#file, target, targetStart, length, offset);
	}

	close(): void {
		closeSync(this.#file);
	}
}

/** Gathers rows, sorts them by the memoryful, and puts each sorted run into one file. */
export class Runs implements RunSource {
	readonly #path: string;
	readonly #file: number;
	#memory: Records;
	#starts = new Uint32Array(4096);
	#rows = 0;
	#used = 0;
	#written = 0;
	#closed = false;
	/** What is being written. */
	#out: Buffer | undefined;
	readonly #runs: Run[] = [];

	/** The file must not exist. */
	constructor(path: string, runSize: number) {
		this.#path = path;
		this.#memory = recordMemory(Math.max(runSize, 2 * longestRecord) & ~7);
		this.#file = openSync(path, 'wx+', 0o600);
	}

	/** Takes a row; false when no service would write such a one: see writeRecord. */
	add(row: InventoryRow, name: string, flags: number, modified = 0): boolean {
		if (this.#used + longestRecord > this.#memory.bytes.length) this.#flush();
		const length = writeRecord(this.#memory, this.#used, row, name, {flags, modified});
		if (length === 0) return false;
		if (this.#rows === this.#starts.length) {
			const more = new Uint32Array(this.#rows * 2);
			more.set(this.#starts);
			this.#starts = more;
		}
		this.#starts[this.#rows++] = this.#used;
		this.#used += length;
		return true;
	}

	/** The runs so far, with every row that was taken; more may come. */
	seal(): readonly Run[] {
		this.#flush();
		return [...this.#runs];
	}

	/** All runs, when no row comes any more. */
	finish(): readonly Run[] {
		this.#flush();
		discard(this.#memory.bytes);
		this.#memory = recordMemory(0);
		this.#starts = new Uint32Array(0);
		return this.#runs;
	}

	read(target: Uint8Array, targetStart: number, length: number, offset: number): number {
		return readSync(this.#file, target, targetStart, length, offset);
	}

	/** Removes the file. */
	close(): void {
		if (this.#closed) return;
		this.#closed = true;
		closeSync(this.#file);
		rmSync(this.#path, {force: true});
	}

	#flush(): void {
		if (this.#rows === 0) return;
		const starts = this.#starts.subarray(0, this.#rows);
		sortRecords(this.#memory, starts);
		const offset = this.#written;
		this.#out ??= Buffer.allocUnsafe(writeAtOnce + longestRecord);
		const out = this.#out;
		let filled = 0;
		const write = () => {
			for (let at = 0; at < filled; ) {
				at += writeSync(this.#file, out, at, filled - at, this.#written + at);
			}
			this.#written += filled;
			filled = 0;
		};
		for (const start of starts) {
			const length = recordLength(this.#memory, start);
			this.#memory.bytes.copy(out, filled, start, start + length);
			filled += length;
			if (filled >= writeAtOnce) write();
		}
		write();
		this.#runs.push({offset, length: this.#written - offset});
		this.#rows = 0;
		this.#used = 0;
	}
}
