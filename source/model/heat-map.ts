import {type BackupCalendar, firstHoleDay} from './calendar.ts';
import {milliseconds} from './timestamp.ts';

/** How much was uploaded on a day: 0 for nothing, 1 to 4 by its bytes among the other days; null where there is nothing to say. */
export type HeatLevel = 0 | 1 | 2 | 3 | 4 | null;

/** The days of a calendar as a field of seven rows, Monday first, a column a week. */
export type HeatMap = {
	/** Names of months, each above the week in which it begins. */
	months: readonly {column: number; name: string}[];
	columns: number;
	rows: readonly (readonly HeatLevel[])[];
};

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A name takes three cells, and one is left free after it. */
const monthWidth = 4;

/** Monday is 0. */
const weekdayOf = (date: string): number => (new Date(milliseconds(date)).getUTCDay() + 6) % 7;

/** Bytes from which on a day is of levels 2, 3 and 4: a quarter of the days that have any is below each. */
const quartiles = (sizes: readonly number[]): readonly number[] => {
	const sorted = sizes.toSorted((a, b) => a - b);
	return [0.25, 0.5, 0.75].map((share) => sorted[Math.floor(sorted.length * share)] ?? 0);
};

/** Where the day at a place of the list is in the field. */
export const placeOfDay = ({days}: Pick<BackupCalendar, 'days'>, day: number): {row: number; column: number} => {
	const place = weekdayOf(days[0]!.date) + day;
	return {row: place % 7, column: Math.floor(place / 7)};
};

/** Lays a calendar out. Days before the first upload are null: they are no holes. */
export const heatMap = ({days, before}: Pick<BackupCalendar, 'days' | 'before'>): HeatMap => {
	const shift = weekdayOf(days[0]!.date);
	const columns = Math.ceil((shift + days.length) / 7);
	const uploads = days.filter(({archives}) => archives > 0);
	const steps = quartiles(uploads.map(({bytes}) => bytes));
	const begin = firstHoleDay(days, before);
	const rows = Array.from({length: 7}, () => Array.from({length: columns}, (): HeatLevel => null));
	const months: {column: number; name: string}[] = [];
	for (const [i, {date, archives, bytes}] of days.entries()) {
		const place = shift + i;
		const column = Math.floor(place / 7);
		const name = monthNames[Number(date.slice(5, 7)) - 1]!;
		if (i === 0 || date.endsWith('-01')) {
			// The month that the first week is only the end of gives way.
			if (months.length > 0 && column - months.at(-1)!.column < monthWidth) months.pop();
			if (column + monthWidth - 1 <= columns) months.push({column, name});
		}
		if (archives > 0) rows[place % 7]![column] = (1 + steps.filter((step) => bytes >= step).length) as HeatLevel;
		else if (begin !== null && i >= begin) rows[place % 7]![column] = 0;
	}
	return {months, columns, rows};
};
