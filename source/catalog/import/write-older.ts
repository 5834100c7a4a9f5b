import type {Database} from '../database.ts';
import {bitsPerChunk} from '../files/form.ts';
import {bytesOf} from './write-orders.ts';

/** Writes which rows have the name of the row before them. They come in order. */
export class OlderWriter {
	readonly #database: Database;
	readonly #words = new Uint32Array(bitsPerChunk / 32);
	#chunk = -1;

	constructor(database: Database) {
		this.#database = database;
	}

	/** A row that has. */
	add(row: number): void {
		const chunk = Math.floor(row / bitsPerChunk);
		if (chunk !== this.#chunk) this.finish();
		this.#chunk = chunk;
		const place = row % bitsPerChunk;
		this.#words[place >>> 5]! |= 1 << (place & 31);
	}

	/** Writes the chunk that is begun. */
	finish(): void {
		if (this.#chunk >= 0) this.#database.run('INSERT INTO older VALUES (?, ?)', this.#chunk, bytesOf(this.#words));
		this.#words.fill(0);
		this.#chunk = -1;
	}
}
