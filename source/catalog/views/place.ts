import type {SortKey} from '../../model/inventory.ts';
import type {Ref} from './listings.ts';
import {refOf, versionsAt} from './rows.ts';
import type {Slices} from './shown-order.ts';
import {compareStandings, standingOf} from './standing.ts';
import type {VaultView} from './vault-views.ts';

/** Rows in rising order. */
type Ordered = {slices: Slices; total: number; by: SortKey};

/** Where a row stands; undefined when it is not among them. Halves them: two dozen looks for ten million. */
const placeOf = (view: VaultView, {slices, total, by}: Ordered, ref: Ref): number | undefined => {
	const wanted = standingOf(view, by, ref);
	let low = 0;
	let high = total;
	while (low < high) {
		const middle = (low + high) >>> 1;
		const [other] = slices.slice(middle, middle + 1);
		if (compareStandings(standingOf(view, by, other!), wanted) < 0) low = middle + 1;
		else high = middle;
	}
	return low < total && slices.slice(low, low + 1)[0] === ref ? low : undefined;
};

/** The same of an archive, or of the version of its name that is among them. */
export const placeOfArchive = (
	view: VaultView,
	ordered: Ordered,
	{archiveId, name}: {archiveId: string; name: string},
): number | undefined => {
	const ref = refOf(view, archiveId);
	const itself = ref < 0 ? undefined : placeOf(view, ordered, ref);
	if (itself !== undefined) return itself;
	for (const version of versionsAt(view, name)) {
		const place = placeOf(view, ordered, version);
		if (place !== undefined) return place;
	}
	return undefined;
};
