import {isAbort, toErrorValue} from '../../model/errors/errors.ts';
import type {ErrorValue} from '../../model/errors/iceaxe-error.ts';
import type {MarkCount} from '../../model/inventory.ts';
import {pagesToSearch} from './held-row.ts';
import {isFolder, keyOf, pageSize, type Row, type RowsQuery, type RowsWindow, type Sheet} from './sheet.ts';

/** What a pane can draw of a vault's rows at the moment. */
export type RowsView = {
	/** Null while nothing was ever heard of this vault. Otherwise the newest that was, perhaps of an older question. */
	sheet: Sheet | null;
	/** Since when an answer is awaited, in milliseconds of the steady clock; null when none is. */
	waitingSince: number | null;
	error: ErrorValue | null;
};

export type Wanted = {first: number; count: number; cursor: number; revision: number};

/** Hears that the rows of a vault were replaced by newer ones of the same question, before anybody draws them. */
export type Replaced = (vaultName: string, before: Sheet, after: Sheet) => void;

/** The windows over the inventories, as far as they were looked at. */
export interface Rows {
	/** Says which rows are in sight and where the cursor is; asks for those that are not there or not of this revision. */
	want(query: RowsQuery, window: Wanted): void;
	/** The same value until something changes. */
	view(vaultName: string | null): RowsView;
	/** Shows marks at once that the engine was asked to change. */
	flip(vaultName: string, archiveIds: readonly string[]): void;
	/** Takes the true count, and asks again for the rows when more than was flipped has changed. */
	marked(vaultName: string, marks: MarkCount, all: boolean): void;
	/** Asks again, also for what failed. */
	again(vaultName: string): void;
	subscribe(listener: () => void): () => void;
	/** Stops waiting for answers. */
	stop(): void;
}

type Entry = {
	view: RowsView;
	/** The question that is being asked, in place of the sheet that is shown. */
	next: Sheet | null;
	asked: Map<string, AbortController>;
	wanted: (Wanted & {query: RowsQuery}) | null;
	/** Grows when marks changed without a new revision. */
	markings: number;
	/** The question that failed: it is not asked again by itself. */
	failed: string | null;
};

/** What is farther away is asked for again when one comes back. */
const mostPages = 40;

const nothing: RowsView = {sheet: null, waitingSince: null, error: null};

const pagesOf = (first: number, count: number): number[] => {
	const from = Math.floor(Math.max(0, first) / pageSize);
	const to = Math.floor(Math.max(0, first + count - 1) / pageSize);
	return Array.from({length: to - from + 1}, (_, index) => from + index);
};

