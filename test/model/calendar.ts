import {describe, expect, it} from 'vitest';
import {
	backupCalendar,
	calendarDays,
	firstDay,
	missedDays,
	rememberedDays,
	type UploadDays,
} from '../../source/model/calendar.ts';
import {milliseconds, timestamp} from '../../source/model/timestamp.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** A Monday, in the middle of the day. */
const now = Date.UTC(2026, 10, 23, 12);
const about = {vaultName: 'nightly', below: null, inventoryDate: null};

/** Uploads at these moments, each of 10 bytes. */
const uploadsAt = (moments: readonly number[]): UploadDays => {
	const start = milliseconds(firstDay(now));
	const of = (index: number) => moments.filter((moment) => Math.floor((moment - start) / day) === index);
	const all = Array.from({length: calendarDays}, (_, index) => of(index));
	const moment = (value: number) => (Number.isFinite(value) ? timestamp(value) : null);
	return {
		archives: all.map(({length}) => length),
		bytes: all.map(({length}) => length * 10),
		latest: [...Map.groupBy(moments, (at) => Math.floor(at / day)).values()]
			.map((some) => Math.max(...some))
			.filter((at) => at < start + calendarDays * day)
			.sort((a, b) => a - b)
			.slice(-rememberedDays)
			.map((at) => timestamp(at)),
		before: moment(Math.max(...moments.filter((at) => at < start))),
		last: moment(Math.max(...moments)),
	};
};

/** Nights at 2 o'clock, so many days ago. */
const nights = (ago: readonly number[]) => ago.map((days) => Date.UTC(2026, 10, 23, 2) - days * day);
const range = (from: number, to: number) => Array.from({length: to - from + 1}, (_, i) => from + i);
const calendarOf = (moments: readonly number[], at = now, maxAgeSeconds: number | null = null) =>
	backupCalendar(about, uploadsAt(moments), {now: at, maxAgeSeconds});

describe('a backup calendar', () => {
	it('is the last 365 days in UTC, today the last', () => {
		const calendar = calendarOf(nights([0, 1]));
		expect(calendar.days).toHaveLength(365);
		expect([calendar.days[0]!.date, calendar.days.at(-1)]).toEqual([
			'2025-11-24',
			{date: '2026-11-23', archives: 1, bytes: 10},
		]);
		expect([calendar.archives, calendar.bytes, calendar.at]).toEqual([2, 20, '2026-11-23T12:00:00.000Z']);
	});

	it('counts days in a row, up to yesterday while there is none today', () => {
		expect(calendarOf(nights([0, 1, 2, 4])).streak).toBe(3);
		expect(calendarOf(nights([1, 2, 3])).streak).toBe(3);
		expect(calendarOf(nights([2, 3])).streak).toBe(0);
		expect(calendarOf(nights(range(0, 400))).streak).toBe(365);
	});

	it('finds the longest hole: not before the first backup, and not today', () => {
		expect(calendarOf(nights([1, 2, 5, 6, 9])).longestHole).toEqual({from: '2026-11-19', to: '2026-11-20', days: 2});
		expect(calendarOf(nights([1, 2, 3])).longestHole).toBeNull();
		expect(calendarOf(nights([500])).longestHole).toMatchObject({from: '2025-11-24', to: '2026-11-22', days: 364});
		expect(calendarOf([]).longestHole).toBeNull();
	});

	it('is overdue when the last backup is a little older than usual', () => {
		const nightly = nights(range(0, 40));
		expect(calendarOf(nightly)).toMatchObject({ageSeconds: 36_000, usualSeconds: 86_400, overdue: false});
		expect(calendarOf(nightly, now + 15 * hour).overdue).toBe(false);
		expect(calendarOf(nightly, now + 16 * hour)).toMatchObject({ageSeconds: 26 * 3600, overdue: true});
	});

	it('takes weekends and weeks for usual, and a few failed nights not', () => {
		const working = nights(range(0, 60).filter((ago) => ![0, 6].includes(new Date(now - ago * day).getUTCDay())));
		expect(calendarOf(working).usualSeconds).toBe(3 * 86_400);
		expect(calendarOf(nights(range(0, 20).map((week) => week * 7))).usualSeconds).toBe(7 * 86_400);
		expect(calendarOf(nights(range(0, 40).filter((ago) => ago !== 7 && ago !== 20))).usualSeconds).toBe(86_400);
	});

	it('says nothing of a rhythm that it cannot know, unless it was told one', () => {
		expect(calendarOf(nights([5, 6, 7]))).toMatchObject({usualSeconds: null, allowedSeconds: null, overdue: false});
		expect(calendarOf(nights([5, 6, 7]), now, 26 * 3600)).toMatchObject({allowedSeconds: 93_600, overdue: true});
		expect(calendarOf(nights([0]), now, 26 * 3600).overdue).toBe(false);
		expect(calendarOf(nights(range(0, 40)), now, 3600).overdue).toBe(true);
		expect(calendarOf([], now, 26 * 3600)).toMatchObject({last: null, ageSeconds: null, overdue: true});
		expect(calendarOf([]).overdue).toBe(false);
	});

	it('knows a last backup that is older than the year, and one that comes from a clock ahead of ours', () => {
		expect(calendarOf(nights([500]))).toMatchObject({archives: 0, last: timestamp(nights([500])[0]!)});
		expect(calendarOf([now + hour])).toMatchObject({ageSeconds: 0, streak: 1});
	});

	it('knows the rhythm of backups that have stopped, however long ago', () => {
		const stopped = calendarOf(nights(range(1100, 1140)));
		expect(stopped).toMatchObject({archives: 0, usualSeconds: 86_400, overdue: true});
		expect(missedDays(stopped)).toHaveLength(calendarDays - 1);
		// What lies before the year counts for a vault that has only begun to be late, too.
		expect(calendarOf(nights([364, ...range(365, 400)])).overdue).toBe(true);
		// One upload after years without: what lies between is a hole, and was late.
		expect(missedDays(calendarOf(nights([0, ...range(1100, 1140)])))).toHaveLength(calendarDays - 1);
		expect(calendarOf(nights([1100, 1101]))).toMatchObject({usualSeconds: null, overdue: false});
	});

	it('knows the nights on which a backup was due and there was none', () => {
		const dates = (calendar: ReturnType<typeof calendarOf>) =>
			missedDays(calendar).map((place) => calendar.days[place]!.date);
		expect(dates(calendarOf(nights(range(0, 40).filter((ago) => ago !== 7 && ago !== 20))))).toEqual([
			'2026-11-03',
			'2026-11-16',
		]);
		// Weekends are no holes where they are usual, and there is no hole without a rhythm, before the first, or today.
		const working = range(0, 60).filter((ago) => ![0, 6].includes(new Date(now - ago * day).getUTCDay()));
		expect(dates(calendarOf(nights(working)))).toEqual([]);
		expect(dates(calendarOf(nights([1, 9])))).toEqual([]);
		expect(dates(calendarOf(nights(range(1, 30))))).toEqual([]);
	});
});
