import type {FolderQuery, FolderRow, FolderWindow} from '../../model/inventory.ts';
import {timestamp} from '../../model/timestamp.ts';
import type {Bits} from '../files/bits.ts';
import {computeLevel, type Level} from '../files/levels.ts';
import {type Branch, branchesOf} from './branches.ts';
import type {Listings} from './listings.ts';
import {rowsAt, sizeAt} from './rows.ts';
import {marksIn, type Shown, uploadsBelow} from './shown.ts';
import type {VaultView, VaultViews} from './vault-views.ts';

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

/** The tree of decoded names, a level at a time. */
export class Folders {
	readonly #views: VaultViews;
	readonly #listings: Listings;

	constructor(views: VaultViews, listings: Listings) {
		this.#views = views;
		this.#listings = listings;
	}

	/** The folders at the top of a vault, with what is below each. True within the same turn of the event loop. */
	async top(vaultName: string): Promise<{view: VaultView; branches: Branch[]}> {
		const {view, shown} = await this.#listings.found({vaultName, filter: ''});
		return {view, branches: branchesOf(view, '', view.file ? computeLevel(view.file, '') : nothing, shown)};
	}

	/** Answers which folders and archives lie in a folder. */
	async window(query: FolderQuery): Promise<FolderWindow> {
		const {vaultName, folder, filter, sort, offset, limit, versions} = query;
		return this.#views.whileOpen(async () => {
			const asked = {vaultName, filter, below: folder};
			const folded = versions === 'folded' ? await this.#listings.found({...asked, versions}) : undefined;
			const {view, key, shown} = await this.#listings.found(asked);
			if (folded && folded.view !== view) return this.window(query);
			const level = view.file ? computeLevel(view.file, folder) : nothing;
			const branches = branchesOf(view, folder, level, shown);
			if (sort.by === 'size') branches.sort((a, b) => a.bytes - b.bytes);
			if (sort.by === 'created') branches.sort((a, b) => a.newest - b.newest);
			if (sort.descending) branches.reverse();
			const loose = looseOf(view, folder, level, (folded ?? {shown}).shown);
			const slices = this.#listings.order(view, `loose ${key} ${versions}`, loose, vaultName, sort.by);
			const total = branches.length + loose.total;
			const from = Math.max(0, Math.min(offset - branches.length, loose.total));
			const to = Math.max(0, Math.min(offset + limit - branches.length, loose.total));
			const refs = sort.descending
				? slices.slice(loose.total - to, loose.total - from).toReversed()
				: slices.slice(from, to);
			const rows: FolderRow[] = branches
				.slice(offset, offset + limit)
				.map((branch) => rowOf(view, folder, shown, branch));
			for (const row of rowsAt(view, refs, versions === 'folded')) rows.push({kind: 'archive', row});
			let largest = branches.reduce((most, {bytes}) => Math.max(most, bytes), 0);
			for (const ref of slices.slice(0, loose.total)) largest = Math.max(largest, sizeAt(view, ref));
			const {count, bytes} = view.marks;
			const hidden = count - marksIn(view, (folded ?? {shown}).shown);
			return {
				query,
				rows,
				total,
				archives: shown.there,
				bytes: shown.bytes,
				largest,
				marks: {count, bytes, hidden},
				counting: false,
			};
		});
	}
}
