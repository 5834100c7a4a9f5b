import {describe, expect, it} from 'vitest';
import {
	bytesText,
	countedText,
	countText,
	dayText,
	dollarsText,
	durationText,
	momentText,
	spanText,
} from '../../source/model/format.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe('figures for people', () => {
	it.each([
		[0, '0 B'],
		[1023, '1023 B'],
		[1024, '1.0 KiB'],
		[1_048_575, '1.0 MiB'],
		[1_048_576, '1.0 MiB'],
		[108_666_000_000, '101.2 GiB'],
		[10_000 * 4 * 1024 ** 3, '39.1 TiB'],
		[2 ** 53, '8.0 PiB'],
	])('%d bytes are %s', (bytes, text) => expect(bytesText(bytes)).toBe(text));

	it('groups digits and counts things', () => {
		expect(countText(9_812_330)).toBe('9,812,330');
		expect(countedText(1, 'archive')).toBe('1 archive');
		expect(countedText(2, 'copy', 'copies')).toBe('2 copies');
	});

	it.each([
		[-5, '0 s'],
		[59_999, '59 s'],
		[minute, '1 min'],
		[hour - 1, '59 min'],
		[hour, '1 h'],
		[2 * hour + 14 * minute, '2 h 14 min'],
		[day, '1 d'],
		[3 * day + 4 * hour, '3 d 4 h'],
		[31 * day + 5 * hour, '31 d'],
	])('%d ms are %s', (length, text) => expect(durationText(length)).toBe(text));

	it('writes a usual time in one unit', () => {
		expect(spanText({from: minute, to: 5 * minute})).toBe('1–5 min');
		expect(spanText({from: 3 * hour, to: 5 * hour})).toBe('3–5 h');
	});

	it('never says that something costs nothing when it costs a little', () => {
		expect(dollarsText(0)).toBe('$0.00');
		expect(dollarsText(0.002)).toBe('under $0.01');
		expect(dollarsText(1234.5)).toBe('$1,234.50');
	});

	it('writes moments in the zone of the machine', () => {
		expect(momentText('2026-11-23T02:11:59.000Z')).toBe('2026-11-23 02:11');
		expect(dayText('2026-01-02T02:11:59.000Z')).toBe('2026-01-02');
		expect(momentText(null)).toBe('–');
	});
});
