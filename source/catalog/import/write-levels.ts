import {deflateRawSync} from 'node:zlib';
import type {Database} from '../database.ts';
import {branchesPerChunk, deepestLevel, levelKey, rowsOfSmallFolder} from '../files/form.ts';
import {longestText} from './records.ts';
import {bytesOf} from './write-orders.ts';

const slash = 0x2f;

/** A folder whose rows are coming. */
class OpenFolder {
	readonly first: number;
	readonly depth: number;
	/** Where its name ends, behind its slash. */
	readonly end: number;
	bytes = 0;
	newest = 0;
	largest = 0;
	/** The folders in it that are over and not written yet. */
	names: string[] = [];
	starts: number[] = [];
	ends: number[] = [];
	sums: number[] = [];
	times: number[] = [];
	/** Chunks of them that are written. */
	chunks = 0;

	constructor(first: number, depth: number, end: number) {
		this.first = first;
		this.depth = depth;
		this.end = end;
	}
}

/** Writes the levels of the tree with their sums, while rows come in the order of their names. */
export class LevelWriter {
	readonly #database: Database;
	readonly #last = Buffer.alloc(longestText);
	#lastLength = 0;
	readonly #open: OpenFolder[] = [new OpenFolder(0, 0, 0)];

	constructor(database: Database) {
		this.#database = database;
	}

	/** The next row, and where its name stands. Gives whether it has the name of the row before it. */
	add(row: number, bytes: Buffer, start: number, length: number, size: number, created: number): boolean {
		let same = 0;
		const most = Math.min(length, this.#lastLength);
		while (same < most && bytes[start + same] === this.#last[same]) same++;
		while (this.#open.at(-1)!.end > same) this.#close(row);
		for (let i = this.#open.at(-1)!.end; i < length; i++) {
			if (bytes[start + i] === slash) this.#open.push(new OpenFolder(row, this.#open.length, i + 1));
		}
		const folder = this.#open.at(-1)!;
		folder.bytes += size;
		if (created > folder.newest) folder.newest = created;
		if (size > folder.largest) folder.largest = size;
		bytes.copy(this.#last, same, start + same, start + length);
		const isOlder = row > 0 && same === length && length === this.#lastLength;
		this.#lastLength = length;
		return isOlder;
	}

	/** Writes what is open. `rows` is how many came. */
	finish(rows: number): void {
		while (this.#open.length > 1) this.#close(rows);
		this.#write(this.#open[0]!, rows);
	}

	#close(row: number): void {
		const folder = this.#open.pop()!;
		const parent = this.#open.at(-1)!;
		this.#write(folder, row);
		parent.bytes += folder.bytes;
		if (folder.newest > parent.newest) parent.newest = folder.newest;
		parent.names.push(this.#last.toString('utf8', parent.end, folder.end - 1));
		parent.starts.push(folder.first);
		parent.ends.push(row);
		parent.sums.push(folder.bytes);
		parent.times.push(folder.newest);
		if (parent.names.length === branchesPerChunk) this.#writeChunk(parent);
	}

	#write(folder: OpenFolder, end: number): void {
		if (end - folder.first <= rowsOfSmallFolder || folder.depth > deepestLevel) return;
		if (folder.names.length > 0) this.#writeChunk(folder);
		const key = levelKey(folder.first, folder.depth);
		this.#database.run('INSERT INTO levels VALUES (?, ?)', key, folder.largest);
	}

	#writeChunk(folder: OpenFolder): void {
		const names = Buffer.from(folder.names.join('\n'));
		if (folder.depth <= deepestLevel) {
			this.#database.run(
				'INSERT INTO branches VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
				levelKey(folder.first, folder.depth),
				folder.chunks++,
				names.length,
				deflateRawSync(names, {level: 1}),
				bytesOf(Uint32Array.from(folder.starts)),
				bytesOf(Uint32Array.from(folder.ends)),
				bytesOf(Float64Array.from(folder.sums)),
				bytesOf(Float64Array.from(folder.times)),
			);
		}
		folder.names = [];
		folder.starts = [];
		folder.ends = [];
		folder.sums = [];
		folder.times = [];
	}
}
