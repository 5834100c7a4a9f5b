import {isAbort, toErrorValue} from '../../model/errors/errors.ts';
import type {ErrorValue} from '../../model/errors/iceaxe-error.ts';
import type {MarkCount} from '../../model/inventory.ts';
import {isHeld, nameOf, placeAfter} from './held-row.ts';
import {
	emptySheet,
	flipped,
	keyOf,
	missingPages,
	pageSize,
	pagesOf,
	type Row,
	type RowsQuery,
	type RowsWindow,
	rowAt,
	type Sheet,
	withPage,
} from './sheet.ts';

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
	/** Which row is looked for in which sheet, and where it stands there: undefined while that is not known, null when it is not shown. */
	sought: {what: string; place: number | null | undefined} | null;
};

/** How the engine is asked. */
export type Asks = {
	window(query: RowsQuery & {offset: number; limit: number}, signal: AbortSignal): Promise<RowsWindow>;
	/** Where a row stands now; null when it is not shown. */
	place(query: RowsQuery, row: Row, signal: AbortSignal): Promise<number | null>;
};

const nothing: RowsView = {sheet: null, waitingSince: null, error: null};

/** `steady` is a clock that is never set. */
export const createRows = (
	asks: Asks,
	steady: () => number = () => performance.now(),
	replaced: Replaced = () => {},
): Rows => {
	const entries = new Map<string, Entry>();
	const listeners = new Set<() => void>();
	const entryOf = (vaultName: string): Entry => {
		const known = entries.get(vaultName);
		if (known) return known;
		const entry: Entry = {
			view: nothing,
			next: null,
			asked: new Map(),
			wanted: null,
			markings: 0,
			failed: null,
			sought: null,
		};
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

	const answer = (entry: Entry, asked: Sheet, page: number, window: RowsWindow) => {
		const target = entry.next?.key === asked.key && entry.next.revision === asked.revision ? 'next' : 'sheet';
		const sheet = target === 'next' ? entry.next! : entry.view.sheet;
		if (sheet?.key !== asked.key || sheet.revision !== asked.revision) return;
		const filled = withPage(sheet, page, window);
		if (target === 'sheet') return showRows(entry, filled, {waitingSince: entry.asked.size > 0 ? steady() : null});
		entry.next = filled;
		settle(entry);
	};

	/** Old rows stay until all is there that is in sight, or will be where the row under the cursor has gone, so that nothing flickers. */
	const settle = (entry: Entry) => {
		const filled = entry.next!;
		const {query, ...place} = entry.wanted!;
		const {first, count, cursor} = place;
		if (missingPages(filled, first, count).length > 0) return;
		const before = entry.view.sheet;
		if (before?.key === filled.key && isHeld(before, cursor)) {
			const now = placeAfter(before, cursor, filled) ?? seek(entry, filled, rowAt(before, cursor)!);
			if (now === undefined) return;
			const unread = now === null ? [] : missingPages(filled, first + now - cursor, count);
			for (const page of unread) fetchPage(entry, filled, query, page);
			if (unread.length > 0) return;
		}
		entry.next = null;
		showRows(entry, filled, {error: null, waitingSince: null});
		// It may have changed again while this was under way.
		want(query, place);
	};

	/** Where a row stands in a sheet; undefined while that is being asked. */
	const seek = (entry: Entry, sheet: Sheet, row: Row): number | null | undefined => {
		const what = `${sheet.key} ${sheet.revision} ${nameOf(row)}`;
		if (entry.sought?.what === what) return entry.sought.place;
		const sought: Entry['sought'] = {what, place: undefined};
		entry.sought = sought;
		const stop = new AbortController();
		entry.asked.set(what, stop);
		const found = (place: number | null) => {
			if (entry.asked.get(what) === stop) entry.asked.delete(what);
			sought.place = place;
			const {next} = entry;
			if (entry.sought === sought && next?.key === sheet.key && next.revision === sheet.revision) settle(entry);
		};
		// Rows are worth more than the cursor's place among them.
		asks.place(entry.wanted!.query, row, stop.signal).then(found, () => found(null));
		return undefined;
	};

	/** While a filter is being counted, what is in sight is asked for again: the answer comes when there is more. */
	const isInSight = ({wanted}: Entry, sheet: Sheet, page: number): boolean =>
		wanted !== null && keyOf(wanted.query) === sheet.key && pagesOf(wanted.first, wanted.count).includes(page);

	const fetchPage = (entry: Entry, sheet: Sheet, query: RowsQuery, page: number) => {
		const name = `${sheet.key} ${sheet.revision} ${page}`;
		if (entry.asked.has(name)) return;
		const stop = new AbortController();
		entry.asked.set(name, stop);
		asks.window({...query, soon: true, offset: page * pageSize, limit: pageSize}, stop.signal).then(
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
			entry.next ??= emptySheet(key, due);
			sheet = entry.next;
		}
		const missing = missingPages(sheet, first, count);
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
			show(entry, {sheet: flipped(sheet, new Set(archiveIds))});
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
