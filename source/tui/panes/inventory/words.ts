import {bytesText, countedText, countText, durationText} from '../../../model/format.ts';
import {displayText} from '../../../model/names/display-text.ts';
import {usualInventoryTime} from '../../../model/tiers.ts';
import {milliseconds} from '../../../model/timestamp.ts';
import type {InventoryState} from '../../../store/state.ts';
import type {Sheet} from '../../screen/sheet.ts';
import {type Line, span, type Tone} from '../../text/line.ts';

type Sentence = string | {text: string; tone: Tone} | null;

/** Without these there is no inventory. */
export const inventoryNeeds = ['glacier:InitiateJob', 'glacier:GetJobOutput'] as const;

/** What stands in the way of an inventory: a missing permission, said by its name. */
export type Hindrance = (typeof inventoryNeeds)[number] | null;

/** What the pane says when there are no rows to show. */
export const emptyInventory = (
	vaultName: string | null,
	state: InventoryState | undefined,
	filter: string,
	hindrance: Hindrance,
	now: number,
): Sentence[] => {
	if (vaultName === null) return ['The archives of a vault are shown here.'];
	if (filter !== '') return [`Nothing here passes the filter “${displayText(filter)}”. esc shows all.`];
	const progress = state?.progress ?? null;
	if (progress?.step === 'retrieving') {
		const left = milliseconds(progress.since) + usualInventoryTime - now;
		const when = left > 0 ? `in about ${durationText(left)}` : 'any minute';
		return ['The service makes the list of what is in here.', `It is ready ${when}; iceaxe waits for it.`];
	}
	if (progress?.step === 'importing') return ['The list is here and is being read.'];
	if (state && (state.inventory.inventoryDate !== null || state.inventory.uploadedSince > 0)) {
		return ['Nothing here yet: u uploads a file.'];
	}
	if (hindrance !== null) {
		return [
			`No inventory, and this key may not ask for one (${hindrance}).`,
			'u uploads a file; what is uploaded from here is shown.',
		];
	}
	return ['No inventory yet: i asks for one, ready in about 4 hours.', 'u uploads a file meanwhile.'];
};

/**
 * `412 archives, 3.7 TiB · 2 marked, 202 GiB`; of `whole` where a filter or a folder leaves only some. Only what is there counts, and of a list
 * that is still being read what has come.
 */
export const inventoryFoot = (
	{there, bytes, marks, counting, early}: Pick<Sheet, 'there' | 'bytes' | 'marks' | 'counting' | 'early'>,
	whole: number | null,
): Line => {
	const all = countedText(whole ?? there, 'archive') + (early ? ' so far' : '');
	const counted = whole === null ? all : `${countText(there)}${counting ? ' so far' : ''} of ${all}`;
	const hidden = marks.hidden > 0 ? ` (${countText(marks.hidden)} hidden)` : '';
	const marked = `${countText(marks.count)} marked${hidden}, ${bytesText(marks.bytes, {trim: true})}`;
	return [
		span(`${counted}, ${bytesText(bytes, {trim: true})}`, 'dim'),
		...(marks.count > 0 ? [span(' · ', 'dim'), span(marked, 'accent')] : []),
	];
};
