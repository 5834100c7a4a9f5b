import type {SortKey} from '../../model/inventory.ts';
import type {Ref} from './listings.ts';
import type {VaultView} from './vault-views.ts';

/** What a row is sorted by: its value, of equal ones its rank among the names, and of those the row itself. */
export type Standing = {value: number; rank: number; ref: Ref};

/** Of a row in an order. */
export const standingOf = ({file, ledger}: VaultView, by: SortKey, ref: Ref): Standing => {
	const rows = file?.rows ?? 0;
	// An upload comes before the row whose number is its rank.
	if (ref >= rows) {
		const {archive, created, rank} = ledger.uploads[ref - rows]!;
		return {value: by === 'size' ? archive.size : by === 'created' ? created : 0, rank, ref};
	}
	return {value: by === 'size' ? file!.size(ref) : by === 'created' ? file!.created(ref) : 0, rank: ref + 0.5, ref};
};

/** Rising. */
export const compareStandings = (a: Standing, b: Standing): number =>
	a.value - b.value || a.rank - b.rank || a.ref - b.ref;