export const createRows = (
	ask: (query: RowsQuery & {offset: number; limit: number}, signal: AbortSignal) => Promise<RowsWindow>,
	steady: () => number = () => performance.now(),
	replaced: Replaced = () => {},
): Rows => {
	const entries = new Map<string, Entry>();
	const listeners = new Set<() => void>();
	const entryOf = (vaultName: string): Entry => {
		const known = entries.get(vaultName);
		if (known) return known;
		const entry: Entry = {view: nothing, next: null, asked: new Map(), wanted: null, markings: 0, failed: null};
		entries.set(vaultName, entry);
		return entry;
	};
	const show = (entry: Entry, change: Partial<RowsView>) => {
		entry.view = {...entry.view, ...change};
		for (const listener of listeners) listener();
	};

	/** The cursor finds its row again before anybody sees the new rows, or acts on them. */
	const showRows = (entry: Entry, sheet: Sheet, change: Partial<RowsView>) => {
		const before = entry.view.sheet;
		entry.view = {...entry.view, ...change, sheet};
		if (before?.key === sheet.key) replaced(entry.wanted!.query.vaultName, before, sheet);
		for (const listener of listeners) listener();
	};

	const withPage = (sheet: Sheet, page: number, window: RowsWindow): Sheet => {
		const pages = new Map(sheet.pages).set(page, window.rows);
		if (pages.size > mostPages) {
			const [farthest] = [...pages.keys()].toSorted((a, b) => Math.abs(b - page) - Math.abs(a - page));
			pages.delete(farthest!);
		}
		const {rows: _, ...facts} = window;
		return {...sheet, pages, ...facts};
	};

	const answer = (entry: Entry, asked: Sheet, page: number, window: RowsWindow) => {
		const target = entry.next?.key === asked.key && entry.next.revision === asked.revision ? 'next' : 'sheet';
		const sheet = target === 'next' ? entry.next! : entry.view.sheet;
		if (sheet?.key !== asked.key || sheet.revision !== asked.revision) return;
		const filled = withPage(sheet, page, window);
		const {wanted} = entry;
		const complete = pagesOf(wanted!.first, wanted!.count).every(
			(needed) => filled.pages.has(needed) || needed * pageSize >= filled.total,
		);
		if (target === 'sheet') return showRows(entry, filled, {waitingSince: entry.asked.size > 0 ? steady() : null});
		entry.next = filled;
		// Old rows stay until all that is in sight is there, so that nothing flickers.
		if (!complete) return;
		const before = entry.view.sheet;
		const unread = before?.key === filled.key ? pagesToSearch(before, wanted!.cursor, filled) : [];
		for (const near of unread) fetchPage(entry, filled, wanted!.query, near);
		if (unread.length > 0) return;
		entry.next = null;
		showRows(entry, filled, {error: null, waitingSince: null});
		// It may have changed again while this was under way.
		const {query, ...place} = wanted!;
		want(query, place);
	};

	/** While a filter is being counted, what is in sight is asked for again: the answer comes when there is more. */
	const isInSight = ({wanted}: Entry, sheet: Sheet, page: number): boolean =>
		wanted !== null && keyOf(wanted.query) === sheet.key && pagesOf(wanted.first, wanted.count).includes(page);

	const fetchPage = (entry: Entry, sheet: Sheet, query: RowsQuery, page: number) => {
		const name = `${sheet.key} ${sheet.revision} ${page}`;
		if (entry.asked.has(name)) return;
		const stop = new AbortController();
		entry.asked.set(name, stop);
		ask({...query, soon: true, offset: page * pageSize, limit: pageSize}, stop.signal).then(
			(window) => {
				entry.asked.delete(name);
				answer(entry, sheet, page, window);
				if (window.counting && isInSight(entry, sheet, page)) fetchPage(entry, sheet, query, page);
			},
			(error) => {
				entry.asked.delete(name);
				if (isAbort(error)) return;
				entry.next = null;
				entry.failed = `${sheet.key} ${sheet.revision}`;
				show(entry, {error: toErrorValue(error), waitingSince: null});
			},
		);
	};

	const want: Rows['want'] = (query, place) => {
		const {first, count, revision} = place;
		const entry = entryOf(query.vaultName);
		entry.wanted = {query, ...place};
		const key = keyOf(query);
		const due = revision + entry.markings;
		if (entry.failed === `${key} ${due}`) return;
		let sheet = entry.view.sheet;
		if (sheet?.key !== key || sheet.revision !== due) {
			if (entry.next?.key !== key) {
				for (const stop of entry.asked.values()) stop.abort();
				entry.asked.clear();
				entry.next = null;
			}
			// A burst of changes asks once at a time: what came meanwhile is asked for when this is there.
			entry.next ??= {
				key,
				revision: due,
				pages: new Map(),
				total: 0,
				there: 0,
				bytes: 0,
				largest: 0,
				counting: false,
				marks: {count: 0, bytes: 0, hidden: 0},
			};
			sheet = entry.next;
		}
		const known = sheet.pages.size > 0;
		const missing = pagesOf(first, count).filter(
			(page) => !sheet.pages.has(page) && !(known && page * pageSize >= sheet.total),
		);
		for (const page of missing) fetchPage(entry, sheet, query, page);
		if (missing.length > 0 && entry.view.waitingSince === null) show(entry, {waitingSince: steady()});
	};

	const again: Rows['again'] = (vaultName) => {
		const entry = entryOf(vaultName);
		if (!entry.wanted) return;
		entry.markings++;
		const {query, ...place} = entry.wanted;
		want(query, place);
	};

	return {
		want,
		view: (vaultName) => (vaultName === null ? nothing : (entries.get(vaultName)?.view ?? nothing)),
		flip: (vaultName, archiveIds) => {
			const entry = entryOf(vaultName);
			const {sheet} = entry.view;
			if (!sheet) return;
			const ids = new Set(archiveIds);
			let {count, bytes} = sheet.marks;
			const pages = new Map<number, readonly Row[]>();
			for (const [page, rows] of sheet.pages) {
				pages.set(
					page,
					rows.map((row) => {
						if (isFolder(row) || !ids.has(row.archiveId)) return row;
						count += row.marked ? -1 : 1;
						bytes += row.marked ? -row.size : row.size;
						return {...row, marked: !row.marked};
					}),
				);
			}
			show(entry, {sheet: {...sheet, pages, marks: {...sheet.marks, count, bytes}}});
		},
		marked: (vaultName, marks, all) => {
			const entry = entryOf(vaultName);
			const {sheet} = entry.view;
			// What was flipped was in sight, so what is out of sight is what it was; the answer knows no filter.
			const {hidden} = all ? marks : (sheet?.marks ?? marks);
			if (sheet) show(entry, {sheet: {...sheet, marks: {...marks, hidden}}});
			if (all) again(vaultName);
		},
		again,
		subscribe: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		stop: () => {
			for (const {asked} of entries.values()) for (const stop of asked.values()) stop.abort();
		},
	};
};
