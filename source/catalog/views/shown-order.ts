import type {SortKey} from '../../model/inventory.ts';
import {rowsPerChunk} from '../files/form.ts';
import type {Ref} from './listings.ts';
import type {Insertions} from './merged-order.ts';
import type {Shown} from './shown.ts';
import {compareStandings, type Standing, standingOf} from './standing.ts';
import type {VaultView} from './vault-views.ts';

/** The rows of a query in rising order. */
export type Slices = {
	/** The rows from one place to before another. */
	slice(from: number, to: number): Uint32Array;
};

/** Rows that are sorted at once. */
const few = 20_000;
/** Chunks of facts that are read for it. */
const fewChunks = 200;

/** Whether it is quicker to sort the shown rows by their own facts than to look for them in the inventory's order. */
export const areFew = ({rows, total}: Shown): boolean => {
	if (total > few) return false;
	if (total <= fewChunks) return true;
	let first = -1;
	let last = -1;
	for (let i = 0; i < rows.words.length && first < 0; i++) if (rows.words[i] !== 0) first = i;
	for (let i = rows.words.length - 1; i >= 0 && last < 0; i--) if (rows.words[i] !== 0) last = i;
	return (last - first) * 32 <= fewChunks * rowsPerChunk;
};

/** A few shown rows by size or upload time, sorted. */
export class SortedFew implements Slices {
	readonly #refs: Uint32Array;

	constructor(view: VaultView, by: Exclude<SortKey, 'name'>, shown: Shown) {
		const count = view.file?.rows ?? 0;
		const rows: Standing[] = [];
		shown.rows.each((row) => rows.push(standingOf(view, by, row)));
		for (const [upload, isShown] of shown.uploads.entries()) {
			if (isShown) rows.push(standingOf(view, by, count + upload));
		}
		rows.sort(compareStandings);
		this.#refs = Uint32Array.from(rows, ({ref}) => ref);
	}

	slice(from: number, to: number): Uint32Array {
		return this.#refs.subarray(from, to);
	}
}

/** Rows found so far from one end of an order. */
class Found {
	refs = new Uint32Array(256);
	length = 0;

	push(ref: Ref): void {
		if (this.length === this.refs.length) {
			const more = new Uint32Array(this.length * 2);
			more.set(this.refs);
			this.refs = more;
		}
		this.refs[this.length++] = ref;
	}
}

/**
 * The shown rows by size or upload time: goes through the whole inventory's order from whichever end is nearer, only as far as is asked, and
 * remembers what it found. A page at either end costs next to nothing then, and the middle of ten million a twentieth of a second, once.
 */
export class WalkedOrder implements Slices {
	readonly #view: VaultView;
	readonly #by: Exclude<SortKey, 'name'>;
	readonly #insertions: Insertions;
	readonly #shown: Shown;
	readonly #rows: number;
	readonly #front = new Found();
	readonly #back = new Found();
	/** Places of the whole order, and insertions, that were gone through from each end. */
	#frontPlace = 0;
	#frontNext = 0;
	#backPlace: number;
	#backNext: number;

	constructor(view: VaultView, by: Exclude<SortKey, 'name'>, insertions: Insertions, shown: Shown) {
		this.#view = view;
		this.#by = by;
		this.#insertions = insertions;
		this.#shown = shown;
		this.#rows = view.file?.rows ?? 0;
		this.#backPlace = this.#rows;
		this.#backNext = insertions.places.length;
	}

	slice(from: number, to: number): Uint32Array {
		const {total} = this.#shown;
		const end = Math.min(to, total);
		if (from >= end) return new Uint32Array(0);
		if (end > this.#front.length && end > total / 2) {
			this.#extendBack(total - from);
			return this.#back.refs.slice(total - end, total - from).reverse();
		}
		this.#extendFront(end);
		return this.#front.refs.subarray(from, end);
	}

