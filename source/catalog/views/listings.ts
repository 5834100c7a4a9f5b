import type {InventoryQuery, SortKey} from '../../model/inventory.ts';
import {rowsPerChunk} from '../files/form.ts';
import type {InventoryFile} from '../files/inventory-file.ts';
import {type Filter, type Filterable, matches, parseFilter} from '../filter.ts';
import {Lru} from '../lru.ts';
import type {LedgerRow} from './ledger.ts';
import {type Insertions, insertions} from './merged-order.ts';
import {type Hits, scan} from './scan.ts';
import type {VaultView, VaultViews} from './vault-views.ts';

/**
 * A row, by a number: a row of the inventory by its own, the ledger's upload i as i behind the inventory's last. True for one revision of
 * the view.
 */
export type Ref = number;

/** The rows of a query in rising order. */
export type Listing = {
	view: VaultView;
	ledgerRevision: number;
	/** How many rows there are, those that we deleted since the inventory among them. */
	total: number;
	/** Those that are there, and their bytes. */
	there: number;
	bytes: number;
	/** Marked rows that are not in the listing. */
	hiddenMarks: number;
	/** The rows from one place to before another. */
	slice(from: number, to: number): Uint32Array;
};

type Passing = {hits: Hits | null; uploads: readonly boolean[]; hiddenMarks: number; there: number; bytes: number};

/** Answers which rows a filter leaves, in which order. What was found stays at hand for the next question, which is mostly the same. */
export class Listings {
	readonly #views: VaultViews;
	readonly #hits = new Lru<string, Hits>(4);
	/** Under way, for two questions that want the same. */
	readonly #scans = new Map<string, Promise<Hits>>();
	readonly #insertions = new Lru<string, Insertions>(4);
	/** An order under a filter takes 4 bytes a row: one is enough for a person, two for going back. */
	readonly #refs = new Lru<string, Uint32Array>(2);

	constructor(views: VaultViews) {
		this.#views = views;
	}

	/** The rows of a query, in rising order whatever it says. True within the same turn of the event loop. */
	async of({vaultName, filter: text, sort}: Pick<InventoryQuery, 'vaultName' | 'filter' | 'sort'>): Promise<Listing> {
		const filter = parseFilter(text);
		if (filter.length === 0) return this.#whole(vaultName, sort.by);
		return this.#views.whileOpen(async () => {
			for (;;) {
				const view = this.#views.of(vaultName);
				const key = hitsKey(vaultName, view, text, filter);
				const hits = view.file && (this.#hits.get(key) ?? (await this.#scan(key, view.file, view, filter)));
				const now = this.#views.of(vaultName);
				// Another question may have changed what this one looked at.
				if (hitsKey(vaultName, now, text, filter) !== key) continue;
				if (hits) this.#hits.set(key, hits);
				return this.#filtered(vaultName, now, sort.by, text, filter, hits);
			}
		});
	}

	async #scan(key: string, file: InventoryFile, {ledger, marks}: VaultView, filter: Filter): Promise<Hits> {
		let scanning = this.#scans.get(key);
		if (!scanning) {
			scanning = scan(file, filter, {deletedRows: ledger.deletedRows, marked: marks.rows});
			this.#scans.set(key, scanning);
		}
		try {
			return await scanning;
		} finally {
			this.#scans.delete(key);
		}
	}

	#insertionsOf(vaultName: string, view: VaultView, by: SortKey): Insertions {
		const key = `${view.importId} ${view.ledgerRevision} ${by} ${vaultName}`;
		return this.#insertions.take(key, () => insertions(view.file, view.ledger, by));
	}

	#whole(vaultName: string, by: SortKey): Listing {
		const view = this.#views.of(vaultName);
		const {file, ledger} = view;
		const inserted = this.#insertionsOf(vaultName, view, by);
		const rows = file?.rows ?? 0;
		return {
			view,
			ledgerRevision: view.ledgerRevision,
			total: rows + ledger.uploads.length,
			there: ledger.count,
			bytes: ledger.bytes,
			hiddenMarks: 0,
			slice: (from, to) => {
				const end = Math.min(to, rows + ledger.uploads.length);
				const refs = new Uint32Array(Math.max(0, end - from));
				let next = firstAt(inserted, from);
				for (let place = from; place < end; ) {
					// Where the next insertion stands in the merged order.
					const stop = next < inserted.places.length ? inserted.places[next]! + next : end;
					if (stop === place) {
						refs[place++ - from] = rows + inserted.uploads[next++]!;
						continue;
					}
					const until = Math.min(stop, end);
					file!.copyOrder(by, place - next, until - next, refs, place - from);
					place = until;
				}
				return refs;
			},
		};
	}

	#filtered(vaultName: string, view: VaultView, by: SortKey, text: string, filter: Filter, hits: Hits | null): Listing {
		const passing = passingOf(view, filter, hits);
		const key = `${hitsKey(vaultName, view, text, filter)} ${view.ledgerRevision} ${by}`;
		const refs = this.#refs.take(key, () =>
			refsOf(view, by, this.#insertionsOf(vaultName, view, by), passing.hits, passing.uploads),
		);
		return {
			view,
			ledgerRevision: view.ledgerRevision,
			total: refs.length,
			there: passing.there,
			bytes: passing.bytes,
			hiddenMarks: passing.hiddenMarks,
			slice: (from, to) => refs.subarray(Math.min(from, refs.length), Math.min(to, refs.length)),
		};
	}
}

