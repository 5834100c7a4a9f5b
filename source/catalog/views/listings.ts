import {setTimeout as sleep} from 'node:timers/promises';
import type {InventoryQuery, SortKey} from '../../model/inventory.ts';
import {type Filter, parseFilter} from '../filter.ts';
import {Lru} from '../lru.ts';
import {type Insertions, insertions} from './merged-order.ts';
import type {Hits} from './scan.ts';
import {type Scan, Scans} from './scans.ts';
import {foldedOf, marksIn, type Shown, shownOf} from './shown.ts';
import {areFew, NamedOrder, type Slices, SortedFew, WalkedOrder} from './shown-order.ts';
import type {VaultView, VaultViews} from './vault-views.ts';

/**
 * A row, by a number: a row of the inventory by its own, the ledger's upload i as i behind the inventory's last. True for one revision of
 * the view.
 */
export type Ref = number;

/** How many milliseconds an answer waits that is wanted soon. */
const patience = 120;

/** What of a vault a listing shows, and in which order. */
export type Asked = Pick<InventoryQuery, 'vaultName' | 'filter' | 'sort' | 'below' | 'versions' | 'soon' | 'early'>;

/** The rows of a query in rising order. */
export type Listing = {
	view: VaultView;
	ledgerRevision: number;
	/** How many rows there are, those that we deleted since the inventory among them. */
	total: number;
	/** Archives that are there and their bytes, versions that are folded away among them. */
	there: number;
	bytes: number;
	/** Marked rows that are not in the listing. */
	hiddenMarks: number;
	/** Not all of the inventory was looked at yet: all figures grow. */
	counting: boolean;
	/** The rows from one place to before another. */
	slice(from: number, to: number): Uint32Array;
};

/** What is shown, and of which state of the vault that is true. */
export type Found = {
	view: VaultView;
	/** Tells apart what was asked and found. */
	key: string;
	shown: Shown;
	/** The same with every version; the same object where none are folded. */
	unfolded: Shown;
	/** What the filter found in the inventory, sums and all; null without one, and while it is being counted. */
	hits: Hits | null;
	/** Not all of the inventory was looked at yet. */
	counting: boolean;
};

/** Answers which rows a query shows, in which order. What was found stays at hand for the next question, which is mostly the same. */
export class Listings {
	readonly #views: VaultViews;
	readonly #hits = new Lru<string, Hits>(4);
	readonly #allScans = new Scans();
	/** Under way, for two questions that want the same. */
	readonly #scans = new Map<string, Scan>();
	/** Answers that were given before all was counted: each has a key of its own. */
	#glances = 0;
	readonly #insertions = new Lru<string, Insertions>(4);
	readonly #shown = new Lru<string, Shown>(8);
	/** An order that was gone through takes up to 4 bytes a row. */
	readonly #orders = new Lru<string, {view: VaultView; slices: Slices}>(3);