	#order(place: number): Uint32Array {
		return this.#view.file!.order(this.#by, Math.floor(place / rowsPerChunk));
	}

	#extendFront(length: number): void {
		const {places, uploads} = this.#insertions;
		const {rows} = this.#shown;
		const found = this.#front;
		while (found.length < length) {
			while (this.#frontNext < places.length && places[this.#frontNext]! <= this.#frontPlace) {
				const upload = uploads[this.#frontNext++]!;
				if (this.#shown.uploads[upload]) found.push(this.#rows + upload);
			}
			if (this.#frontPlace >= this.#rows) return;
			const order = this.#order(this.#frontPlace);
			const first = this.#frontPlace - (this.#frontPlace % rowsPerChunk);
			const stop = Math.min(first + order.length, places[this.#frontNext] ?? Number.POSITIVE_INFINITY);
			for (; this.#frontPlace < stop && found.length < length; this.#frontPlace++) {
				const row = order[this.#frontPlace - first]!;
				if (rows.has(row)) found.push(row);
			}
		}
	}

	#extendBack(length: number): void {
		const {places, uploads} = this.#insertions;
		const {rows} = this.#shown;
		const found = this.#back;
		while (found.length < length) {
			while (this.#backNext > 0 && places[this.#backNext - 1]! >= this.#backPlace) {
				const upload = uploads[--this.#backNext]!;
				if (this.#shown.uploads[upload]) found.push(this.#rows + upload);
			}
			if (this.#backPlace === 0) return;
			const order = this.#order(this.#backPlace - 1);
			const first = this.#backPlace - 1 - ((this.#backPlace - 1) % rowsPerChunk);
			const stop = Math.max(first, places[this.#backNext - 1] ?? 0);
			for (; this.#backPlace > stop && found.length < length; this.#backPlace--) {
				const row = order[this.#backPlace - 1 - first]!;
				if (rows.has(row)) found.push(row);
			}
		}
	}
}

/** Rows in one step of the directory of {@link NamedOrder}: a whole number of words. */
const step = 1024;

/** The shown rows by name: counts them once, a step of rows at a time, and finds any place from there. */
export class NamedOrder implements Slices {
	readonly #shown: Shown;
	readonly #rows: number;
	/** How many rows are shown before each step. */
	readonly #before: Uint32Array;
	/** The shown uploads, and where they stand among all that is shown. */
	readonly #uploads: number[] = [];
	readonly #places: number[] = [];

	constructor({file}: VaultView, {places, uploads}: Insertions, shown: Shown) {
		this.#shown = shown;
		this.#rows = file?.rows ?? 0;
		this.#before = new Uint32Array(Math.ceil(this.#rows / step) + 1);
		for (let i = 1; i < this.#before.length; i++) {
			const counted = shown.rows.count((i - 1) * step, Math.min(this.#rows, i * step));
			this.#before[i] = this.#before[i - 1]! + counted;
		}
		for (let i = 0; i < uploads.length; i++) {
			if (!shown.uploads[uploads[i]!]) continue;
			this.#places.push(this.#rank(places[i]!) + this.#uploads.length);
			this.#uploads.push(uploads[i]!);
		}
	}

	slice(from: number, to: number): Uint32Array {
		const end = Math.min(to, this.#shown.total);
		const refs = new Uint32Array(Math.max(0, end - from));
		if (refs.length === 0) return refs;
		let next = this.#places.findIndex((place) => place >= from);
		if (next < 0) next = this.#places.length;
		let row = this.#select(from - next);
		for (let place = from; place < end; place++) {
			if (this.#places[next] === place) {
				refs[place - from] = this.#rows + this.#uploads[next++]!;
				continue;
			}
			while (!this.#shown.rows.has(row)) row++;
			refs[place - from] = row++;
		}
		return refs;
	}

	/** How many shown rows come before a row. */
	#rank(row: number): number {
		const at = Math.floor(row / step);
		return this.#before[at]! + this.#shown.rows.count(at * step, row);
	}

	/** A row with so many shown rows before it and none between it and the next. */
	#select(count: number): number {
		let low = 0;
		let high = this.#before.length - 1;
		while (low < high) {
			const middle = (low + high + 1) >>> 1;
			if (this.#before[middle]! <= count) low = middle;
			else high = middle - 1;
		}
		let row = low * step;
		for (let left = count - this.#before[low]!; left > 0; row++) if (this.#shown.rows.has(row)) left--;
		return row;
	}
}
