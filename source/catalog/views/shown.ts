import {Bits} from '../files/bits.ts';
import {rowsPerChunk} from '../files/form.ts';
import type {InventoryFile} from '../files/inventory-file.ts';
import {type Filter, type Filterable, matches} from '../filter.ts';
import {foldVersions} from './fold-versions.ts';
import type {Ledger, LedgerRow} from './ledger.ts';
import type {Hits} from './scan.ts';
import type {VaultView} from './vault-views.ts';

/** What of a vault is asked for. */
export type Part = {
	filter: Filter;
	/** A folder of names without a slash at its end; empty: the whole vault. */
	below: string;
};

/** The rows that a query shows. */
export type Shown = {
	/** Of the inventory. */
	rows: Bits;
	/** Of the ledger's uploads: 1 for each that is shown. */
	uploads: Uint8Array;
	/** How many rows are shown. */
	total: number;
	/** Archives that are there and their bytes, versions that are folded away among them. */
	there: number;
	bytes: number;
};

/** The ledger's uploads in a folder: they stand together. */
export const uploadsBelow = (ledger: Ledger, folder: string): [from: number, to: number] => {
	if (folder === '') return [0, ledger.uploads.length];
	const before = (name: string) => ledger.indexOf({name, created: Number.POSITIVE_INFINITY, archiveId: ''});
	return [before(`${folder}/`), before(`${folder}0`)];
};

const filterable = (row: LedgerRow, marked: boolean): Filterable => ({
	folded: row.folded,
	size: row.archive.size,
	created: row.created,
	newness: row.deleted ? 'deleted-since' : 'uploaded-since',
	marked,
	compressed: row.archive.compressed,
	encrypted: row.archive.encrypted,
});

/** The bytes of a filter's hits from one row to before another: whole chunks were added up by whoever found them. */
const bytesOfHits = (file: InventoryFile, {rows, chunks}: Hits, from: number, to: number): number => {
	const first = Math.ceil(from / rowsPerChunk);
	const end = Math.floor(to / rowsPerChunk);
	if (first >= end) return file.facts.bytesIn(rows, from, to);
	let sum = file.facts.bytesIn(rows, from, first * rowsPerChunk) + file.facts.bytesIn(rows, end * rowsPerChunk, to);
	for (let chunk = first; chunk < end; chunk++) sum += chunks.bytes[chunk]!;
	return sum;
};

/** Rows of the inventory below a folder that pass the filter, and what is there of them. `hits` is null without a filter. */
const rowsOf = (file: InventoryFile, ledger: Ledger, below: string, hits: Hits | null) => {
	const [from, to] = file.rowsBelow(below);
	const whole = from === 0 && to === file.rows;
	const rows = hits ? hits.rows.copy() : new Bits(file.rows);
	if (hits) {
		rows.fill(0, from, false);
		rows.fill(to, file.rows, false);
	} else {
		rows.fill(from, to, true);
	}
	let there = hits ? (whole ? hits.count : rows.count(from, to)) : to - from;
	let bytes = whole
		? (hits ?? file).bytes
		: hits
			? bytesOfHits(file, hits, from, to)
			: file.facts.bytesIn(rows, from, to);
	for (const [row, size] of ledger.deletedRows) {
		if (!rows.has(row)) continue;
		there--;
		bytes -= size;
	}
	return {rows, there, bytes};
};

/** Finds what a query shows. `hits` are the rows of the inventory that pass the filter; null when it says nothing. */
export const shownOf = (view: VaultView, {filter, below}: Part, hits: Hits | null): Shown => {
	const {file, ledger, marks} = view;
	const inFile = file ? rowsOf(file, ledger, below, hits) : {rows: new Bits(0), there: 0, bytes: 0};
	let {there, bytes} = inFile;
	let total = inFile.rows.count();
	const uploads = new Uint8Array(ledger.uploads.length);
	const [from, to] = uploadsBelow(ledger, below);
	for (let i = from; i < to; i++) {
		const row = ledger.uploads[i]!;
		if (!matches(filter, filterable(row, marks.ids.has(row.archiveId)))) continue;
		uploads[i] = 1;
		total++;
		if (row.deleted) continue;
		there++;
		bytes += row.archive.size;
	}
	return {rows: inFile.rows, uploads, total, there, bytes};
};

/** The same with one row for each name. */
export const foldedOf = (view: VaultView, shown: Shown): Shown => {
	const rows = shown.rows.copy();
	const uploads = shown.uploads.slice();
	foldVersions(view, rows, uploads);
	return {...shown, rows, uploads, total: rows.count() + uploads.reduce((sum, one) => sum + one, 0)};
};

/** How many of the shown rows are marked. */
export const marksIn = ({ledger, marks}: VaultView, {rows, uploads}: Shown): number => {
	let count = rows.countWith(marks.rows);
	for (const archiveId of marks.ids) {
		const upload = ledger.find(archiveId);
		if (upload) count += uploads[ledger.indexOf(upload)]!;
	}
	return count;
};
