import type {Database} from '../database.ts';
import {Lru} from '../lru.ts';
import {detailsPerBlock} from './form.ts';
import {unpackIds} from './pack-ids.ts';
import {type Packed, unpack} from './packed.ts';

/** A block of rows with all that is known of them. */
export type Details = {
	id(index: number): string;
	description(index: number): string;
	hash(index: number): string;
	/** Size and upload time of each row. */
	numbers: Float64Array;
};

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The details of an inventory file, read in blocks. */
export class DetailsReader {
	readonly #database: Database;
	readonly #blocks = new Lru<number, Details>(512);

	constructor(database: Database) {
		this.#database = database;
	}

	/** The ids of a block alone, as they are stored: see pack-ids.ts. Not kept. */
	ids(block: number): Uint8Array | string {
		return this.#database.get<{ids: Uint8Array | string}>('SELECT ids FROM details WHERE block = ?', block)!.ids;
	}

	/** The block of a row; within it the row is `row % detailsPerBlock`. */
	of(row: number): Details {
		const block = Math.floor(row / detailsPerBlock);
		return this.#blocks.take(block, () => {
			const stored = this.#database.get<Packed & {ids: Uint8Array | string; hashes: Uint8Array; facts: Uint8Array}>(
				'SELECT ids, hashes, facts, length, packed FROM details WHERE block = ?',
				block,
			)!;
			const rows = stored.hashes.length / 32;
			const hashes = bufferOf(stored.hashes);
			const text = unpack(stored);
			// Where each description ends, then the descriptions.
			const ends = new Uint32Array(Uint8Array.from(text.subarray(0, rows * 4)).buffer);
			const start = rows * 4;
			return {
				numbers: new Float64Array(stored.facts.buffer as ArrayBuffer),
				id: unpackIds(stored.ids),
				hash: (index) => hashes.toString('hex', index * 32, index * 32 + 32),
				description: (index) =>
					text.toString('utf8', start + (index === 0 ? 0 : ends[index - 1]!), start + ends[index]!),
			};
		});
	}
}
