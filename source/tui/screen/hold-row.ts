import {isReplaced, placeAfter} from './held-row.ts';
import type {ScreenStore} from './screen-store.ts';
import {rowAt, type Sheet} from './sheet.ts';
import {viewOf} from './state.ts';

/**
 * Keeps the cursor and the range of a vault on their archives when rows came or went above them. The first rows stay in sight where they were, so
 * that what is new there is seen to come; farther down nothing moves on the screen.
 */
export const holdRow = (
	state: ScreenStore,
	vaultName: string,
	{before, after}: {before: Sheet; after: Sheet},
	at: number,
): void => {
	const {list, anchor} = viewOf(state.getState(), vaultName);
	const cursor = Math.max(0, Math.min(list.cursor, before.total - 1));
	// The first row of a filter that is still being counted is the first that it finds, whichever that is.
	const follows = !before.counting || cursor > 0;
	const by = follows ? (placeAfter(before, cursor, after) ?? cursor) - cursor : 0;
	const lost = isReplaced(rowAt(before, cursor), rowAt(after, cursor + by));
	const row = anchor && (placeAfter(before, anchor.row, after) ?? anchor.row + by);
	if (by === 0 && !lost && row === (anchor?.row ?? null)) return;
	state.change({
		type: 'rows-replaced',
		vaultName,
		list: by === 0 ? list : {cursor: cursor + by, scroll: list.scroll === 0 ? 0 : Math.max(0, list.scroll + by)},
		anchor: anchor && {...anchor, row: row!},
		lost: lost ? at : null,
	});
};
