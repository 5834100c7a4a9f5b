import {milliseconds, timestamp} from '../timestamp.ts';
import type {InventoryParser, InventorySummary} from './inventory-parser.ts';
import {type InventoryRow, inventoryRow} from './inventory-row.ts';
import {JsonOutline} from './json-outline.ts';
import {broken, byte, isBlank, ObjectScanner, unfinished} from './json-scanner.ts';
import {Tally} from './tally.ts';

/** Rows are parsed together until they are so many bytes: JSON.parse takes a list of rows in half the time of the rows one by one. */
const batchBytes = 65_536;

/** Far above what the longest description makes of a row: a longer object is no row, but has lost its end. */
const longestObject = 65_536;

/** How much of a lost stretch is kept, to see whether the file ended properly after all. */
const tailLength = 64;

/** How a row begins. Between quotes it could stand only where a string ends in a brace. */
const rowStart = Buffer.from('{"');

/**
 * Where the parser is: around the rows, between two of them, in one whose end has not come, or lost: after something that is no JSON,
 * looking for the start of the next row.
 */
type Place = 'around' | 'between' | 'inside' | 'lost';

/**
 * Parses the service's JSON (api-job-output-get) with any white space, order of keys, escapes and keys unknown to us. Objects are found by
 * their braces and then parsed by JSON.parse, many at once; only when that fails one by one, to find the one that is broken.
 */
export class JsonInventoryParser implements InventoryParser {
	readonly #tally: Tally;
	readonly #outline = new JsonOutline();
	readonly #scanner = new ObjectScanner();
	#place: Place = 'around';
	/** The start of the object that the parser is in. */
	#held: Buffer[] = [];
	#heldLength = 0;
	/** Lost, and the last that was seen is an opening brace. */
	#braceSeen = false;
	#tail = '';
	/** How many bytes of the file came before the portion in hand. */
	#offset = 0;

	constructor(onRow: (row: InventoryRow) => void) {
		this.#tally = new Tally(onRow);
	}

	get rows(): number {
		return this.#tally.rows;
	}

	get malformed(): number {
		return this.#tally.malformed;
	}

	push(bytes: Uint8Array): void {
		this.#consume(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
		this.#offset += bytes.length;
	}

	end(): InventorySummary {
		const {listSeen, closed, bare, vaultArn, inventoryDate} = this.#outline;
		// The row that was lost may have been the last.
		const recovered = this.#place === 'lost' && (bare ? /\]\s*$/ : /\]\s*\}\s*$/).test(this.#tail);
		const date = inventoryDate === null ? Number.NaN : milliseconds(inventoryDate);
		return {
			...this.#tally.counts,
			complete: listSeen && (closed || recovered),
			vaultArn,
			inventoryDate: Number.isNaN(date) ? null : timestamp(date),
		};
	}

