import {hashLength, isHash, isMoment, momentLength, wholeNumber} from './field-bytes.ts';
import {type InventoryRow, inventoryRow} from './inventory-row.ts';

/** The columns that the service writes, in its order; their places here are their places in a {@link CsvColumns}. */
const names = ['ArchiveId', 'ArchiveDescription', 'CreationDate', 'Size', 'SHA256TreeHash'];
const archiveId = 0;
const description = 1;
const created = 2;
const size = 3;
const treeHash = 4;

/** Where columns of other names go. */
const ignored = names.length;

const comma = 0x2c;
const quote = 0x22;

/** Reads the lines of one file, whose header gave the order of its columns. */
export class CsvColumns {
	/** Whether a line shows by itself that nothing of its end is missing: its last field has a fixed form. */
	readonly endsVisibly: boolean;
	/** The columns before the description, and those after it, the last first. */
	readonly #front: readonly number[];
	readonly #back: readonly number[];
	/** Where in the bytes the text of each field begins and ends, quotes left out. */
	readonly #begins = new Int32Array(ignored + 1);
	readonly #ends = new Int32Array(ignored + 1);

	/** `places` are the columns in the order of the file. */
	constructor(places: readonly number[]) {
		const at = places.indexOf(description);
		this.#front = places.slice(0, at);
		this.#back = places.slice(at + 1).reverse();
		this.endsVisibly = places.at(-1) === treeHash || places.at(-1) === created;
	}

	/** The row that stands in a buffer between two places; `undefined` when it is none. */
	row(bytes: Buffer, from: number, to: number): InventoryRow | undefined {
		if (!this.#find(bytes, from, to)) return undefined;
		// Made in one go and then cut, which is faster than field by field.
		const line = bytes.toString('utf8', from, to);
		const id = this.#text(bytes, line, from, to, archiveId);
		const name = this.#description(bytes, line, from, to);
		const at = this.#text(bytes, line, from, to, created);
		const hash = this.#text(bytes, line, from, to, treeHash);
		const length = wholeNumber(bytes, this.#begins[size]!, this.#ends[size]!);
		const usual =
			id !== '' &&
			length >= 0 &&
			at.length === momentLength &&
			isMoment(bytes, this.#begins[created]!) &&
			hash.length === hashLength &&
			isHash(bytes, this.#begins[treeHash]!);
		if (usual) return {archiveId: id, description: name, created: at, size: length, treeHash: hash};
		return inventoryRow(id, name, at, length, hash);
	}

	/** Finds the fields from both ends of the line; false when there are too few. */
	#find(bytes: Buffer, from: number, to: number): boolean {
		let start = from;
		let end = to;
		for (const place of this.#front) {
			let next = start;
			while (next < to && bytes[next] !== comma) next++;
			if (next === to) return false;
			this.#field(bytes, place, start, next);
			start = next + 1;
		}
		for (const place of this.#back) {
			let before = end - 1;
			// Most lines end in a hash, which is as long as it is.
			if (place === treeHash && end - hashLength > start && bytes[end - hashLength - 1] === comma) before -= hashLength;
			while (before >= start && bytes[before] !== comma) before--;
			if (before < start) return false;
			this.#field(bytes, place, before + 1, end);
			end = before;
		}
		this.#field(bytes, description, start, end);
		return true;
	}

	#field(bytes: Buffer, place: number, from: number, to: number): void {
		const quoted = to - from >= 2 && bytes[from] === quote && bytes[to - 1] === quote ? 1 : 0;
		this.#begins[place] = from + quoted;
		this.#ends[place] = to - quoted;
	}

	#text(bytes: Buffer, line: string, from: number, to: number, place: number): string {
		const begin = this.#begins[place]!;
		const end = this.#ends[place]!;
		// Places in the text are those in the bytes only where each byte is a character.
		return line.length === to - from ? line.slice(begin - from, end - from) : bytes.toString('utf8', begin, end);
	}

	/** In quotes each `"` has got a `\` before it and a `\` has stayed as it is, so that taking away the one before each `"` is exact. */
	#description(bytes: Buffer, line: string, from: number, to: number): string {
		const text = this.#text(bytes, line, from, to, description);
		const quoted = bytes[this.#begins[description]! - 1] === quote && bytes[this.#ends[description]!] === quote;
		return quoted && text.includes('\\"') ? text.replaceAll('\\"', '"') : text;
	}
}

/** The columns in the service's order, for a file whose header is lost. */
export const usualColumns = (): CsvColumns => new CsvColumns([archiveId, description, created, size, treeHash]);

/** The columns that a header names; `undefined` when it is not the header of an inventory. */
export const columnsOf = (header: string): CsvColumns | undefined => {
	const places = header
		.replace(/^\uFEFF/, '')
		.split(',')
		.map((name) => names.indexOf(name.trim().replace(/^"(.*)"$/, '$1')));
	if (!names.every((_, place) => places.includes(place))) return undefined;
	return new CsvColumns(places.map((place) => (place < 0 ? ignored : place)));
};
