import type {Database} from '../database.ts';
import {Lru} from '../lru.ts';
import {bucketBits, bucketOf, hashOfId} from './form.ts';

type Bucket = {hashes: Uint32Array; rows: Uint32Array};

const wordsOf = (bytes: Uint8Array): Uint32Array => new Uint32Array(bytes.buffer as ArrayBuffer);

/** Where the ids of an inventory file stand. */
export class IdIndex {
	readonly #database: Database;
	readonly #idOf: (row: number) => string;
	readonly #rows: number;
	readonly #bits: number;
	readonly #buckets = new Lru<number, Bucket>(256);

	/** `idOf` reads the id of a row. */
	constructor(database: Database, rows: number, idOf: (row: number) => string) {
		this.#database = database;
		this.#idOf = idOf;
		this.#rows = rows;
		this.#bits = bucketBits(rows);
	}

	/** The row of an archive; -1 when it is not here. */
	find(archiveId: string): number {
		if (this.#rows === 0) return -1;
		const hash = hashOfId(Buffer.from(archiveId));
		const {hashes, rows} = this.#bucket(bucketOf(hash, this.#bits));
		for (let i = hashes.indexOf(hash); i >= 0; i = hashes.indexOf(hash, i + 1)) {
			if (this.#idOf(rows[i]!) === archiveId) return rows[i]!;
		}
		return -1;
	}

	/** The rows of many archives, -1 for each that is not here. Opens buckets and blocks in their order, each once. */
	findAll(archiveIds: readonly string[]): Int32Array {
		const found = new Int32Array(archiveIds.length).fill(-1);
		if (this.#rows === 0) return found;
		const hashes = Uint32Array.from(archiveIds, (id) => hashOfId(Buffer.from(id)));
		const candidates: {place: number; row: number}[] = [];
		for (const place of Uint32Array.from(hashes.keys()).sort((a, b) => hashes[a]! - hashes[b]!)) {
			const hash = hashes[place]!;
			const bucket = this.#bucket(bucketOf(hash, this.#bits));
			for (let i = bucket.hashes.indexOf(hash); i >= 0; i = bucket.hashes.indexOf(hash, i + 1)) {
				candidates.push({place, row: bucket.rows[i]!});
			}
		}
		for (const {place, row} of candidates.sort((a, b) => a.row - b.row)) {
			if (this.#idOf(row) === archiveIds[place]) found[place] = row;
		}
		return found;
	}

	#bucket(bucket: number): Bucket {
		return this.#buckets.take(bucket, () => {
			const stored = this.#database.get<Record<'hashes' | 'rows', Uint8Array>>(
				'SELECT hashes, rows FROM by_id WHERE bucket = ?',
				bucket,
			)!;
			return {hashes: wordsOf(stored.hashes), rows: wordsOf(stored.rows)};
		});
	}
}
