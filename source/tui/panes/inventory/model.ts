import {countText, durationText, minutesText, percentText} from '../../../model/format.ts';
import type {InventoryProgress} from '../../../model/inventory.ts';
import {usualInventoryTime} from '../../../model/tiers.ts';
import {milliseconds, type Timestamp} from '../../../model/timestamp.ts';
import type {InventoryState} from '../../../store/state.ts';

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
	if (date === null) return 'no inventory yet';
	return `inventory of ${shortDay(date, now)}, ${minutesText(now - milliseconds(date))} old`;
};

/** How far the next inventory is; empty when none is under way. */
export const progressOf = (progress: InventoryProgress | null, now: number): string => {
	if (progress === null) return '';
	if (progress.step === 'importing') {
		const {bytes, totalBytes, rows, secondsLeft} = progress;
		// What is over in a moment needs no time said. There is not always room for both.
		const timed = secondsLeft !== null && secondsLeft >= 1;
		const how = timed ? `${durationText(secondsLeft * 1000)} left` : `${countText(rows)} rows`;
		return `reading ${percentText(bytes, totalBytes)}, ${how}`;
	}
	const left = milliseconds(progress.since) + usualInventoryTime - now;
	return left > 0 ? `next one in about ${durationText(left)}` : 'next one any minute';
};