	constructor(views: VaultViews) {
		this.#views = views;
		views.onClosed(() => this.#allScans.letGo());
	}

	/** Lets the threads of filters end. */
	close(): Promise<void> {
		return this.#allScans.close();
	}

	/** The rows of a query, in rising order whatever it says. True within the same turn of the event loop. */
	async of(asked: Asked): Promise<Listing> {
		const {vaultName, filter, sort, below, versions} = asked;
		if (parseFilter(filter).length === 0 && !below && versions !== 'folded') return this.#whole(asked);
		const {view, key, shown, counting} = await this.found(asked);
		const slices = this.order(view, key, shown, vaultName, sort.by);
		return {
			view,
			ledgerRevision: view.ledgerRevision,
			total: shown.total,
			there: shown.there,
			bytes: shown.bytes,
			hiddenMarks: view.marks.count - marksIn(view, shown),
			counting,
			slice: (from, to) => slices.slice(from, to),
		};
	}

	/** What a query shows, in no order yet. True within the same turn of the event loop. */
	async found(asked: Omit<Asked, 'sort'>): Promise<Found> {
		const {vaultName, filter: text, below, versions, soon} = asked;
		const filter = parseFilter(text);
		return this.#views.whileOpen(async () => {
			for (;;) {
				const view = this.#viewOf(asked);
				const key = hitsKey(vaultName, view, text, filter);
				const hits = view.file && filter.length > 0 ? await this.#hitsOf(key, view, filter, soon === true) : null;
				const now = this.#viewOf(asked);
				// Another question may have changed what this one looked at.
				if (hitsKey(vaultName, now, text, filter) !== key) continue;
				const counting = hits?.counting === true;
				const shownKey = `${counting ? ++this.#glances : ''} ${key} ${now.ledgerRevision} ${below ?? ''}`;
				const unfolded = this.#shown.take(shownKey, () => shownOf(now, {filter, below: below ?? ''}, hits));
				const found = {view: now, unfolded, hits: counting ? null : hits, counting};
				if (versions !== 'folded') return {...found, key: shownKey, shown: unfolded};
				const foldedKey = `folded ${shownKey}`;
				const shown = this.#shown.take(foldedKey, () => foldedOf(now, unfolded));
				return {...found, key: foldedKey, shown};
			}
		});
	}

	/** The order of what is shown; `key` tells it apart. */
	order(view: VaultView, key: string, shown: Shown, vaultName: string, by: SortKey): Slices {
		const known = this.#orders.get(`${by} ${key}`);
		// A view that was read anew has another file open.
		if (known?.view === view) return known.slices;
		const inserted = this.#insertionsOf(vaultName, view, by);
		const slices =
			by === 'name'
				? new NamedOrder(view, inserted, shown)
				: areFew(shown)
					? new SortedFew(view, by, shown)
					: new WalkedOrder(view, by, inserted, shown);
		return this.#orders.set(`${by} ${key}`, {view, slices}).slices;
	}

	/** The rows that pass a filter: all, or, for who wants an answer soon, those that were found in a moment. */
	async #hitsOf(key: string, view: VaultView, filter: Filter, soon: boolean): Promise<Hits & {counting?: boolean}> {
		const known = this.#hits.get(key);
		if (known) return known;
		const scan = this.#scans.get(key) ?? this.#beginScan(key, view, filter);
		if (soon) {
			const hits = await Promise.race([scan.done, sleep(patience, undefined, {ref: false})]).catch(() => undefined);
			return hits ?? {...scan.found, rows: scan.found.rows.copy(), counting: true};
		}
		scan.waiting++;
		try {
			return await scan.done;
		} finally {
			scan.waiting--;
		}
	}

	/** Begins a scan; those that nobody waits for make way: a person has typed on. */
	#beginScan(key: string, view: VaultView, filter: Filter): Scan {
		for (const other of this.#scans.values()) if (other.waiting === 0) other.stop();
		const scan = this.#allScans.begin(view.file!, view, filter);
		this.#scans.set(key, scan);
		void this.#views
			.whileOpen(() => scan.done)
			.then(
				(hits) => this.#hits.set(key, hits),
				() => {},
			)
			.finally(() => {
				if (this.#scans.get(key) === scan) this.#scans.delete(key);
			});
		return scan;
	}

	#insertionsOf(vaultName: string, view: VaultView, by: SortKey): Insertions {
		const key = `${view.edition} ${view.ledgerRevision} ${by} ${vaultName}`;
		return this.#insertions.take(key, () => insertions(view.file, view.ledger, by));
	}

	#viewOf({vaultName, early}: Pick<Asked, 'vaultName' | 'early'>): VaultView {
		return early ? this.#views.early(vaultName) : this.#views.of(vaultName);
	}

	#whole(asked: Asked): Listing {
		const view = this.#viewOf(asked);
		const {by} = asked.sort;
		const {file, ledger} = view;
		const inserted = this.#insertionsOf(asked.vaultName, view, by);
		const rows = file?.rows ?? 0;
		return {
			view,
			ledgerRevision: view.ledgerRevision,
			total: rows + ledger.uploads.length,
			there: ledger.count,
			bytes: ledger.bytes,
			hiddenMarks: 0,
			counting: false,
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
}

/** Tells apart what a scan depends on. */
const hitsKey = (vaultName: string, view: VaultView, text: string, filter: Filter): string => {
	const asks = (what: string) => filter.some(({test}) => test.kind === 'is' && test.what === what);
	const ledger = asks('deleted-since') ? view.ledgerRevision : '';
	const marks = asks('marked') ? view.marksRevision : '';
	return `${view.edition} ${ledger} ${marks} ${vaultName} ${text}`;
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
