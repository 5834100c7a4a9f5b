import {countText} from '../../model/format.ts';
import {type Line, span} from '../text/line.ts';

/** `2/412` for the lower border: where the cursor is, of how many. Nothing for an empty list. */
export const positionText = (cursor: number, total: number): Line =>
	total === 0 ? [] : [span(`${countText(cursor + 1)}/${countText(total)}`, 'dim')];
