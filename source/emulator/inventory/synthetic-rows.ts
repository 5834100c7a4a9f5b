import type {SyntheticSet} from '../synthetic/synthetic-set.ts';
import {type InventoryFormat, rowLengths, rowText} from './row.ts';
import {compareKeys, type Key, type RowSource, type Run} from './row-source.ts';

/** How many rows are made at a time. */
const rowsAtATime = 1000;
/** Lengths are summed up once, to so many rows. */
const stride = 512;

/** The archives of a synthetic set that were not removed, as rows. `removed` are their positions, ascending. */
export const syntheticRows = (set: SyntheticSet, removed: readonly number[]): RowSource => {
	const {formula} = set;
	const gone = new Set(removed);
	const keyAt = (position: number): Key => ({created: formula.created(position), id: set.id(position)});
	/** The first position whose key is greater than `key`, or is not less. */
	const search = (key: Key, orEqual: boolean): number => {
		let low = 0;
		let high = formula.count;
		while (low < high) {
			const middle = Math.floor((low + high) / 2);
			const order = compareKeys(keyAt(middle), key);
			if (order > 0 || (orEqual && order === 0)) high = middle;
			else low = middle + 1;
		}
		return low;
	};
	const firstAfter = (key: Key): number => {
		let position = search(key, false);
		while (gone.has(position)) position++;
		return position;
	};

	return {
		next: (after, before) => {
			const position = firstAfter(after);
			if (position >= formula.count) return undefined;
			const key = keyAt(position);
			return compareKeys(key, before) < 0 ? key : undefined;
		},
		run: (after, before, most): Run => {
			const from = firstAfter(after);
			const nextGone = removed[firstAbove(removed, from)] ?? formula.count;
			const to = Math.min(search(before, true), nextGone, from + most);
			const lengthsTo = lengthsOf(set);
			const length = (format: InventoryFormat) => lengthsTo(format, to) - lengthsTo(format, from);
			return {
				count: to - from,
				lengths: {JSON: length('JSON'), CSV: length('CSV')},
				last: keyAt(to - 1),
				read: (format, skip) =>
					formula.blocks ? readBlocks(set, from, to, format, skip) : readRows(set, from, to, format, skip),
			};
		},
	};
};

/** The index of the first number that is greater than `limit`. */
const firstAbove = (ascending: readonly number[], limit: number): number => {
	let low = 0;
	let high = ascending.length;
	while (low < high) {
		const middle = Math.floor((low + high) / 2);
		if (ascending[middle]! > limit) high = middle;
		else low = middle + 1;
	}
	return low;
};

/** Bytes of all rows before a position. */
type LengthsTo = (format: InventoryFormat, position: number) => number;

const knownLengths = new WeakMap<SyntheticSet, LengthsTo>();

const lengthsOf = (set: SyntheticSet): LengthsTo => {
	const known = knownLengths.get(set) ?? (set.formula.blocks ? equalLengths(set) : summedLengths(set));
	knownLengths.set(set, known);
	return known;
};

const equalLengths = (set: SyntheticSet): LengthsTo => {
	const {json, csv} = rowLengths(set.plainRow(0));
	return (format, position) => position * (format === 'JSON' ? json : csv);
};

const summedLengths = (set: SyntheticSet): LengthsTo => {
	const sums = [{json: 0, csv: 0}];
	const add = (sum: {json: number; csv: number}, position: number) => {
		const {json, csv} = rowLengths(set.plainRow(position));
		return {json: sum.json + json, csv: sum.csv + csv};
	};
	return (format, position) => {
		while (sums.length <= Math.floor(position / stride)) {
			let sum = sums.at(-1)!;
			const start = (sums.length - 1) * stride;
			for (let i = start; i < start + stride; i++) sum = add(sum, i);
			sums.push(sum);
		}
		const start = Math.floor(position / stride);
		let sum = sums[start]!;
		for (let i = start * stride; i < position; i++) sum = add(sum, i);
		return format === 'JSON' ? sum.json : sum.csv;
	};
};

function* readRows(set: SyntheticSet, from: number, to: number, format: InventoryFormat, skip: number) {
	let left = skip;
	for (let position = from; position < to; ) {
		let text = '';
		for (const end = Math.min(to, position + rowsAtATime); position < end; position++) {
			if (left > 0) {
				// Only the row that is cut needs its hash, which is what takes time.
				const lengths = rowLengths(set.plainRow(position));
				const length = format === 'JSON' ? lengths.json : lengths.csv;
				if (left >= length) {
					left -= length;
					continue;
				}
			}
			text += rowText(format, set.row(position)).slice(left);
			left = 0;
		}
		if (text.length > 0) yield Buffer.from(text, 'latin1');
	}
}

function* readBlocks(set: SyntheticSet, from: number, to: number, format: InventoryFormat, skip: number) {
	const {rows, rewrite} = set.formula.blocks!;
	const template = templateOf(set, format);
	const rowLength = template.length / rows;
	const end = to * rowLength;
	const blocks = [Buffer.from(template), Buffer.from(template)] as const;
	for (let at = from * rowLength + skip, turn = 0; at < end; turn++) {
		const number = Math.floor(at / template.length);
		const start = number * template.length;
		// In turn, as a new one each time would take longer to come by than to fill; all that differs is written anew.
		const block = blocks[turn % 2 === 0 ? 0 : 1];
		rewrite(block, rowLength, format, number);
		const piece = block.subarray(at - start, Math.min(template.length, end - start));
		yield piece;
		at += piece.length;
	}
}

const templates = new WeakMap<SyntheticSet, Partial<Record<InventoryFormat, Buffer>>>();

/** The first block of rows of a set, whether or not there are so many. */
const templateOf = (set: SyntheticSet, format: InventoryFormat): Buffer => {
	const known = templates.get(set) ?? {};
	templates.set(set, known);
	known[format] ??= Buffer.from(
		Array.from({length: set.formula.blocks!.rows}, (_, position) => rowText(format, set.row(position))).join(''),
		'latin1',
	);
	return known[format];
};
