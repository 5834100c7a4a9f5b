import type {VaultBreakdown} from '../../source/catalog/catalog.ts';
import {fold, matches, parseFilter} from '../../source/catalog/filter.ts';
import type {Archive, ArchiveRow, Selection} from '../../source/model/archive.ts';
import {ages, atTop} from '../../source/model/breakdown.ts';
import {decodeDescription} from '../../source/model/descriptions/descriptions.ts';
import type {DifferenceQuery, DifferenceWindow} from '../../source/model/differences.ts';
import type {
	FolderQuery,
	FolderRow,
	FolderWindow,
	Inventory,
	InventoryQuery,
	InventoryWindow,
	MarkChange,
	MarkCount,
	Sort,
} from '../../source/model/inventory.ts';
import {milliseconds, type Timestamp} from '../../source/model/timestamp.ts';

/** What an inventory lists, before it is read. */
export type Listed = {archiveId: string; description: string; created: Timestamp; size: number; treeHash: string};

/** A listed archive as the catalog should give it. */
export const asArchive = (row: Listed): Archive => {
	const {name, modified, format, badges} = decodeDescription(row.description, row.archiveId);
	const {compressed, encrypted} = badges;
	return {...row, name, modified, format, compressed, encrypted};
};

const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** The contract for the rows of one vault, with everything in arrays and nothing clever. */
export class NaiveVault {
	#snapshot: Archive[] = [];
	#inventoryDate: Timestamp | null = null;
	#importedAt: Timestamp | null = null;
	#before: {snapshot: Archive[]; inventoryDate: Timestamp | null} | null = null;
	readonly #uploads = new Map<string, Archive>();
	readonly #deleted = new Map<string, Timestamp>();
	readonly #marked = new Set<string>();

