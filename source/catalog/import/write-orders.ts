import type {Database} from '../database.ts';
import {bucketBits, bucketOf, idsPerBucket, orderTables, rowsPerChunk} from '../files/form.ts';
import {sortedPlaces} from './sort-numbers.ts';

/** An array as it is stored: the file stays on the machine that made it, so its own order of bytes will do. */
export const bytesOf = (view: ArrayBufferView): Uint8Array =>
	new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

const columns = {size: 'sizes', created: 'created'} as const;

/** Writes one of the orders, from the facts of all rows, which are in the file already. About `atOnce` are sorted at once. */
export const writeOrder = (database: Database, by: keyof typeof columns, rows: number, atOnce: number): void => {
	const read = `SELECT ${columns[by]} AS "values" FROM facts WHERE chunk = ?`;
	const each = (onStretch: (values: Float64Array, first: number) => void) => {
		for (let first = 0; first < rows; first += rowsPerChunk) {
			const {values} = database.get<{values: Uint8Array}>(read, first / rowsPerChunk)!;
			onStretch(new Float64Array(values.buffer as ArrayBuffer), first);
		}
	};
	const chunk = new Uint32Array(rowsPerChunk);
	let written = 0;
	const write = () => {
		const filled = chunk.subarray(0, written % rowsPerChunk || rowsPerChunk);
		const number = Math.ceil(written / rowsPerChunk) - 1;
		database.run(`INSERT INTO ${orderTables[by]} VALUES (?, ?)`, number, bytesOf(filled));
	};
	for (const places of sortedPlaces({length: rows, each}, atOnce)) {
		for (const place of places) {
			chunk[written++ % rowsPerChunk] = place;
			if (written % rowsPerChunk === 0) write();
		}
	}
	if (written % rowsPerChunk > 0) write();
};

/** Writes where each id is found, by the hashes of all rows' ids; about `atOnce` of them at once. */
export const writeBuckets = (database: Database, hashes: Uint32Array, atOnce: number): void => {
	const bucketsAtOnce = Math.max(1, Math.floor(atOnce / idsPerBucket));
	const bits = bucketBits(hashes.length);
	/** Where each bucket begins among all rows, put in the order of their buckets. */
	const starts = new Uint32Array(2 ** bits + 1);
	for (const hash of hashes) starts[bucketOf(hash, bits) + 1]!++;
	for (let i = 1; i < starts.length; i++) starts[i]! += starts[i - 1]!;
	const next = starts.slice();
	const buckets = starts.length - 1;
	// Some of the buckets at a time: all of them would take as much memory again as the hashes.
	for (let first = 0; first < buckets; first += bucketsAtOnce) {
		const end = Math.min(buckets, first + bucketsAtOnce);
		const base = starts[first]!;
		const rows = new Uint32Array(starts[end]! - base);
		for (let row = 0; row < hashes.length; row++) {
			const bucket = bucketOf(hashes[row]!, bits);
			if (bucket >= first && bucket < end) rows[next[bucket]!++ - base] = row;
		}
		for (let bucket = first; bucket < end; bucket++) {
			const inBucket = rows.subarray(starts[bucket]! - base, starts[bucket + 1]! - base);
			const hashesOf = new Uint32Array(inBucket.length);
			for (let i = 0; i < inBucket.length; i++) hashesOf[i] = hashes[inBucket[i]!]!;
			database.run('INSERT INTO by_id VALUES (?, ?, ?)', bucket, bytesOf(hashesOf), bytesOf(inBucket));
		}
	}
};
