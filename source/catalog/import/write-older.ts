import type {Database} from '../database.ts';
import {bitsPerChunk} from '../files/form.ts';
import {longestText} from './records.ts';
import {bytesOf} from './write-orders.ts';

/** Writes which rows have the name of the row before them. Takes every row, in order. */
export class OlderWriter {
	readonly #database: Database;
	readonly #last = Buffer.alloc(longestText);
	#lastLength = -1;
	readonly #words = new Uint32Array(bitsPerChunk / 32);
	#any = false;
	#chunk = 0;

	constructor(database: Database) {
		this.#database = database;
	}

	/** The next row, and where its name stands. */
	add(row: number, bytes: Buffer, start: number, length: number): void {
		if (Math.floor(row / bitsPerChunk) > this.#chunk) this.finish();
		if (length === this.#lastLength && this.#last.compare(bytes, start, start + length, 0, length) === 0) {
			const place = row % bitsPerChunk;
			this.#words[place >>> 5]! |= 1 << (place & 31);
			this.#any = true;
			return;
		}
		bytes.copy(this.#last, 0, start, start + length);
		this.#lastLength = length;
	}

	/** Writes the chunk that is begun. */
	finish(): void {
		if (this.#any) this.#database.run('INSERT INTO older VALUES (?, ?)', this.#chunk, bytesOf(this.#words));
		this.#words.fill(0);
		this.#any = false;
		this.#chunk++;
	}
}