	import(rows: readonly Listed[], inventoryDate: Timestamp, at: Timestamp): void {
		if (this.#importedAt !== null && inventoryDate !== this.#inventoryDate) {
			this.#before = {snapshot: this.#snapshot, inventoryDate: this.#inventoryDate};
		}
		this.#snapshot = rows.map(asArchive);
		this.#inventoryDate = inventoryDate;
		this.#importedAt = at;
		const ids = new Set(rows.map((row) => row.archiveId));
		for (const id of ids) this.#uploads.delete(id);
		for (const [id, deletedAt] of this.#deleted) {
			if (ids.has(id) || milliseconds(deletedAt) >= milliseconds(inventoryDate)) continue;
			this.#deleted.delete(id);
			this.#uploads.delete(id);
		}
		for (const id of this.#marked) if (!this.#rows().some((row) => row.archiveId === id)) this.#marked.delete(id);
	}

	upload(archive: Archive): void {
		this.#uploads.set(archive.archiveId, archive);
	}

	delete(ids: readonly string[], at: Timestamp): void {
		for (const id of ids) {
			if (!this.#deleted.has(id)) this.#deleted.set(id, at);
			this.#marked.delete(id);
		}
	}

	summary(vaultName: string): Inventory | null {
		const rows = this.#rows();
		if (this.#importedAt === null && rows.length === 0) return null;
		const there = rows.filter(isThere);
		return {
			vaultName,
			inventoryDate: this.#inventoryDate,
			importedAt: this.#importedAt,
			archives: there.length,
			bytes: sum(there),
			uploadedSince: rows.filter((row) => row.newness === 'uploaded-since').length,
			deletedSince: rows.length - there.length,
			malformed: 0,
		};
	}

	window(query: InventoryQuery): InventoryWindow {
		const rows = this.ordered(query);
		const there = this.#part(query).filter(isThere);
		return {
			query,
			rows: rows.slice(query.offset, query.offset + query.limit),
			total: rows.length,
			there: there.length,
			bytes: sum(there),
			marks: this.#count(rows),
			counting: false,
			early: false,
		};
	}

	folder(query: FolderQuery): FolderWindow {
		const {folder, filter, sort, versions, offset, limit} = query;
		const part = this.#part({filter, below: folder});
		const rest = (row: ArchiveRow) => row.name.slice(folder === '' ? 0 : folder.length + 1);
		const inFolders = Map.groupBy(
			part.filter((row) => rest(row).includes('/')),
			(row) => rest(row).split('/')[0]!,
		);
		const folders = [...inFolders].map(([name, rows]) => {
			const there = rows.filter(isThere);
			return {
				kind: 'folder' as const,
				name,
				path: folder === '' ? name : `${folder}/${name}`,
				archives: there.length,
				bytes: sum(there),
				newest:
					there
						.map((row) => row.created)
						.toSorted(byBytes)
						.at(-1) ?? null,
				marked: rows.filter((row) => row.marked).length,
				uploadedSince: rows.filter((row) => row.newness === 'uploaded-since').length,
			};
		});
		folders.sort(
			(a, b) =>
				(sort.by === 'size'
					? a.bytes - b.bytes
					: sort.by === 'created'
						? byBytes(a.newest ?? '', b.newest ?? '')
						: 0) || byBytes(`${a.name}/`, `${b.name}/`),
		);
		if (sort.descending) folders.reverse();
		const shown = this.ordered({filter, sort, below: folder, versions});
		const loose = shown.filter((row) => !rest(row).includes('/'));
		const rows: FolderRow[] = [...folders, ...loose.map((row) => ({kind: 'archive' as const, row}))];
		return {
			query,
			rows: rows.slice(offset, offset + limit),
			total: rows.length,
			archives: part.filter(isThere).length,
			bytes: sum(part.filter(isThere)),
			largest: Math.max(0, ...folders.map((row) => row.bytes), ...loose.map((row) => row.size)),
			marks: this.#count(shown),
			counting: false,
			early: false,
		};
	}

	differences(query: DifferenceQuery): DifferenceWindow | null {
		if (!this.#before) return null;
		const {snapshot: before, inventoryDate} = this.#before;
		const without = (rows: Archive[], others: Archive[]) =>
			rows.filter((row) => !others.some(({archiveId}) => archiveId === row.archiveId)).sort(byKey);
		const rows = {added: without(this.#snapshot, before), gone: without(before, this.#snapshot)};
		const sums = (kind: 'added' | 'gone') => ({archives: rows[kind].length, bytes: sum(rows[kind])});
		return {
			query,
			rows: rows[query.kind].slice(query.offset, query.offset + query.limit),
			total: rows[query.kind].length,
			added: sums('added'),
			gone: sums('gone'),
			before: inventoryDate,
			now: this.#inventoryDate,
		};
	}

	breakdown(at: Timestamp): VaultBreakdown {
		const there = this.#rows().filter(isThere);
		const shares = (labels: readonly string[], labelOf: (row: ArchiveRow) => string) =>
			labels
				.map((label) => there.filter((row) => labelOf(row) === label))
				.map((rows, i) => ({label: labels[i]!, archives: rows.length, bytes: sum(rows)}))
				.filter(({archives}) => archives > 0);
		const largestFirst = (labelOf: (row: ArchiveRow) => string) =>
			shares([...new Set(there.map(labelOf))], labelOf).sort((a, b) => b.bytes - a.bytes || byBytes(a.label, b.label));
		const age = (row: ArchiveRow) => milliseconds(at) - milliseconds(row.created);
		return {
			byFolder: largestFirst((row) => (row.name.includes('/') ? row.name.split('/')[0]! : atTop)),
			byAge: shares(
				ages.map(({label}) => label),
				(row) => ages.find(({upTo}) => age(row) < upTo)!.label,
			),
			byFormat: largestFirst((row) => row.format),
		};
	}

	versions(name: string): ArchiveRow[] {
		return this.ordered({filter: '', sort: {by: 'name', descending: false}}).filter((row) => row.name === name);
	}

	ordered({filter, sort, below, versions}: Part & {sort: Sort}): ArchiveRow[] {
		const rows = this.#part({filter, below}).sort(inOrder({by: 'name', descending: false}));
		const folded = versions === 'folded' ? this.#folded(rows) : rows;
		folded.sort(inOrder(sort));
		return sort.descending ? folded.reverse() : folded;
	}

	/** Of each name the newest that is there, else the newest. */
	#folded(rows: readonly ArchiveRow[]): ArchiveRow[] {
		return [...Map.groupBy(rows, (row) => row.name).values()].map((ofName) => ({
			...(ofName.find(isThere) ?? ofName[0]!),
			versions: this.versions(ofName[0]!.name).filter(isThere).length,
		}));
	}

	change(change: MarkChange): MarkCount {
		const rows =
			change.do === 'folder'
				? this.ordered({...change.query, below: change.path})
				: 'query' in change
					? this.ordered(change.query)
					: this.#rows();
		const chosen =
			change.do === 'toggle'
				? rows.filter((row) => change.archiveIds.includes(row.archiveId))
				: change.do === 'range'
					? rows.slice(Math.min(change.from, change.to), Math.max(change.from, change.to) + 1)
					: rows;
		for (const {archiveId, marked} of chosen.filter(isThere)) {
			const to =
				change.do === 'all' ||
				(change.do === 'range' || change.do === 'folder' ? change.marked : change.do === 'clear' ? false : !marked);
			if (to) this.#marked.add(archiveId);
			else this.#marked.delete(archiveId);
		}
		if (change.do === 'folder') return this.#count(this.ordered({...change.query, below: change.query.folder}));
		return this.#count('query' in change ? this.ordered(change.query) : this.#rows());
	}

	/** Those of a selection that are there, oldest first; of the same time, by name. */
	selected(selection: Selection): Archive[] {
		const filter = 'marked' in selection ? (selection.filter ?? '') : '';
		return this.ordered({filter, sort: {by: 'created', descending: false}})
			.filter(isThere)
			.filter((row) => ('marked' in selection ? row.marked : selection.archiveIds.includes(row.archiveId)))
			.map(({marked, newness, ...archive}) => archive);
	}

	#rows(): ArchiveRow[] {
		const inSnapshot = new Set(this.#snapshot.map((archive) => archive.archiveId));
		const row = (archive: Archive, newness: ArchiveRow['newness']): ArchiveRow => ({
			...archive,
			marked: this.#marked.has(archive.archiveId),
			newness: this.#deleted.has(archive.archiveId) ? 'deleted-since' : newness,
		});
		return [
			...this.#snapshot.map((archive) => row(archive, 'in-inventory')),
			...[...this.#uploads.values()]
				.filter((archive) => !inSnapshot.has(archive.archiveId))
				.map((archive) => row(archive, 'uploaded-since')),
		];
	}

	#part({filter: text, below}: Part): ArchiveRow[] {
		const filter = parseFilter(text);
		return this.#rows()
			.filter((row) => !below || row.name.startsWith(`${below}/`))
			.filter((row) => matches(filter, {...row, folded: fold(row.name), created: milliseconds(row.created)}));
	}

	#count(shown: readonly ArchiveRow[]): MarkCount {
		const marked = this.#rows().filter((row) => row.marked);
		const ids = new Set(shown.map((row) => row.archiveId));
		return {
			count: marked.length,
			bytes: sum(marked),
			hidden: marked.filter((row) => !ids.has(row.archiveId)).length,
		};
	}
}

type Part = Pick<InventoryQuery, 'filter' | 'below' | 'versions'>;

const byKey = (a: Archive, b: Archive): number =>
	byBytes(a.name, b.name) || byBytes(b.created, a.created) || byBytes(a.archiveId, b.archiveId);

const inOrder =
	({by}: Sort) =>
	(a: ArchiveRow, b: ArchiveRow): number =>
		(by === 'size' ? a.size - b.size : by === 'created' ? byBytes(a.created, b.created) : 0) || byKey(a, b);

const isThere = (row: ArchiveRow) => row.newness !== 'deleted-since';
const sum = (rows: readonly Archive[]) => rows.reduce((total, row) => total + row.size, 0);
