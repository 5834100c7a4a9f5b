import type {SortKey} from '../../model/inventory.ts';
import type {InventoryFile} from '../files/inventory-file.ts';
import type {Ledger, LedgerRow} from './ledger.ts';

/**
 * Where the rows of the ledger stand among those of the inventory in one order: `uploads[i]`, an index of the ledger, comes before the
 * inventory's place `places[i]`. Both rise in the order.
 */
export type Insertions = {places: Uint32Array; uploads: Uint32Array};

/** Finds these places. By size and by time, equal rows stand in the order of their names. */
export const insertions = (file: InventoryFile | null, ledger: Ledger, by: SortKey): Insertions => {
	const sortedBy = (row: LedgerRow) => (by === 'size' ? row.archive.size : by === 'created' ? row.created : 0);
	const values = ledger.uploads.map(sortedBy);
	const uploads = Uint32Array.from(values.keys());
	if (by !== 'name') uploads.sort((a, b) => values[a]! - values[b]! || a - b);
	const places = uploads.map((index) => {
		const {rank} = ledger.uploads[index]!;
		return !file || by === 'name' ? rank : placeOf(file, by, values[index]!, rank);
	});
	return {places, uploads};
};

/** How many rows of the inventory come before a value; of those with the same value, the ones before `rank` by name. */
const placeOf = (file: InventoryFile, by: 'size' | 'created', value: number, rank: number): number => {
	let low = 0;
	let high = file.rows;
	while (low < high) {
		const middle = (low + high) >>> 1;
		const row = file.at(by, middle);
		const other = by === 'size' ? file.size(row) : file.created(row);
		if (other < value || (other === value && row < rank)) low = middle + 1;
		else high = middle;
	}
	return low;
};
