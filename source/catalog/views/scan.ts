import {isAscii} from 'node:buffer';
import type {Bits} from '../files/bits.ts';
import type {Facts} from '../files/facts.ts';
import {compressedFlag, encryptedFlag, namesPerBlock, rowsPerChunk} from '../files/form.ts';
import type {InventoryFile} from '../files/inventory-file.ts';
import {type Filter, fold, longestLiteral, matchesGlob, type Test} from '../filter.ts';

/** The rows of an inventory that pass a filter. */
export type Hits = {rows: Bits; count: number; bytes: number; chunks: ChunkSums};

/** Of the hits in each chunk of rows: their bytes, and the newest upload time. What many folders hold is added up from these. */
export type ChunkSums = {bytes: Float64Array; newest: Float64Array};

/** Sums that other threads can see and change. */
export const sharedSums = (chunks: number): ChunkSums => ({
	bytes: new Float64Array(new SharedArrayBuffer(chunks * 8)),
	newest: new Float64Array(new SharedArrayBuffer(chunks * 8)),
});

/** What a filter may ask beside the inventory itself.  */
export type Surroundings = {deletedRows: Uint32Array; marked: Bits};

/** Finds the rows that pass a filter from one chunk to before another, and puts them into `rows`. */
export const scanChunks = (
	file: InventoryFile,
	filter: Filter,
	{rows, chunks, ...surroundings}: Surroundings & {rows: Bits; chunks: ChunkSums},
	[from, to]: readonly [from: number, to: number],
): {count: number; bytes: number} => {
	let count = 0;
	let bytes = 0;
	// What costs least is asked first: a name is not looked at when the row is out already.
	const tests = filter.toSorted((a, b) => cost(a.test) - cost(b.test));
	const passing = new Uint8Array(rowsPerChunk);
	const matching = new Uint8Array(rowsPerChunk);
	for (let index = from; index < to; index++) {
		const first = index * rowsPerChunk;
		const chunk = new Chunk(file, first, surroundings);
		passing.fill(0).fill(1, 0, chunk.rows);
		for (const {not, test} of tests) {
			matching.fill(0);
			chunk.match(test, matching, passing);
			for (let i = 0; i < chunk.rows; i++) passing[i]! &= matching[i]! ^ (not ? 1 : 0);
		}
		let sum = 0;
		let newest = 0;
		for (let i = passing.indexOf(1); i >= 0; i = passing.indexOf(1, i + 1)) {
			rows.set(first + i, true);
			count++;
			sum += chunk.facts.sizes[i]!;
			if (chunk.facts.created[i]! > newest) newest = chunk.facts.created[i]!;
		}
		chunks.bytes[index] = sum;
		chunks.newest[index] = newest;
		bytes += sum;
	}
	return {count, bytes};
};

const cost = ({kind}: Test): number => (kind === 'contains' || kind === 'ends' ? 1 : kind === 'glob' ? 2 : 0);

/** A chunk of rows under a scan; what it needs of the file is read once. */
class Chunk {
	readonly rows: number;
	readonly #file: InventoryFile;
	readonly #first: number;
	readonly #surroundings: Surroundings;
	readonly #texts: string[] = [];
	#facts: Facts | undefined;

	constructor(file: InventoryFile, first: number, surroundings: Surroundings) {
		this.#file = file;
		this.#first = first;
		this.#surroundings = surroundings;
		this.rows = Math.min(rowsPerChunk, file.rows - first);
	}

	get facts(): Facts {
		this.#facts ??= this.#file.facts.of(this.#first / rowsPerChunk);
		return this.#facts;
	}

	/** Sets `out` to 1 for rows that match. Rows that are not `wanted` any more may be left out. */
	match(test: Test, out: Uint8Array, wanted: Uint8Array): void {
		switch (test.kind) {
			case 'contains':
			case 'ends': {
				const needle = test.kind === 'ends' ? `${test.text}\n` : test.text;
				this.#eachText(wanted, (text, first) => matchLines(text, needle, out, first));
				break;
			}
			case 'glob': {
				const literal = longestLiteral(test.pattern);
				this.#eachText(wanted, (text, first) => {
					matchLines(text, literal, out, first, (line) => matchesGlob(test, line));
				});
				break;
			}
			case 'size': {
				const {sizes} = this.facts;
				this.#each(out, (row) => sizes[row]! >= test.from && sizes[row]! <= test.to);
				break;
			}
			case 'created': {
				const {created} = this.facts;
				this.#each(out, (row) => created[row]! >= test.from && created[row]! < test.to);
				break;
			}
			case 'is':
				this.#matchState(test.what, out);
		}
	}

	#matchState(what: Extract<Test, {kind: 'is'}>['what'], out: Uint8Array): void {
		const {deletedRows, marked} = this.#surroundings;
		if (what === 'compressed') this.#each(out, (row) => (this.facts.flags[row]! & compressedFlag) !== 0);
		if (what === 'encrypted') this.#each(out, (row) => (this.facts.flags[row]! & encryptedFlag) !== 0);
		if (what === 'marked') this.#each(out, (row) => marked.has(this.#first + row));
		// Uploads since the inventory are not in it.
		if (what === 'deleted-since') {
			for (const row of deletedRows) {
				if (row >= this.#first && row < this.#first + this.rows) out[row - this.#first] = 1;
			}
		}
	}

	#each(out: Uint8Array, matches: (row: number) => boolean): void {
		for (let row = 0; row < this.rows; row++) out[row] = matches(row) ? 1 : 0;
	}

	/** Calls back the folded text of each block of names in which a row is wanted. */
	#eachText(wanted: Uint8Array, onText: (text: string, first: number) => void): void {
		for (let first = 0; first < this.rows; first += namesPerBlock) {
			const some = wanted.indexOf(1, first);
			if (some < 0) return;
			if (some >= first + namesPerBlock) continue;
			const index = first / namesPerBlock;
			this.#texts[index] ??= foldedText(this.#file.names.text((this.#first + first) / namesPerBlock));
			onText(this.#texts[index], first);
		}
	}
}

const foldedText = (bytes: Buffer): string => {
	// By far the most names are ASCII, and those are quicker when they are told to be of one byte a character.
	const text = isAscii(bytes) ? bytes.toString('latin1').toLowerCase() : fold(bytes.toString());
	// The collector is in no hurry with memory outside its heap, and all names of a vault come through here. A small piece lies among others.
	if (bytes.byteOffset === 0 && bytes.buffer.byteLength > Buffer.poolSize) (bytes.buffer as ArrayBuffer).transfer(0);
	return text;
};

/** Marks the lines that hold `needle`, and of these only those that are `also` so, from place `first` of `out` on. */
const matchLines = (
	text: string,
	needle: string,
	out: Uint8Array,
	first: number,
	also?: (line: string) => boolean,
): void => {
	let line = first;
	let start = 0;
	let end = text.indexOf('\n');
	for (let found = text.indexOf(needle); found >= 0 && end >= 0; found = text.indexOf(needle, start)) {
		while (end < found) {
			line++;
			start = end + 1;
			end = text.indexOf('\n', start);
		}
		if (end < 0) return;
		out[line] = !also || also(text.slice(start, end)) ? 1 : 0;
		line++;
		start = end + 1;
		end = text.indexOf('\n', start);
	}
};
