import type {Database} from '../database.ts';
import {Lru} from '../lru.ts';
import {namesPerBlock} from './form.ts';
import {type Packed, unpack} from './packed.ts';
import {compareNames} from './row-key.ts';

/** The names of an inventory file, read in blocks. */
export class Names {
	readonly #database: Database;
	readonly #rows: number;
	readonly #blocks = new Lru<number, string[]>(64);
	/** First names of blocks: what a search goes by before it opens a block. */
	readonly #firsts = new Lru<number, string>(4096);

	constructor(database: Database, rows: number) {
		this.#database = database;
		this.#rows = rows;
	}

	/** The text of a block, each name followed by a line feed. Not kept: a filter reads all of them once. */
	text(block: number): Buffer {
		return unpack(this.#database.get<Packed>('SELECT length, packed FROM names WHERE block = ?', block)!);
	}

	/** The names of a block. There is one more, empty, at the end. */
	block(block: number): readonly string[] {
		return this.#blocks.take(block, () => this.text(block).toString().split('\n'));
	}

	at(row: number): string {
		return this.block(Math.floor(row / namesPerBlock))[row % namesPerBlock]!;
	}

	/** How many rows have a name before this one. Opens one block. */
	rank(name: string): number {
		let low = 0;
		let high = Math.ceil(this.#rows / namesPerBlock);
		// The last block that begins before the name: the blocks from `low` on do not.
		while (low < high) {
			const middle = (low + high) >>> 1;
			if (compareNames(this.#first(middle), name) < 0) low = middle + 1;
			else high = middle;
		}
		if (low === 0) return 0;
		const start = (low - 1) * namesPerBlock;
		const names = this.block(low - 1);
		let from = 0;
		let to = Math.min(namesPerBlock, this.#rows - start);
		while (from < to) {
			const middle = (from + to) >>> 1;
			if (compareNames(names[middle]!, name) < 0) from = middle + 1;
			else to = middle;
		}
		return start + from;
	}

	#first(block: number): string {
		return this.#firsts.take(
			block,
			() => this.#database.get<{first: string}>('SELECT first FROM names WHERE block = ?', block)!.first,
		);
	}
}
