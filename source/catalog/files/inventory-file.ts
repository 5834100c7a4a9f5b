import {pathToFileURL} from 'node:url';
import type {Archive} from '../../model/archive.ts';
import {decodeDescription} from '../../model/descriptions/descriptions.ts';
import {IceaxeError} from '../../model/errors/iceaxe-error.ts';
import type {SortKey} from '../../model/inventory.ts';
import {timestamp} from '../../model/timestamp.ts';
import {Database} from '../database.ts';
import {Lru} from '../lru.ts';
import {Bits} from './bits.ts';
import {DetailsReader} from './details.ts';
import {FactsReader} from './facts.ts';
import {bitsPerChunk, detailsPerBlock, fileVersion, listFormat, orderTables, rowsPerChunk} from './form.ts';
import {IdIndex} from './id-index.ts';
import {type Level, readLevel} from './levels.ts';
import {Names} from './names.ts';
import {compareKeys, compareNames, type RowKey} from './row-key.ts';

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
	readonly path: string;
	readonly #database: Database;
	/** Where their ids are found. */
	readonly ids: IdIndex;
	/** Their names. */
	readonly names: Names;
	readonly details: DetailsReader;
	/** Their sizes, upload times and flags. */
	readonly facts: FactsReader;
	#older: Bits | undefined;
	readonly #hasGiven: boolean;
	readonly #orders = new Lru<string, Uint32Array>(64);

	/**
	 * Opens a finished file.
	 * @throws UnknownForm when another version of iceaxe made it, SQLite's error when it is not there or is damaged.
	 */
	constructor(path: string) {
		this.path = path;
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
		this.#hasGiven = this.#database.get('SELECT 1 FROM named LIMIT 1') !== undefined;
		this.names = new Names(this.#database, this.rows);
		this.details = new DetailsReader(this.#database);
		this.facts = new FactsReader(this.#database, this.rows);
		this.ids = new IdIndex(this.#database, this.rows, (row) => this.archiveId(row));
	}

	/** The names of the writers' forms, by their number in the flags of a row. */
	get formats(): readonly string[] {
		return this.#database.all<{name: string}>('SELECT name FROM formats ORDER BY number').map(({name}) => name);
	}

	size(row: number): number {
		return this.facts.size(row);
	}

	created(row: number): number {
		return this.facts.created(row);
	}

	name(row: number): string {
		return this.names.at(row);
	}

	/** The rows of a folder of names, without a slash at its end: they stand together. Empty: all. `0` is the character after `/`. */
	rowsBelow(folder: string): [from: number, to: number] {
		return folder === '' ? [0, this.rows] : [this.names.rank(`${folder}/`), this.names.rank(`${folder}0`)];
	}

	/** The folders that lie in a folder, empty for the top. */
	level(folder: string): Level {
		return readLevel(this, this.#database, folder);
	}

	archiveId(row: number): string {
		return this.details.of(row).id(row % detailsPerBlock);
	}

	key(row: number): RowKey {
		return {name: this.name(row), created: this.created(row), archiveId: this.archiveId(row)};
	}

	archive(row: number): Archive {
		const details = this.details.of(row);
		const index = row % detailsPerBlock;
		const archiveId = details.id(index);
		const description = details.description(index);
		const {badges, ...decoded} = decodeDescription(description, archiveId);
		const {name, modified, format} = this.#given(row) ?? decoded;
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

	/** Rows that have the name of the row before them. */
	get older(): Bits {
		if (this.#older) return this.#older;
		this.#older = new Bits(this.rows);
		for (const {chunk, bits} of this.#database.all<{chunk: number; bits: Uint8Array}>(
			'SELECT chunk, bits FROM older',
		)) {
			const at = (chunk * bitsPerChunk) / 32;
			this.#older.words.set(wordsOf(bits).subarray(0, this.#older.words.length - at), at);
		}
		return this.#older;
	}

	/** What a person's own list says of a row. */
	#given(row: number): Pick<Archive, 'name' | 'modified' | 'format'> | undefined {
		if (!this.#hasGiven) return undefined;
		const given = this.#database.get<{modified: number}>('SELECT modified FROM named WHERE row = ?', row);
		if (!given) return undefined;
		const modified = given.modified === 0 ? null : timestamp(given.modified * 1000);
		return {name: this.name(row), modified, format: listFormat};
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
		return this.ids.find(archiveId);
	}

	/** How many rows come before `key`, at least `from`. Steps grow from there, so that going through many keys in order is quick. */
	rank(key: RowKey, from = this.names.rank(key.name)): number {
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
}