/** Tells apart what a scan depends on. */
const hitsKey = (vaultName: string, view: VaultView, text: string, filter: Filter): string => {
	const asks = (what: string) => filter.some(({test}) => test.kind === 'is' && test.what === what);
	const ledger = asks('deleted-since') ? view.ledgerRevision : '';
	const marks = asks('marked') ? view.marksRevision : '';
	return `${view.importId} ${ledger} ${marks} ${vaultName} ${text}`;
};

/** The first insertion that stands at `place` of the merged order or behind it. */
const firstAt = ({places}: Insertions, place: number): number => {
	let low = 0;
	let high = places.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (places[middle]! + middle < place) low = middle + 1;
		else high = middle;
	}
	return low;
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

/** What passes a filter: rows of the inventory, uploads of the ledger, and the sums over both. */
const passingOf = ({ledger, marks}: VaultView, filter: Filter, hits: Hits | null): Passing => {
	let there = hits?.count ?? 0;
	let bytes = hits?.bytes ?? 0;
	let shownMarks = hits?.rows.countWith(marks.rows) ?? 0;
	const uploads = ledger.uploads.map((row) => {
		const marked = marks.ids.has(row.archiveId);
		if (!matches(filter, filterable(row, marked))) return false;
		if (!row.deleted) {
			there++;
			bytes += row.archive.size;
		}
		if (marked) shownMarks++;
		return true;
	});
	if (hits) {
		for (const [row, size] of ledger.deletedRows) {
			if (!hits.rows.has(row)) continue;
			there--;
			bytes -= size;
		}
	}
	return {hits, uploads, hiddenMarks: marks.count - shownMarks, there, bytes};
};

/** All rows that pass, in the order. */
const refsOf = (
	{file}: VaultView,
	by: SortKey,
	{places, uploads}: Insertions,
	hits: Hits | null,
	passingUploads: readonly boolean[],
): Uint32Array => {
	const rows = file?.rows ?? 0;
	const refs = new Uint32Array((hits?.count ?? 0) + passingUploads.filter(Boolean).length);
	let filled = 0;
	let next = 0;
	const insertBefore = (place: number) => {
		for (; next < places.length && places[next]! <= place; next++) {
			if (passingUploads[uploads[next]!]) refs[filled++] = rows + uploads[next]!;
		}
	};
	if (by === 'name') {
		hits?.rows.each((row) => {
			insertBefore(row);
			refs[filled++] = row;
		});
	} else if (hits && hits.count > 0) {
		for (let first = 0; first < rows; first += rowsPerChunk) {
			const order = file!.order(by, first / rowsPerChunk);
			for (let i = 0; i < order.length; i++) {
				if (!hits.rows.has(order[i]!)) continue;
				insertBefore(first + i);
				refs[filled++] = order[i]!;
			}
		}
	}
	insertBefore(rows);
	return refs;
};
