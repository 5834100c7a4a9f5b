import {pathToFileURL} from 'node:url';
import {inflateRawSync} from 'node:zlib';
import type {Archive} from '../../model/archive.ts';
import {decodeDescription} from '../../model/descriptions/descriptions.ts';
import {IceaxeError} from '../../model/errors/iceaxe-error.ts';
import type {SortKey} from '../../model/inventory.ts';
import {timestamp} from '../../model/timestamp.ts';
import {Database} from '../database.ts';
import {Lru} from '../lru.ts';
import {
	bucketBits,
	bucketOf,
	detailsPerBlock,
	fileVersion,
	hashOfId,
	namesPerBlock,
	orderTables,
	rowsPerChunk,
} from './form.ts';
import {unpackIds} from './pack-ids.ts';
import {compareKeys, compareNames, type RowKey} from './row-key.ts';

/** The facts of a chunk of rows. */
export type Facts = {bytes: number; sizes: Float64Array; created: Float64Array; flags: Uint8Array};

type Details = {
	id(index: number): string;
	description(index: number): string;
	hash(index: number): string;
	/** Size and upload time of each row. */
	numbers: Float64Array;
};

type Packed = {length: number; packed: Uint8Array};

const unpack = ({length, packed}: Packed): Buffer =>
	// The whole output in one piece: its length is known.
	inflateRawSync(packed, {chunkSize: Math.max(64, length + 1)});

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** A stored array; SQLite gives each blob memory of its own. */
const wordsOf = (bytes: Uint8Array): Uint32Array => new Uint32Array(bytes.buffer as ArrayBuffer);

/** Thrown for a file that this version cannot read. */
export class UnknownForm extends IceaxeError {}

/** An imported inventory, read in blocks. See form.ts for what is in it. */
export class InventoryFile {
	/** How many rows it has, numbered from 0 in the order of their names. */
	readonly rows: number;
	/** The sum of the sizes of all rows. */
	readonly bytes: number;
	readonly #database: Database;
	readonly #bits: number;
	readonly #names = new Lru<number, string[]>(64);
	readonly #details = new Lru<number, Details>(512);
	readonly #facts = new Lru<number, Facts>(64);
	#lastChunk = -1;
	#lastFacts: Facts | undefined;
	readonly #orders = new Lru<string, Uint32Array>(64);
	readonly #buckets = new Lru<number, {hashes: Uint32Array; rows: Uint32Array}>(256);

	/**
	 * Opens a finished file.
	 * @throws UnknownForm when another version of iceaxe made it, SQLite's error when it is not there or is damaged.
	 */
	constructor(path: string) {
		const url = pathToFileURL(path);
		// It never changes, so there is nothing to lock and no journal to look for.
		url.search = '?immutable=1';
		this.#database = new Database(url, {readOnly: true});
		const {user_version} = this.#database.get<{user_version: number}>('PRAGMA user_version')!;
		if (user_version !== fileVersion) {
			this.#database.close();
			throw new UnknownForm('file', `The inventory file ${path} is of another version of iceaxe.`, {
				hint: 'Ask for the inventory again.',
			});
		}
		const about = this.#database.get<{rows: number; bytes: number}>('SELECT rows, bytes FROM about')!;
		this.rows = about.rows;
		this.bytes = about.bytes;
		this.#bits = bucketBits(this.rows);
	}

