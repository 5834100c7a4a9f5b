import {countText, durationText, minutesText, percentText} from '../../../model/format.ts';
import type {InventoryProgress} from '../../../model/inventory.ts';
import {usualInventoryTime} from '../../../model/tiers.ts';
import {milliseconds, type Timestamp} from '../../../model/timestamp.ts';
import type {InventoryState} from '../../../store/state.ts';
import type {Sheet} from '../../screen/sheet.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `22 Nov`, and the year where it is another one, in the zone of this machine. */
export const shortDay = (moment: Timestamp, now: number): string => {
	const date = new Date(milliseconds(moment));
	const day = `${date.getDate()} ${months[date.getMonth()]}`;
	return date.getFullYear() === new Date(now).getFullYear() ? day : `${day} ${date.getFullYear()}`;
};

/** How old the list is, which is what one must know of it first. */
export const ageOfInventory = (state: InventoryState | undefined, now: number): string => {
	const date = state?.inventory.inventoryDate ?? null;
	if (date === null) return state?.progress?.step === 'importing' ? 'first inventory' : 'no inventory yet';
	return `inventory of ${shortDay(date, now)}, ${minutesText(now - milliseconds(date))} old`;
};

/** How many archives a vault has as far as is known: of its inventory, or of what has come of the first. */
export const archivesOf = (state: InventoryState | undefined, sheet: Pick<Sheet, 'there' | 'early'>): number => {
	if (!state) return sheet.there;
	const early = sheet.early && state.progress?.step === 'importing' ? state.progress.early : 0;
	return state.inventory.archives + early;
};

/** How far the next inventory is; empty when none is under way. */
export const progressOf = (progress: InventoryProgress | null, now: number): string => {
	if (progress === null) return '';
	if (progress.step === 'importing') {
		const {bytes, totalBytes, rows, ordered, secondsLeft} = progress;
		// What is over in a moment needs no time said. There is not always room for both.
		const timed = secondsLeft !== null && secondsLeft >= 1;
		const how = timed ? `${durationText(secondsLeft * 1000)} left` : `${countText(rows)} rows`;
		return ordered === null
			? `reading ${percentText(bytes, totalBytes)}, ${how}`
			: `sorting ${percentText(ordered, 1)}, ${how}`;
	}
	const left = milliseconds(progress.since) + usualInventoryTime - now;
	return left > 0 ? `next one in about ${durationText(left)}` : 'next one any minute';
};
