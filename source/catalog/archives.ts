import type {Archive, Selection} from '../model/archive.ts';
import type {MarkCount} from '../model/inventory.ts';
import {milliseconds} from '../model/timestamp.ts';
import type {ArchiveCatalog} from './catalog.ts';
import type {Database} from './database.ts';
import {compareNames} from './files/row-key.ts';
import type {SlowQueries} from './queries.ts';
import {breakdownOf} from './views/breakdown.ts';
import type {Differences} from './views/differences.ts';
import type {Folders} from './views/folders.ts';
import type {Listing, Listings} from './views/listings.ts';
import {placeOfArchive} from './views/place.ts';
import {archiveAt, archivesAt, isMarked, isThere, refOf, rowsAt, sizeAt, versionsAt} from './views/rows.ts';
import {uploadDays} from './views/upload-days.ts';
import type {VaultView, VaultViews} from './views/vault-views.ts';

const oldestFirst = {by: 'created', descending: false} as const;

/** How many refs are looked at together when a whole listing is gone through. */
const stride = 65_536;

/** The marks of a view, as a listing shows them. */
export const countMarks = ({view, hiddenMarks}: Listing): MarkCount => ({
	count: view.marks.count,
	bytes: view.marks.bytes,
	hidden: hiddenMarks,
});

/** The rows of a vault: its inventory with the ledger laid over it. */
export const archiveQueries = (
	database: Database,
	views: VaultViews,
	listings: Listings,
	folders: Folders,
	differences: Differences,
): SlowQueries<ArchiveCatalog> & {nameOf(vaultName: string, archiveId: string): string | undefined} => {
	const refsOf = (view: VaultView, archiveIds: readonly string[]): number[] =>
		[...new Set(archiveIds)].map((id) => refOf(view, id)).filter((ref) => ref >= 0);

	/** The refs of a selection, the oldest first, a stretch at a time; whether they are there is for the caller to see. */
	const stretches = async function* (
		vaultName: string,
		selection: Selection,
	): AsyncGenerator<{view: VaultView; refs: number[]}> {
		if ('archiveIds' in selection) {
			const view = views.early(vaultName);
			const refs = refsOf(view, selection.archiveIds);
			const created = new Map(archivesAt(view, refs).map((archive, i) => [refs[i]!, archive.created]));
			refs.sort((a, b) => compareNames(created.get(a)!, created.get(b)!) || a - b);
			yield {view, refs};
			return;
		}
		const {view, total, slice} = await listings.of({
			vaultName,
			filter: selection.filter ?? '',
			sort: oldestFirst,
			early: true,
		});
		for (let from = 0; from < total; from += stride) {
			const refs: number[] = [];
			for (const ref of slice(from, from + stride)) if (isMarked(view, ref)) refs.push(ref);
			yield {view, refs};
		}
	};

	return {
		window: async (query) => {
			const listing = await listings.of(query);
			const {view, total, there, bytes, slice} = listing;
			const {offset, limit, sort} = query;
			const end = Math.min(total, offset + limit);
			const refs = sort.descending ? slice(total - end, total - Math.min(offset, total)) : slice(offset, end);
			return {
				query,
				rows: rowsAt(view, sort.descending ? refs.toReversed() : refs, query.versions === 'folded'),
				total,
				there,
				bytes,
				marks: countMarks(listing),
				counting: listing.counting,
				early: view.isEarly,
			};
		},

		folder: (query) => folders.window(query),

		place: async (asked) => {
			if (asked.of === 'folder') return folders.place(asked.query, asked.row);
			const {query, row} = asked;
			if (row.kind === 'folder') return null;
			const {view, total, slice} = await listings.of(query);
			const place = placeOfArchive(view, {slices: {slice}, total, by: query.sort.by}, row);
			return place === undefined ? null : query.sort.descending ? total - 1 - place : place;
		},

		versions: (vaultName, name) => {
			const view = views.early(vaultName);
			return rowsAt(view, Uint32Array.from(versionsAt(view, name)));
		},

		select: async (vaultName, selection, limit) => {
			const archives: Archive[] = [];
			for await (const {view, refs} of stretches(vaultName, selection)) {
				const there = refs.filter((ref) => isThere(view, ref)).slice(0, limit - archives.length);
				archives.push(...archivesAt(view, there));
				if (archives.length >= limit) break;
			}
			return archives;
		},

		measure: async (vaultName, selection, above) => {
			const sizes: number[] = [];
			let measured = {count: 0, bytes: 0, above: 0};
			if ('archiveIds' in selection) {
				const view = views.early(vaultName);
				for (const ref of refsOf(view, selection.archiveIds)) if (isThere(view, ref)) sizes.push(sizeAt(view, ref));
			} else {
				const {view, shown} = await listings.found({
					vaultName,
					filter: selection.filter ?? '',
					early: true,
				});
				const {file, ledger, marks} = view;
				const rows = shown.rows.common(marks.rows);
				for (const row of ledger.deletedRows.keys()) rows.set(row, false);
				if (file) {
					const bytes = file.facts.bytesIn(rows);
					measured = {count: rows.count(), bytes, above: file.facts.countLarger(rows, above)};
				}
				for (const [i, {archiveId, archive, deleted}] of ledger.uploads.entries())
					if (shown.uploads[i] && !deleted && marks.ids.has(archiveId)) sizes.push(archive.size);
			}
			for (const size of sizes) {
				measured.count++;
				measured.bytes += size;
				if (size > above) measured.above++;
			}
			return measured;
		},

		uploadDays: (vaultName, takes) => views.whileOpen(() => uploadDays(views.of(vaultName), takes)),

		breakdown: (vaultName, at) =>
			views.whileOpen(async () => {
				const {view, branches} = await folders.top(vaultName);
				return breakdownOf(view, branches, milliseconds(at));
			}),

		differences: (query) => differences.window(query),

		byId: (vaultName, archiveId) => {
			const view = views.early(vaultName);
			const ref = refOf(view, archiveId);
			return ref >= 0 && isThere(view, ref) ? archiveAt(view, ref) : null;
		},

		byName: (vaultName, name) => {
			const view = views.of(vaultName);
			const ref = versionsAt(view, name).find((version) => isThere(view, version));
			return ref === undefined ? null : archiveAt(view, ref);
		},

		nameOf: (vaultName, archiveId) => {
			const view = views.early(vaultName);
			const ref = refOf(view, archiveId);
			return ref >= 0 ? archiveAt(view, ref).name : undefined;
		},

		recordUpload: (vaultName, archive) =>
			views.change(vaultName, 'ledger', ({ledger}) => {
				database.run(
					'INSERT OR REPLACE INTO upload (vault_name, archive_id, value) VALUES (?, ?, ?)',
					vaultName,
					archive.archiveId,
					JSON.stringify(archive),
				);
				ledger.upload(archive);
			}),

		recordDelete: (vaultName, archiveIds, at) =>
			views.change(vaultName, 'ledger', ({file, ledger, marks}) => {
				for (const archiveId of archiveIds) {
					database.run(
						'INSERT OR IGNORE INTO deletion (vault_name, archive_id, at) VALUES (?, ?, ?)',
						vaultName,
						archiveId,
						at,
					);
					if (ledger.find(archiveId)) {
						marks.setId(archiveId, false);
					} else {
						const row = file?.find(archiveId) ?? -1;
						if (row >= 0) marks.setRow(row, false);
					}
					ledger.delete(archiveId);
				}
			}),
	};
};
