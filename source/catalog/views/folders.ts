import type {FolderQuery, FolderRow, FolderWindow, RowName, Sort} from '../../model/inventory.ts';
import {timestamp} from '../../model/timestamp.ts';
import type {Bits} from '../files/bits.ts';
import type {Level} from '../files/levels.ts';
import {parseFilter} from '../filter.ts';
import {Lru} from '../lru.ts';
import {type Branch, branchesOf} from './branches.ts';
import type {Found, Listings} from './listings.ts';
import {placeOfArchive} from './place.ts';
import {rowsAt} from './rows.ts';
import {marksIn, type Shown, uploadsBelow} from './shown.ts';
import type {VaultView} from './vault-views.ts';

const nothing: Level = {from: 0, to: 0, names: [], starts: [], ends: [], bytes: [], newest: [], largest: 0};

/** Of what is shown, the rows that lie in a folder itself. */
const looseOf = ({ledger}: VaultView, folder: string, level: Level, shown: Shown): Shown => {
	const rows: Bits = shown.rows.copy();
	for (let i = 0; i < level.names.length; i++) rows.fill(level.starts[i]!, level.ends[i]!, false);
	const uploads = shown.uploads.slice();
	const [from, to] = uploadsBelow(ledger, folder);
	let total = rows.count();
	for (let i = from; i < to; i++) {
		if (ledger.uploads[i]!.name.includes('/', folder === '' ? 0 : folder.length + 1)) uploads[i] = 0;
		total += uploads[i]!;
	}
	return {...shown, rows, uploads, total};
};

const rowOf = (view: VaultView, folder: string, shown: Shown, branch: Branch): FolderRow => {
	const {ledger, marks} = view;
	const {name, archives, bytes, newest} = branch;
	let marked = marks.rows.countWith(shown.rows, branch.start, branch.end);
	let uploadedSince = 0;
	for (let i = branch.uploadStart; i < branch.uploadEnd; i++) {
		if (!shown.uploads[i]) continue;
		const upload = ledger.uploads[i]!;
		if (!upload.deleted) uploadedSince++;
		if (marks.ids.has(upload.archiveId)) marked++;
	}
	return {
		kind: 'folder',
		name,
		path: folder === '' ? name : `${folder}/${name}`,
		archives,
		bytes,
		newest: newest === 0 ? null : timestamp(newest),
		marked,
		uploadedSince,
	};
};

/** One level as a query shows it. */
type Tree = {view: VaultView; branches: Branch[]; loose: Shown; largest: number};

/** Bytes of the largest row. A file knows that of its own rows, unless a filter or folding leaves out some. */
const largestOf = (view: VaultView, branches: readonly Branch[], loose: Shown, known: number | null): number => {
	const {file, ledger} = view;
	let largest = branches.reduce((most, {bytes}) => Math.max(most, bytes), known ?? 0);
	if (known === null) loose.rows.each((row) => (largest = Math.max(largest, file!.size(row))));
	for (const [i, {archive}] of ledger.uploads.entries())
		if (loose.uploads[i]) largest = Math.max(largest, archive.size);
	return largest;
};

/** The tree of decoded names, a level at a time. */
export class Folders {
	readonly #listings: Listings;
	/** Levels that were looked at, each once for every order. */
	readonly #trees = new Lru<string, Tree>(16);
	readonly #sorted = new Lru<string, {view: VaultView; branches: Branch[]}>(4);

	constructor(listings: Listings) {
		this.#listings = listings;
	}

	/** The folders at the top of a vault, with what is below each. True within the same turn of the event loop. */
	async top(vaultName: string): Promise<{view: VaultView; branches: Branch[]}> {
		const found = await this.#listings.found({vaultName, filter: ''});
		return this.#tree({vaultName, filter: '', folder: ''}, found);
	}

	/** Answers which folders and archives lie in a folder. */
	async window(query: FolderQuery): Promise<FolderWindow> {
		const {vaultName, folder, sort, offset, limit, versions} = query;
		const found = await this.#listings.found({...query, below: folder});
		const {view, key, shown, counting} = found;
		const tree = this.#tree(query, found);
		const branches = this.#inOrder(`${sort.by} ${key}`, tree, sort);
		const {loose, largest} = tree;
		const slices = this.#listings.order(view, `loose ${key}`, loose, vaultName, sort.by);
		const from = Math.max(0, Math.min(offset - branches.length, loose.total));
		const to = Math.max(0, Math.min(offset + limit - branches.length, loose.total));
		const refs = sort.descending
			? slices.slice(loose.total - to, loose.total - from).toReversed()
			: slices.slice(from, to);
		const page = sort.descending
			? branches.slice(Math.max(0, branches.length - offset - limit), Math.max(0, branches.length - offset)).reverse()
			: branches.slice(offset, offset + limit);
		const rows: FolderRow[] = page.map((branch) => rowOf(view, folder, found.unfolded, branch));
		for (const row of rowsAt(view, refs, versions === 'folded')) rows.push({kind: 'archive', row});
		const {count, bytes} = view.marks;
		return {
			query,
			rows,
			total: branches.length + loose.total,
			archives: shown.there,
			bytes: shown.bytes,
			largest,
			marks: {count, bytes, hidden: count - marksIn(view, shown)},
			counting,
			early: view.isEarly,
		};
	}

	/** Where a row stands in a folder; null when it is not shown there. */
	async place(query: Omit<FolderQuery, 'offset' | 'limit'>, row: RowName): Promise<number | null> {
		const {vaultName, folder, sort} = query;
		const found = await this.#listings.found({...query, below: folder});
		const {view, key} = found;
		const tree = this.#tree(query, found);
		const branches = this.#inOrder(`${sort.by} ${key}`, tree, sort);
		const turned = (place: number, of: number) => (sort.descending ? of - 1 - place : place);
		if (row.kind === 'folder') {
			const place = branches.findIndex(({name}) => (folder === '' ? name : `${folder}/${name}`) === row.path);
			return place < 0 ? null : turned(place, branches.length);
		}
		const {loose} = tree;
		const slices = this.#listings.order(view, `loose ${key}`, loose, vaultName, sort.by);
		const place = placeOfArchive(view, {slices, total: loose.total, by: sort.by}, row);
		return place === undefined ? null : branches.length + turned(place, loose.total);
	}

	#tree(
		{filter, folder, versions}: Pick<FolderQuery, 'vaultName' | 'filter' | 'folder' | 'versions'>,
		found: Found,
	): Tree {
		const {view, key, shown, unfolded, hits, counting} = found;
		const known = this.#trees.get(key);
		if (known?.view === view && !counting) return known;
		const level = view.file ? view.file.level(folder) : nothing;
		const whole = parseFilter(filter).length === 0;
		const branches = branchesOf(view, {folder, level, shown: unfolded, whole, hits});
		const loose = looseOf(view, folder, level, shown);
		const largest = largestOf(view, branches, loose, whole && versions !== 'folded' ? level.largest : null);
		return this.#trees.set(key, {view, branches, loose, largest});
	}

	/** Folders in rising order. */
	#inOrder(key: string, {view, branches}: Tree, {by}: Sort): Branch[] {
		if (by === 'name') return branches;
		const known = this.#sorted.get(key);
		if (known?.view === view && known.branches.length === branches.length) return known.branches;
		const value = by === 'size' ? 'bytes' : 'newest';
		const sorted = branches.toSorted((a, b) => a[value] - b[value]);
		return this.#sorted.set(key, {view, branches: sorted}).branches;
	}
}
