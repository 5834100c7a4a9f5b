import {describe, expect, it} from 'vitest';
import {calendarLines} from '../../source/headless/draw-calendar.ts';
import {backupCalendar, calendarDays, firstDay, rememberedDays} from '../../source/model/calendar.ts';
import {heatMap} from '../../source/model/heat-map.ts';
import {milliseconds, timestamp} from '../../source/model/timestamp.ts';
import {expectFrame} from '../helpers/golden.ts';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 23, 12);
const start = milliseconds(firstDay(now));

/** Nightly from the 40th day on, with two holes, growing in size. */
const sizes = Array.from({length: calendarDays}, (_, i) =>
	i < 40 || i === 200 || (i > 299 && i < 304) || i === calendarDays - 1 ? 0 : 1000 * (1 + i + ((i * 7) % 50)),
);
const latest = sizes.flatMap((size, i) => (size > 0 ? [timestamp(start + i * day + 7_200_000)] : []));
const calendar = backupCalendar(
	{vaultName: 'nightly', below: 'db\u001B[2J', inventoryDate: null},
	{
		archives: sizes.map((size) => Math.sign(size)),
		bytes: sizes,
		latest: latest.slice(-rememberedDays),
		before: null,
		last: latest.at(-1)!,
	},
	{now, maxAgeSeconds: null},
);
const plain = (ascii: boolean) =>
	calendarLines(ascii ? {...calendar, below: 'db'} : calendar, {ascii, paint: (_, text) => text});

describe('a drawn calendar', () => {
	it.each([
		['calendar', false],
		['calendar-ascii', true],
	] as const)('shows the year and its holes: %s', (name, ascii) => {
		expectFrame(`headless/${name}`, `${plain(ascii).join('\n')}\n`);
	});

	it('fits 80 columns on every day of four years, months over their weeks', () => {
		for (let days = 0; days < 1461; days++) {
			const at = now + days * day;
			const first = milliseconds(firstDay(at));
			const all = Array.from({length: calendarDays}, (_, i) => timestamp(first + i * day).slice(0, 10));
			const map = heatMap({days: all.map((date) => ({date, archives: 1, bytes: 1})), before: null});
			expect(map.columns).toBe(53);
			expect(map.rows.flat().filter((level) => level !== null)).toHaveLength(calendarDays);
			for (const [i, {column, name}] of map.months.entries()) {
				expect(column + name.length).toBeLessThanOrEqual(map.columns);
				if (i > 0) expect(column - map.months[i - 1]!.column).toBeGreaterThanOrEqual(4);
			}
		}
	});

	it('is ASCII where that is wanted, and says the same without colours', () => {
		expect(plain(true).join('')).toMatch(/^[ -~]*$/);
		const painted = calendarLines(calendar, {ascii: false, paint: (style, text) => `<${style}>${text}</>`});
		expect(
			painted
				.join('\n')
				.replace(/<[^>]*>/g, '')
				.split('\n')
				.map((line) => line.trimEnd()),
		).toEqual(plain(false));
	});

	it('has four levels by quarters of the days, and none where nothing is to be said', () => {
		const {rows} = heatMap(calendar);
		const count = (level: number | null) => rows.flat().filter((one) => one === level).length;
		expect(count(0)).toBe(6);
		expect([1, 2, 3, 4].map(count).every((days) => days > 70 && days < 90)).toBe(true);
		const equal = heatMap({...calendar, days: calendar.days.map((one) => ({...one, archives: 1, bytes: 5}))});
		expect(new Set(equal.rows.flat())).toEqual(new Set([4, null]));
	});
});
