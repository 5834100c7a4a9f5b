import {mismatch} from '../model/errors/errors.ts';
import type {InventoryQuery, MarkCount} from '../model/inventory.ts';
import {countMarks} from './archives.ts';
import type {MarkCatalog} from './catalog.ts';
import {Bits} from './files/bits.ts';
import type {SlowQueries} from './queries.ts';
import type {Asked, Listing, Listings} from './views/listings.ts';
import type {VaultView, VaultViews} from './views/vault-views.ts';

/** How many rows are looked at together. */
const stride = 65_536;

/** Ids in a portion. */
const idsAtOnce = 10_000;

const byName = {by: 'name', descending: false} as const;

/** Sets the marks of the rows from one place of a listing to before another. */
const setRange = ({view, slice}: Listing, from: number, to: number, marked: boolean | 'other'): void => {
	const {file, ledger, marks} = view;
	const rows = file?.rows ?? 0;
	const chosen = new Bits(rows);
	for (let at = from; at < to; at += stride) {
		for (const ref of slice(at, Math.min(to, at + stride))) {
			if (ref < rows) {
				chosen.set(ref, true);
			} else {
				const {archiveId} = ledger.uploads[ref - rows]!;
				marks.setId(archiveId, marked === 'other' ? !marks.ids.has(archiveId) : marked);
			}
		}
	}
	marks.setRows(chosen, marked);
};

const archiveIdOf = ({file, ledger}: VaultView, ref: number): string => {
	const rows = file?.rows ?? 0;
	return ref < rows ? file!.archiveId(ref) : ledger.uploads[ref - rows]!.archiveId;
};

const toggle = ({file, ledger, marks}: VaultView, archiveIds: readonly string[]): void => {
	for (const archiveId of new Set(archiveIds)) {
		if (ledger.find(archiveId)) {
			marks.setId(archiveId, !marks.ids.has(archiveId));
		} else {
			const row = file?.find(archiveId) ?? -1;
			if (row >= 0) marks.setRow(row, !marks.rows.has(row));
		}
	}
};

/** Whether these archives stand at the ends of a range, the first at its first row. */
const areThere = (
	{view, slice, total}: Listing,
	{query, from, to}: {query: InventoryQuery; from: number; to: number},
	ends: readonly string[],
): boolean =>
	[from, to].every((place, at) => {
		const index = query.sort.descending ? total - 1 - place : place;
		const [ref] = index < 0 || index >= total ? [] : slice(index, index + 1);
		return ref !== undefined && archiveIdOf(view, ref) === ends[at];
	});

const rangeMoved = () =>
	mismatch('The rows have changed since the range was begun: nothing was marked.', 'Begin the range again.');

/** Which rows a person chose. An archive that is deleted cannot be marked. */
export const markQueries = (views: VaultViews, listings: Listings): SlowQueries<MarkCatalog> => {
	const unfiltered = (vaultName: string): MarkCount => {
		const {count, bytes} = views.early(vaultName).marks;
		return {count, bytes, hidden: 0};
	};

	/** Changes marks by the order of a query. The listing is of the view that is changed: no await lies between. */
	const changeListed = async (query: Asked, work: (listing: Listing) => void, counted = query) => {
		// What is still being counted would be left out.
		const asked = {...query, soon: false, early: true};
		for (;;) {
			const listing = await listings.of(asked);
			const done = views.change(asked.vaultName, 'marks', (view) => {
				// Another process may have changed the vault between these lines.
				if (view !== listing.view || view.ledgerRevision !== listing.ledgerRevision) return false;
				work(listing);
				return true;
			});
			if (done) return countMarks(await listings.of({...counted, soon: false, early: true}));
		}
	};

	return {
		change: (vaultName, change) => {
			switch (change.do) {
				case 'toggle':
					views.change(vaultName, 'marks', (view) => toggle(view, change.archiveIds));
					return unfiltered(vaultName);
				case 'clear':
					views.change(vaultName, 'marks', ({marks}) => marks.clear());
					return unfiltered(vaultName);
				case 'all':
				case 'invert':
					// In the order of the file: all are meant, and it is the quickest to go through.
					return changeListed({...change.query, vaultName, sort: byName}, (listing) => {
						setRange(listing, 0, listing.total, change.do === 'all' ? true : 'other');
					});
				case 'range':
					return changeListed({...change.query, vaultName}, (listing) => {
						const {total} = listing;
						if (change.ends && !areThere(listing, change, change.ends)) throw rangeMoved();
						const from = Math.max(0, Math.min(change.from, change.to));
						const to = Math.min(total, Math.max(change.from, change.to) + 1);
						if (change.query.sort.descending) setRange(listing, total - to, total - from, change.marked);
						else setRange(listing, from, to, change.marked);
					});
				case 'folder': {
					const {filter, folder, versions} = change.query;
					const asked: Asked = {vaultName, filter, versions, sort: byName, below: change.path};
					const set = (listing: Listing) => setRange(listing, 0, listing.total, change.marked);
					return changeListed(asked, set, {...asked, below: folder});
				}
			}
		},

		add: (vaultName, archiveIds) =>
			views.change(vaultName, 'marks', ({file, ledger, marks}) => {
				const unique = [...new Set(archiveIds)];
				const rows = file?.ids.findAll(unique);
				let known = 0;
				for (const [i, archiveId] of unique.entries()) {
					const upload = ledger.find(archiveId);
					const row = rows?.[i] ?? -1;
					if (upload ? upload.deleted : row < 0 || ledger.deletedRows.has(row)) continue;
					known++;
					if (upload) marks.setId(archiveId, true);
					else marks.setRow(row, true);
				}
				return {known};
			}),

		ids: (vaultName, place) => {
			const {file, edition, ledgerRevision, marks, marksRevision} = views.early(vaultName);
			const state = `${edition} ${ledgerRevision} ${marksRevision}`;
			const {from} = place ?? {from: 0};
			if (place && place.state !== state) {
				throw mismatch(`The marks of ${vaultName} changed while they were read.`, 'Save them again.');
			}
			const archiveIds = place ? [] : [...marks.ids];
			for (const row of marks.rows.values(from)) {
				if (archiveIds.length >= idsAtOnce) return {archiveIds, next: {from: row, state}};
				archiveIds.push(file!.archiveId(row));
			}
			return {archiveIds, next: null};
		},
	};
};