	/** The text of a block of names, each followed by a line feed. Not kept: a filter reads all of them once. */
	nameText(block: number): Buffer {
		return unpack(this.#database.get<Packed>('SELECT length, packed FROM names WHERE block = ?', block)!);
	}

	facts(chunk: number): Facts {
		// Mostly rows are gone through in order: the chunk at hand needs no looking up.
		if (chunk !== this.#lastChunk || !this.#lastFacts) {
			this.#lastFacts = this.#readFacts(chunk);
			this.#lastChunk = chunk;
		}
		return this.#lastFacts;
	}

	#readFacts(chunk: number): Facts {
		return this.#facts.take(chunk, () => {
			const stored = this.#database.get<{bytes: number} & Record<'sizes' | 'created' | 'flags', Uint8Array>>(
				'SELECT bytes, sizes, created, flags FROM facts WHERE chunk = ?',
				chunk,
			)!;
			return {
				bytes: stored.bytes,
				sizes: new Float64Array(stored.sizes.buffer),
				created: new Float64Array(stored.created.buffer),
				flags: stored.flags,
			};
		});
	}

	size(row: number): number {
		return this.facts(Math.floor(row / rowsPerChunk)).sizes[row % rowsPerChunk]!;
	}

	created(row: number): number {
		return this.facts(Math.floor(row / rowsPerChunk)).created[row % rowsPerChunk]!;
	}

	name(row: number): string {
		const block = Math.floor(row / namesPerBlock);
		return this.#names.take(block, () => this.nameText(block).toString().split('\n'))[row % namesPerBlock]!;
	}

	archiveId(row: number): string {
		return this.#detailsOf(row).id(row % detailsPerBlock);
	}

	key(row: number): RowKey {
		return {name: this.name(row), created: this.created(row), archiveId: this.archiveId(row)};
	}

	archive(row: number): Archive {
		const details = this.#detailsOf(row);
		const index = row % detailsPerBlock;
		const archiveId = details.id(index);
		const description = details.description(index);
		const {name, modified, format, badges} = decodeDescription(description, archiveId);
		return {
			archiveId,
			name,
			description,
			size: details.numbers[index * 2]!,
			created: timestamp(details.numbers[index * 2 + 1]!),
			treeHash: details.hash(index),
			modified,
			format,
			compressed: badges.compressed,
			encrypted: badges.encrypted,
		};
	}

	/** The row at a place of an order, smallest first. */
	at(by: SortKey, place: number): number {
		return by === 'name' ? place : this.order(by, Math.floor(place / rowsPerChunk))[place % rowsPerChunk]!;
	}

	/** Writes the rows from one place of an order to before another into `target`, from `start` on. */
	copyOrder(by: SortKey, from: number, to: number, target: Uint32Array, start: number): void {
		if (by === 'name') {
			for (let place = from; place < to; place++) target[start + place - from] = place;
			return;
		}
		for (let place = from; place < to; ) {
			const first = place - (place % rowsPerChunk);
			const end = Math.min(to, first + rowsPerChunk);
			const rows = this.order(by, first / rowsPerChunk).subarray(place - first, end - first);
			target.set(rows, start + place - from);
			place = end;
		}
	}

	/** A chunk of an order: row numbers, smallest first. */
	order(by: Exclude<SortKey, 'name'>, chunk: number): Uint32Array {
		return this.#orders.take(`${by} ${chunk}`, () => {
			const sql = `SELECT rows FROM ${orderTables[by]} WHERE chunk = ?`;
			return wordsOf(this.#database.get<{rows: Uint8Array}>(sql, chunk)!.rows);
		});
	}

	/** The row of an archive; -1 when it is not here. */
	find(archiveId: string): number {
		if (this.rows === 0) return -1;
		const hash = hashOfId(Buffer.from(archiveId));
		const bucket = bucketOf(hash, this.#bits);
		const {hashes, rows} = this.#buckets.take(bucket, () => {
			const stored = this.#database.get<Record<'hashes' | 'rows', Uint8Array>>(
				'SELECT hashes, rows FROM by_id WHERE bucket = ?',
				bucket,
			)!;
			return {hashes: wordsOf(stored.hashes), rows: wordsOf(stored.rows)};
		});
		for (let i = hashes.indexOf(hash); i >= 0; i = hashes.indexOf(hash, i + 1)) {
			if (this.archiveId(rows[i]!) === archiveId) return rows[i]!;
		}
		return -1;
	}

	/** How many rows come before `key`, at least `from`. Steps grow from there, so that going through many keys in order is quick. */
	rank(key: RowKey, from = 0): number {
		let low = from;
		let high = from;
		for (let step = 1; high < this.rows && compareKeys(this.key(high), key) < 0; step *= 2) {
			low = high + 1;
			high += step;
		}
		high = Math.min(high, this.rows);
		while (low < high) {
			const middle = (low + high) >>> 1;
			// Reading an id is the dearest part, so names are compared alone first.
			const order = compareNames(this.name(middle), key.name) || compareKeys(this.key(middle), key);
			if (order < 0) low = middle + 1;
			else high = middle;
		}
		return low;
	}

	close(): void {
		this.#database.close();
	}

	#detailsOf(row: number): Details {
		return this.#details.take(Math.floor(row / detailsPerBlock), () => {
			const block = Math.floor(row / detailsPerBlock);
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
