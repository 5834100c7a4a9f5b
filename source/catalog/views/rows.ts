import type {Archive, ArchiveRow} from '../../model/archive.ts';
import {compareKeys, type RowKey} from '../files/row-key.ts';
import {rowsOfName} from './fold-versions.ts';
import type {Ref} from './listings.ts';
import type {VaultView} from './vault-views.ts';

/** The row of an archive; -1 when it is not here. */
export const refOf = ({file, ledger}: VaultView, archiveId: string): Ref => {
	const upload = ledger.find(archiveId);
	if (upload) return (file?.rows ?? 0) + ledger.indexOf(upload);
	return file?.find(archiveId) ?? -1;
};

/** Whether a row is not one that we deleted since the inventory. */
export const isThere = ({file, ledger}: VaultView, ref: number): boolean => {
	const rows = file?.rows ?? 0;
	return ref < rows ? !ledger.deletedRows.has(ref) : !ledger.uploads[ref - rows]!.deleted;
};

/** Whether a row is marked. */
export const isMarked = ({file, ledger, marks}: VaultView, ref: number): boolean => {
	const rows = file?.rows ?? 0;
	return ref < rows ? marks.rows.has(ref) : marks.ids.has(ledger.uploads[ref - rows]!.archiveId);
};

/** The archive of a row. */
export const archiveAt = ({file, ledger}: VaultView, ref: number): Archive =>
	file && ref < file.rows ? file.archive(ref) : ledger.uploads[ref - (file?.rows ?? 0)]!.archive;

/** Its bytes. */
export const sizeAt = ({file, ledger}: VaultView, ref: number): number =>
	file && ref < file.rows ? file.size(ref) : ledger.uploads[ref - (file?.rows ?? 0)]!.archive.size;

/** Reads archives in the order of the file, where neighbours share blocks, and gives them in the order asked for. */
export const archivesAt = (view: VaultView, refs: ArrayLike<Ref>): Archive[] => {
	const archives = new Array<Archive>(refs.length);
	const places = Uint32Array.from({length: refs.length}, (_, i) => i).sort((a, b) => refs[a]! - refs[b]!);
	for (const place of places) archives[place] = archiveAt(view, refs[place]!);
	return archives;
};

/** Rows as a list shows them; where versions are `folded`, with how many there are of each name. */
export const rowsAt = (view: VaultView, refs: Uint32Array, folded = false): ArchiveRow[] =>
	archivesAt(view, refs).map((archive, i) => ({
		...archive,
		marked: isMarked(view, refs[i]!),
		newness: !isThere(view, refs[i]!)
			? 'deleted-since'
			: refs[i]! < (view.file?.rows ?? 0)
				? 'in-inventory'
				: 'uploaded-since',
		...(folded ? {versions: versionsAt(view, archive.name).filter((ref) => isThere(view, ref)).length} : {}),
	}));

/** All rows of a name, the newest first. */
export const versionsAt = ({file, ledger}: VaultView, name: string): Ref[] => {
	const rows = file?.rows ?? 0;
	const [from, to] = rowsOfName(file, name, file?.names.rank(name) ?? 0);
	const refs = Array.from({length: to - from}, (_, i) => from + i);
	const first = ledger.indexOf({name, created: Number.POSITIVE_INFINITY, archiveId: ''});
	for (let i = first; ledger.uploads[i]?.name === name; i++) refs.push(rows + i);
	const key = (ref: Ref): RowKey => (ref < rows ? file!.key(ref) : ledger.uploads[ref - rows]!);
	return refs.at(-1)! >= rows ? refs.sort((a, b) => compareKeys(key(a), key(b))) : refs;
};
