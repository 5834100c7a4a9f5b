import type {Bits} from '../files/bits.ts';
import type {InventoryFile} from '../files/inventory-file.ts';
import {compareKeys} from '../files/row-key.ts';
import type {VaultView} from './vault-views.ts';

/** The rows of a name, given one of them or where it would stand: from one to before another. */
export const rowsOfName = (file: InventoryFile | null, name: string, near: number): [from: number, to: number] => {
	let from = near;
	let to = near;
	while (file && from > 0 && file.name(from - 1) === name) from--;
	while (file && to < file.rows && file.name(to) === name) to++;
	return [from, to];
};

/** The ledger's uploads of the name that upload `index` has. */
const uploadsOfName = ({ledger}: VaultView, index: number): [from: number, to: number] => {
	const {name} = ledger.uploads[index]!;
	let to = index + 1;
	while (ledger.uploads[to]?.name === name) to++;
	return [index, to];
};

/**
 * Leaves of each name that is shown one row: the newest that is there, or the newest of all when none is. Those of a name stand together,
 * the newest first.
 */
export const foldVersions = (view: VaultView, rows: Bits, uploads: Uint8Array): void => {
	const {file, ledger} = view;
	if (file) foldRows(file.older, rows, ledger.deletedRows);
	for (let index = 0; index < ledger.uploads.length; ) {
		const [from, to] = uploadsOfName(view, index);
		index = to;
		const {name, rank} = ledger.uploads[from]!;
		const [first, end] = rowsOfName(file, name, rank);
		let best: {key: {name: string; created: number; archiveId: string}; there: boolean} | undefined;
		let isBest = () => {};
		const consider = (key: {name: string; created: number; archiveId: string}, there: boolean, take: () => void) => {
			if (best && (best.there !== there ? best.there : compareKeys(best.key, key) < 0)) return;
			best = {key, there};
			isBest = take;
		};
		for (let row = first; row < end; row++) {
			if (!rows.has(row)) continue;
			rows.set(row, false);
			consider(file!.key(row), !ledger.deletedRows.has(row), () => rows.set(row, true));
		}
		for (let i = from; i < to; i++) {
			if (!uploads[i]) continue;
			uploads[i] = 0;
			consider(ledger.uploads[i]!, !ledger.uploads[i]!.deleted, () => {
				uploads[i] = 1;
			});
		}
		isBest();
	}
};

/** The same within the inventory alone. */
const foldRows = (older: Bits, rows: Bits, deletedRows: ReadonlyMap<number, number>): void => {
	let end = 0;
	older.each((row) => {
		if (row < end) return;
		const first = row - 1;
		end = row + 1;
		while (end < older.length && older.has(end)) end++;
		let best = -1;
		for (let i = first; i < end; i++) {
			if (!rows.has(i)) continue;
			rows.set(i, false);
			if (best < 0 || (deletedRows.has(best) && !deletedRows.has(i))) best = i;
		}
		if (best >= 0) rows.set(best, true);
	});
};
