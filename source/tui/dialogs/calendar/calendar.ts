import type {BackupCalendar} from '../../../model/calendar.ts';
import type {ErrorValue} from '../../../model/errors/iceaxe-error.ts';

/** The year of a vault, or of a folder in it: a cell a day, and a cursor over the days. */
export type CalendarDialog = {
	kind: 'calendar';
	vaultName: string;
	/** A folder of decoded names; null for the whole vault. */
	below: string | null;
	calendar: BackupCalendar | 'unknown' | null;
	/** How many days before today the cursor is. */
	ago: number;
	problem: ErrorValue | null;
};

export const calendarDialog = (vaultName: string, below: string | null): CalendarDialog => ({
	kind: 'calendar',
	vaultName,
	below,
	calendar: null,
	ago: 0,
	problem: null,
});

export type Direction = 'left' | 'right' | 'up' | 'down';

/** Days that the cursor moves by: a column is a week. */
const steps: Record<Direction, number> = {left: 7, right: -7, up: 1, down: -1};

/** The cursor after a step among `days` days; where it would leave them, it stays. */
export const agoAfter = (ago: number, to: Direction, days: number): number => {
	const next = ago + steps[to];
	return next < 0 || next >= days ? ago : next;
};
