import {type Row, sameCell} from './row.ts';

/** The rows from `top` to `bottom`, both included, move up by `distance`; down when it is negative. */
export type Shift = {top: number; bottom: number; distance: number};

/** How many cells a piece of a row has whose going elsewhere is looked for. Panes stand side by side, so whole rows seldom move. */
const pieceSize = 8;

/** What costs less than that, in bytes, is written faster than anything is thought about. */
const worthwhile = 80;

/** What the sequences of a shift cost, in bytes. */
const shiftCost = 24;

/** What it costs to go to a cell, in bytes. */
const jumpCost = 6;

/** Text that occurs more often than that says nothing about where it went. */
const mostPlaces = 6;

const pieces = new WeakMap<Row, readonly string[]>();

const piecesOf = (row: Row): readonly string[] => {
	let result = pieces.get(row);
	if (!result) {
		const texts: string[] = [];
		for (let x = 0; x < row.end; x += pieceSize) texts.push(row.characters.slice(x, x + pieceSize).join(''));
		result = texts;
		pieces.set(row, result);
	}
	return result;
};

/** About how many bytes it costs to turn row `a` into row `b`. */
const difference = (a: Row, b: Row): number => {
	if (a === b) return 0;
	let cost = 0;
	let last = Number.NEGATIVE_INFINITY;
	const end = Math.max(a.end, b.end);
	for (let x = 0; x < end; x++) {
		if (sameCell(a, b, x)) continue;
		cost += Math.min(x - last, jumpCost + 1);
		last = x;
	}
	return cost;
};

/** Distances by which pieces of the changed rows have moved, the most frequent first. */
const distances = (before: readonly Row[], after: readonly Row[]): number[] => {
	const places = new Map<string, number[]>();
	before.forEach((row, y) => {
		if (row === after[y]) return;
		piecesOf(row).forEach((text, index) => {
			if (/^[ ─│]*$/.test(text)) return;
			const key = `${index} ${text}`;
			const found = places.get(key);
			if (found) found.push(y);
			else places.set(key, [y]);
		});
	});
	const votes = new Map<number, number>();
	after.forEach((row, y) => {
		if (row === before[y]) return;
		piecesOf(row).forEach((text, index) => {
			const found = places.get(`${index} ${text}`);
			if (!found || found.length > mostPlaces || found.includes(y)) return;
			for (const place of found) votes.set(place - y, (votes.get(place - y) ?? 0) + 1);
		});
	});
	return [...votes].toSorted((a, b) => b[1] - a[1]).map(([distance]) => distance);
};

/** The run of rows that gains most from being taken `distance` rows from below (or above), and what is gained, in bytes. */
const bestRun = (gains: readonly number[]): {from: number; to: number; gain: number} => {
	let best = {from: 0, to: -1, gain: 0};
	let from = 0;
	let sum = 0;
	gains.forEach((gain, y) => {
		if (sum <= 0) {
			sum = 0;
			from = y;
		}
		sum += gain;
		if (sum > best.gain) best = {from, to: y, gain: sum};
	});
	return best;
};

/** The shift after which the least is left to write; nothing when none is worth its sequences. */
export const findShift = (before: readonly Row[], after: readonly Row[], blank: Row): Shift | undefined => {
	const unmoved = after.map((row, y) => difference(before[y]!, row));
	if (unmoved.reduce((sum, count) => sum + count, 0) < worthwhile) return undefined;
	let best: {shift: Shift; gain: number} | undefined;
	for (const distance of distances(before, after).slice(0, 2)) {
		const gains = after.map((row, y) => {
			const source = before[y + distance];
			return source ? unmoved[y]! - difference(source, row) : Number.NEGATIVE_INFINITY;
		});
		const {from, to, gain} = bestRun(gains);
		if (to < from) continue;
		// Where rows were taken from and none came to, the terminal leaves blanks.
		const [top, bottom] = distance > 0 ? [from, to + distance] : [from + distance, to];
		const [firstBlank, lastBlank] = distance > 0 ? [to + 1, bottom] : [top, from - 1];
		let total = gain - shiftCost;
		for (let y = firstBlank; y <= lastBlank; y++) total += unmoved[y]! - difference(blank, after[y]!);
		if (total > (best?.gain ?? 0)) best = {shift: {top, bottom, distance}, gain: total};
	}
	return best?.shift;
};

/** The rows as a terminal shows them after `shift`. */
export const shifted = (rows: readonly Row[], {top, bottom, distance}: Shift, blank: Row): Row[] =>
	rows.map((row, y) => {
		if (y < top || y > bottom) return row;
		const source = y + distance;
		return source < top || source > bottom ? blank : rows[source]!;
	});
