import {describe, expect, it} from 'vitest';
import {
	ageText,
	bytesColumn,
	bytesText,
	countedText,
	countText,
	dayText,
	dollarsColumn,
	dollarsText,
	durationText,
	minutesText,
	momentText,
	percentText,
	rateText,
	shortBytesText,
	shortCountText,
	spanText,
} from '../../source/model/format.ts';

const gibi = 1024 ** 3;
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe('figures for people', () => {
	it.each([
		[0, '0 B'],
		[1023, '1023 B'],
		[1024, '1.0 KiB'],
		[1023.94 * 1024, '1023.9 KiB'],
		[1023.96 * 1024, '1.0 MiB'],
		[1_048_575, '1.0 MiB'],
		[1_048_576, '1.0 MiB'],
		[108_666_000_000, '101.2 GiB'],
		[10_000 * 4 * gibi, '39.1 TiB'],
		[2 ** 53, '8.0 PiB'],
		[2 ** 71, '2048.0 EiB'],
		[null, '–'],
	])('%d bytes are %s', (bytes, text) => expect(bytesText(bytes)).toBe(text));

	it('drops .0 in a sentence, and the last letters where cells are few', () => {
		expect(bytesText(202 * gibi, {trim: true})).toBe('202 GiB');
		expect(bytesText(1.4 * 1024 * gibi, {trim: true})).toBe('1.4 TiB');
		expect([9.8 * 1024 * gibi, 88.1 * gibi, 512, null].map((size) => shortBytesText(size))).toEqual([
			'9.8 T',
			'88.1 G',
			'512 B',
			'–',
		]);
	});

	it('lines bytes up in a column', () => {
		expect([101.2 * gibi, 512, 1023.9 * gibi, 3 * gibi, null].map((size) => bytesColumn(size, {trim: true}))).toEqual([
			' 101.2 GiB',
			'   512 B  ',
			'1023.9 GiB',
			'   3.0 GiB',
			'     –    ',
		]);
	});

	it.each([
		[0, '0 B/s'],
		[999, '999 B/s'],
		[1000, '1.0 kB/s'],
		[41_300_000, '41.3 MB/s'],
		[99_949_999, '99.9 MB/s'],
		[99_960_000, '100 MB/s'],
		[999_960_000, '1.0 GB/s'],
		[Number.POSITIVE_INFINITY, '–'],
		[null, '–'],
	])('a rate of %d is %s', (rate, text) => expect(rateText(rate)).toBe(text));

	it('groups digits and counts things', () => {
		expect(countText(9_812_330)).toBe('9,812,330');
		expect(countedText(1, 'archive')).toBe('1 archive');
		expect(countedText(2, 'copy', 'copies')).toBe('2 copies');
		expect(rateText(61_000_000, {trim: true})).toBe('61 MB/s');
	});

	it.each([
		[0, '0'],
		[1204, '1,204'],
		[999_999, '999,999'],
		[1_000_000, '1.0 M'],
		[8_123_456, '8.1 M'],
		[999_960_000, '1.0 G'],
		[null, '–'],
	])('%d in few cells is %s', (count, text) => expect(shortCountText(count)).toBe(text));

	it.each([
		[0, 10, '0 %'],
		[999_999, 1_000_000, '99 %'],
		[10, 10, '100 %'],
		[11, 10, '100 %'],
		[0, 0, '100 %'],
	])('%d of %d is %s', (part, whole, text) => expect(percentText(part, whole)).toBe(text));

	it.each([
		[-5, '0 s', '0 s'],
		[59_999, '59 s', '59 s'],
		[minute, '1 min', '1 min'],
		[hour - 1, '59 min', '59 min'],
		[hour, '1 h 00 m', '1 h'],
		[2 * hour + 14 * minute, '2 h 14 m', '2 h'],
		[day, '1 d 00 h', '24 h'],
		[2 * day - 1, '1 d 23 h', '47 h'],
		[3 * day + 4 * hour, '3 d 04 h', '3 d'],
		[730 * day, '730 d 00 h', '730 d'],
		[731 * day, '731 d 00 h', '2 y'],
		[Number.POSITIVE_INFINITY, '–', '–'],
		[null, '–', '–'],
	])('%d ms take %s and are %s ago', (length, duration, age) => {
		expect(durationText(length)).toBe(duration);
		expect(ageText(length)).toBe(age);
	});

	it('counts no seconds where nothing ticks by them', () =>
		expect([0, 59_999, minute, 31 * hour, null].map((length) => minutesText(length))).toEqual([
			'0 min',
			'0 min',
			'1 min',
			'31 h',
			'–',
		]));

	it('writes a usual time in one unit', () => {
		expect(spanText({from: minute, to: 5 * minute})).toBe('1–5 min');
		expect(spanText({from: 3 * hour, to: 5 * hour})).toBe('3–5 h');
		expect(spanText({from: 3 * hour, to: 5 * hour}, {ascii: true})).toBe('3-5 h');
	});

	it('never says that something costs nothing when it costs a little', () => {
		expect(dollarsText(0)).toBe('$0.00');
		expect(dollarsText(0.002)).toBe('under $0.01');
		expect(dollarsColumn(0.002)).toBe('<$0.01');
		expect(dollarsText(1234.5)).toBe('$1,234.50');
		expect(dollarsText(1_234_567.891)).toBe('$1,234,567.89');
		expect(dollarsText(null)).toBe('–');
	});

	it('writes moments in the zone of the machine', () => {
		expect(momentText('2026-11-23T02:11:59.000Z')).toBe('2026-11-23 02:11');
		expect(dayText('2026-01-02T02:11:59.000Z')).toBe('2026-01-02');
		expect(momentText(null)).toBe('–');
	});

	it('says in ASCII too that it does not know', () => {
		for (const text of [bytesText, rateText, countText, ageText, durationText, dollarsText]) {
			expect(text(null, {ascii: true})).toBe('-');
		}
	});
});
