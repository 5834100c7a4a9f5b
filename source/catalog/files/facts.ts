import type {Database} from '../database.ts';
import {Lru} from '../lru.ts';
import type {Bits} from './bits.ts';
import {rowsPerChunk} from './form.ts';

/** The facts of a chunk of rows. */
export type Facts = {bytes: number; sizes: Float64Array; created: Float64Array; flags: Uint8Array};

/** The sizes, upload times and flags of an inventory file, read in chunks. */
export class FactsReader {
	readonly #database: Database;
	readonly #rows: number;
	readonly #chunks = new Lru<number, Facts>(64);
	#lastChunk = -1;
	#last: Facts | undefined;

	constructor(database: Database, rows: number) {
		this.#database = database;
		this.#rows = rows;
	}

	of(chunk: number): Facts {
		// Mostly rows are gone through in order: the chunk at hand needs no looking up.
		if (chunk !== this.#lastChunk || !this.#last) {
			this.#last = this.#chunks.take(chunk, () => this.#read(chunk));
			this.#lastChunk = chunk;
		}
		return this.#last;
	}

	#read(chunk: number): Facts {
		const {bytes, sizes, created, flags} = this.#database.get<
			{bytes: number} & Record<'sizes' | 'created' | 'flags', Uint8Array>
		>('SELECT bytes, sizes, created, flags FROM facts WHERE chunk = ?', chunk)!;
		return {bytes, sizes: new Float64Array(sizes.buffer), created: new Float64Array(created.buffer), flags};
	}

	/** Bytes of a row. */
	size(row: number): number {
		return this.of(Math.floor(row / rowsPerChunk)).sizes[row % rowsPerChunk]!;
	}

	/** Upload time of a row, in milliseconds since 1970. */
	created(row: number): number {
		return this.of(Math.floor(row / rowsPerChunk)).created[row % rowsPerChunk]!;
	}

	/** The sum of the sizes of the rows of a set from `from` to before `to`; without them, of all. A chunk that is in it whole is not read. */
	bytesIn(rows: Bits, from = 0, to = this.#rows): number {
		let sum = 0;
		this.#eachChunk(from, to, (chunk, start, end) => {
			const count = rows.count(start, end);
			if (count === 0) return;
			if (count === Math.min(rowsPerChunk, this.#rows - chunk * rowsPerChunk)) {
				sum += this.#database.get<{bytes: number}>('SELECT bytes FROM facts WHERE chunk = ?', chunk)!.bytes;
				return;
			}
			const sizes = this.#sizes(chunk);
			rows.eachIn(start, end, (row) => (sum += sizes[row % rowsPerChunk]!));
		});
		return sum;
	}

	/** How many rows of a set are larger than so many bytes. */
	countLarger(rows: Bits, bytes: number): number {
		let count = 0;
		this.#eachChunk(0, this.#rows, (chunk, start, end) => {
			if (rows.count(start, end) === 0) return;
			const sizes = this.#sizes(chunk);
			rows.eachIn(start, end, (row) => {
				if (sizes[row % rowsPerChunk]! > bytes) count++;
			});
		});
		return count;
	}

	/** Half of a chunk's memory and time, where nothing else of it is asked for. Not kept. */
	#sizes(chunk: number): Float64Array {
		const kept = this.#chunks.get(chunk);
		if (kept) return kept.sizes;
		return new Float64Array(
			this.#database.get<{sizes: Uint8Array}>('SELECT sizes FROM facts WHERE chunk = ?', chunk)!.sizes.buffer,
		);
	}

	/** Calls back the stretches of chunks from one row to before another. */
	#eachChunk(from: number, to: number, onChunk: (chunk: number, start: number, end: number) => void): void {
		for (let start = from; start < to; ) {
			const chunk = Math.floor(start / rowsPerChunk);
			const end = Math.min(to, (chunk + 1) * rowsPerChunk);
			onChunk(chunk, start, end);
			start = end;
		}
	}
}
