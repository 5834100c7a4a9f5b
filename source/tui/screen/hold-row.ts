import {isHeld, isReplaced, placeAfter} from './held-row.ts';
import type {ScreenStore} from './screen-store.ts';
import {rowAt, type Sheet} from './sheet.ts';
import {viewOf} from './state.ts';

/**
 * Keeps the cursor and the range of a vault on their archives when rows came or went above them. The first rows stay in sight where they were while
 * the cursor is among them, so that what is new there is seen to come; farther down nothing moves on the screen. `height` is how many are in sight.
 */
export const holdRow = (
	state: ScreenStore,
	vaultName: string,
	{before, after, height}: {before: Sheet; after: Sheet; height: number},
	at: number,
): void => {
	const {list, anchor} = viewOf(state.getState(), vaultName);
	const cursor = Math.max(0, Math.min(list.cursor, before.total - 1));
	const by = isHeld(before, cursor) ? (placeAfter(before, cursor, after) ?? cursor) - cursor : 0;
	const lost = isReplaced(rowAt(before, cursor), rowAt(after, cursor + by));
	const row = anchor && (placeAfter(before, anchor.row, after) ?? anchor.row + by);
	if (by === 0 && !lost && row === (anchor?.row ?? null)) return;
	const scroll = list.scroll === 0 && cursor + by < height ? 0 : Math.max(0, list.scroll + by);
	state.change({
		type: 'rows-replaced',
		vaultName,
		list: by === 0 ? list : {cursor: cursor + by, scroll},
		anchor: anchor && {...anchor, row: row!},
		lost: lost ? at : null,
	});
};
