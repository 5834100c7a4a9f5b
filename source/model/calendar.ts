import {milliseconds, type Timestamp, timestamp} from './timestamp.ts';

/** How many days a calendar shows, the present one included. */
export const calendarDays = 365;

/**
 * Of how many days with a backup the rhythm is made: a new habit takes over within two months of nights. They are the last ones, however long
 * ago: a vault whose backups stopped two years ago is overdue, and not without a rhythm.
 */
export const rememberedDays = 60;

const dayLength = 86_400_000;

/** What was uploaded on each of some days in UTC, and is there now. */
export type UploadDays = {
	archives: number[];
	bytes: number[];
	/** The last upload of each of the last {@link rememberedDays} days that had one, in their order. They may lie before the days above. */
	latest: Timestamp[];
	/** The last upload before these days; null when there is none. */
	before: Timestamp | null;
	/** The last upload of all; null when there is none. */
	last: Timestamp | null;
};

/** A day in UTC, `2026-11-23`, and what was uploaded on it. */
export type CalendarDay = {date: string; archives: number; bytes: number};

/** When a vault, or a folder in it, was written to in the last year, and whether it is time again. */
export type BackupCalendar = {
	vaultName: string;
	/** The folder that it is about; null for the whole vault. */
	below: string | null;
	/** Now, at the service. */
	at: Timestamp;
	/** What others have uploaded since then is not known; null when only our own uploads are known at all. */
	inventoryDate: Timestamp | null;
	/** The last {@link calendarDays} days, the present one last. */
	days: CalendarDay[];
	/** The sums of these days. */
	archives: number;
	bytes: number;
	/** The longest run of days without an upload since the first one, the present day left out: it is not over. Both ends are included. */
	longestHole: {from: string; to: string; days: number} | null;
	/** Days in a row with an upload, up to today, or to yesterday while there is none today. */
	streak: number;
	/** The last upload before these days: from the first of them on, a day without one is a hole. Null when there is none. */
	before: Timestamp | null;
	/** The last upload, which may be older than a year; null when there is none. */
	last: Timestamp | null;
	ageSeconds: number | null;
	/** How long it usually takes from one day's last upload to the next one's; null when there are too few to say. */
	usualSeconds: number | null;
	/** How old the last upload may be: what was asked for, or a little more than usual; null when nobody knows. */
	allowedSeconds: number | null;
	overdue: boolean;
};

const fewestGaps = 3;
/** So many of the gaps are no longer than usual: with backups on working days the weekend is usual, and one failed night of ten is not. */
const usualShare = 0.9;
/** A night that is longer than the others is not late yet. */
const tolerance = 1.05;

/** Midnight in UTC before a moment, milliseconds. */
const dayOf = (moment: number): number => Math.floor(moment / dayLength) * dayLength;

/** The first day of a calendar at the moment `now`, milliseconds since 1970. */
export const firstDay = (now: number): Timestamp => timestamp(dayOf(now) - (calendarDays - 1) * dayLength);

const usualGap = (latest: readonly Timestamp[]): number | null => {
	const moments = latest.map(milliseconds);
	const gaps = moments.slice(1).map((moment, i) => moment - moments[i]!);
	if (gaps.length < fewestGaps) return null;
	return gaps.toSorted((a, b) => a - b)[Math.ceil(gaps.length * usualShare) - 1]!;
};

/** From which place of the list on a day without an upload is a hole; null while there is no upload. */
export const firstHoleDay = (days: readonly CalendarDay[], before: Timestamp | null): number | null => {
	const found = before === null ? days.findIndex(({archives}) => archives > 0) : 0;
	return found < 0 ? null : found;
};

/** The longest run of days without uploads between two places of the list, the latest of equal ones. */
const longestRun = (days: readonly CalendarDay[], from: number, to: number): BackupCalendar['longestHole'] => {
	let longest: BackupCalendar['longestHole'] = null;
	let length = 0;
	for (let i = from; i <= to; i++) {
		length = days[i]!.archives === 0 ? length + 1 : 0;
		if (length > 0 && length >= (longest?.days ?? 0)) {
			longest = {from: days[i - length + 1]!.date, to: days[i]!.date, days: length};
		}
	}
	return longest;
};

const streakOf = (days: readonly CalendarDay[]): number => {
	const end = days.at(-1)!.archives > 0 ? days.length : days.length - 1;
	let streak = 0;
	while (streak < end && days[end - 1 - streak]!.archives > 0) streak++;
	return streak;
};

/** Makes a calendar of the days from {@link firstDay} on. `maxAgeSeconds` is how old the last backup may be, where that was said. */
export const backupCalendar = (
	about: Pick<BackupCalendar, 'vaultName' | 'below' | 'inventoryDate'>,
	uploads: UploadDays,
	{now, maxAgeSeconds}: {now: number; maxAgeSeconds: number | null},
): BackupCalendar => {
	const start = milliseconds(firstDay(now));
	const days = Array.from({length: calendarDays}, (_, i) => ({
		date: timestamp(start + i * dayLength).slice(0, 10),
		archives: uploads.archives[i]!,
		bytes: uploads.bytes[i]!,
	}));
	const {before, last} = uploads;
	const age = last === null ? null : Math.max(0, now - milliseconds(last));
	const usual = usualGap(uploads.latest);
	const allowed = maxAgeSeconds !== null ? maxAgeSeconds * 1000 : usual === null ? null : usual * tolerance;
	const seconds = (length: number | null) => (length === null ? null : Math.floor(length / 1000));
	return {
		...about,
		at: timestamp(now),
		days,
		archives: days.reduce((sum, {archives}) => sum + archives, 0),
		bytes: days.reduce((sum, {bytes}) => sum + bytes, 0),
		longestHole: longestRun(days, firstHoleDay(days, before) ?? days.length, days.length - 2),
		streak: streakOf(days),
		before,
		last,
		ageSeconds: seconds(age),
		usualSeconds: seconds(usual),
		allowedSeconds: seconds(allowed),
		overdue: allowed !== null && (age === null || age > allowed),
	};
};

/**
 * The days, as places in the list, on which a backup was due and there was none: those since the last one before them that are more than the
 * vault's rhythm allows. Nothing where there is no rhythm. The present day is not over.
 */
export const missedDays = ({
	days,
	allowedSeconds,
	before,
}: Pick<BackupCalendar, 'days' | 'allowedSeconds' | 'before'>): number[] => {
	if (allowedSeconds === null) return [];
	const allowed = Math.max(1, Math.floor((allowedSeconds * 1000) / dayLength));
	const missed: number[] = [];
	let last = before === null ? null : (dayOf(milliseconds(before)) - milliseconds(days[0]!.date)) / dayLength;
	for (const [day, {archives}] of days.entries()) {
		if (archives > 0) last = day;
		else if (last !== null && day - last >= allowed && day < days.length - 1) missed.push(day);
	}
	return missed;
};