	#consume(buffer: Buffer): void {
		for (let at = 0; at < buffer.length; ) {
			if (this.#outline.broken) return;
			if (this.#place === 'around') at = this.#around(buffer, at);
			else if (this.#place === 'between') at = this.#between(buffer, at);
			else if (this.#place === 'inside') at = this.#inside(buffer, at);
			else at = this.#search(buffer, at);
		}
	}

	#around(buffer: Buffer, from: number): number {
		const {listSeen} = this.#outline;
		const at = this.#outline.take(buffer, from);
		if (!listSeen && this.#outline.listSeen) this.#place = 'between';
		return at;
	}

	/** Reads whole objects as long as they come. */
	#between(buffer: Buffer, from: number): number {
		/** Where each object of the batch begins and ends. */
		let batch: number[] = [];
		let at = from;
		for (;;) {
			while (isBlank(buffer[at]) || buffer[at] === byte.comma) at++;
			let end = unfinished;
			if (buffer[at] === byte.openObject) {
				this.#scanner.reset();
				end = this.#scanner.scan(buffer, at);
				if (end >= 0) {
					batch.push(at, end);
					at = end;
					if (end - batch[0]! < batchBytes) continue;
				}
			}
			const again = this.#parseBatch(buffer, batch);
			if (again !== undefined) return again;
			batch = [];
			if (end < 0) return this.#leave(buffer, at, end);
		}
	}

	/** What comes after the last whole object of a portion: the start of another, the end of the list, nothing, or what should not be there. */
	#leave(buffer: Buffer, at: number, end: number): number {
		if (at >= buffer.length) return at;
		if (buffer[at] === byte.closeList) {
			this.#place = 'around';
			if (this.#outline.bare) this.#outline.closed = true;
			return at + 1;
		}
		if (buffer[at] === byte.openObject && end === unfinished) {
			this.#place = 'inside';
			this.#hold(buffer.subarray(at));
			return buffer.length;
		}
		this.#lose(buffer, at);
		return at + 1;
	}

	/** Reads on in an object that began in an earlier portion. */
	#inside(buffer: Buffer, from: number): number {
		const end = this.#scanner.scan(buffer, from);
		const stop = end >= 0 ? end : end === broken ? this.#scanner.stopped : buffer.length;
		this.#hold(buffer.subarray(from, stop));
		if (end === unfinished && this.#heldLength <= longestObject) return stop;
		const object = Buffer.concat(this.#held);
		const before = this.#offset;
		this.#offset += stop - object.length;
		this.#held = [];
		this.#heldLength = 0;
		this.#place = 'between';
		// An end that was reached too late may belong to a later row: the object is then searched for rows of its own.
		const again = end >= 0 ? this.#parseBatch(object, [0, object.length]) : this.#lose(object, 0);
		if (again !== undefined) {
			this.#offset += again;
			this.#consume(object.subarray(again));
		}
		this.#offset = before;
		return stop;
	}

	#hold(piece: Buffer): void {
		// Copied, because the portion is not ours to keep.
		this.#held.push(Buffer.from(piece));
		this.#heldLength += piece.length;
	}

	/** Gives the rows of a batch. When an object is broken and holds what may be the start of another row, gives the place to look from. */
	#parseBatch(buffer: Buffer, batch: readonly number[]): number | undefined {
		if (batch.length === 0) return undefined;
		const all = parse(`[${buffer.toString('utf8', batch[0], batch.at(-1))}]`) as Record<string, unknown>[] | undefined;
		for (let i = 0; i < batch.length; i += 2) {
			const [from, to] = [batch[i]!, batch[i + 1]!];
			const object = all ? all[i / 2] : (parse(buffer.toString('utf8', from, to)) as Record<string, unknown>);
			const row = object && rowOf(object);
			if (row) {
				this.#tally.read(row);
				continue;
			}
			if (!object && buffer.subarray(from + 1, to).includes(rowStart)) return this.#lose(buffer, from);
			this.#tally.missed(this.#offset + from, () => buffer.toString('utf8', from, to));
		}
		return undefined;
	}

	/** Counts a row as lost and gives the place from which to look for the next one. */
	#lose(buffer: Buffer, at: number): number {
		this.#tally.missed(this.#offset + at, () => buffer.toString('utf8', at, at + 1024));
		this.#place = 'lost';
		this.#braceSeen = false;
		this.#tail = '';
		return at + 1;
	}

	/** Looks for a brace and a quote: the start of a row. */
	#search(buffer: Buffer, from: number): number {
		let at = from;
		while (at < buffer.length) {
			if (!this.#braceSeen) {
				const brace = buffer.indexOf(byte.openObject, at);
				if (brace < 0) break;
				this.#braceSeen = true;
				at = brace + 1;
			}
			while (isBlank(buffer[at])) at++;
			if (at >= buffer.length) break;
			this.#braceSeen = false;
			if (buffer[at] === byte.quote) return this.#found(at);
		}
		this.#tail = (this.#tail + buffer.toString('latin1', Math.max(from, buffer.length - tailLength))).slice(
			-tailLength,
		);
		return buffer.length;
	}

	/** Goes on in a row whose brace was seen, perhaps in an earlier portion, and which stands at its first quote. */
	#found(at: number): number {
		this.#place = 'inside';
		this.#held = [Buffer.from('{')];
		this.#heldLength = 1;
		this.#scanner.reset(1);
		return at;
	}
}

const parse = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
};

const rowOf = (object: Record<string, unknown>): InventoryRow | undefined =>
	inventoryRow(object.ArchiveId, object.ArchiveDescription, object.CreationDate, object.Size, object.SHA256TreeHash);
