import {describe, expect, it} from 'vitest';
import {fromCompactTime, fromEpoch, toCompactTime} from '../../../source/model/descriptions/compact-time.ts';

describe('compact time', () => {
	it.each([
		['20120821T170824Z', '2012-08-21T17:08:24.000Z'],
		['2012-08-21T17:08:24Z', '2012-08-21T17:08:24.000Z'],
		['2012-08-21T17:08:24.123Z', '2012-08-21T17:08:24.000Z'],
		[' 20120821T170824Z ', '2012-08-21T17:08:24.000Z'],
		['20160229T235960Z', '2016-02-29T23:59:59.000Z'],
		['10000101T000000Z', '1000-01-01T00:00:00.000Z'],
	])('reads %j', (text, moment) => {
		expect(fromCompactTime(text)).toBe(moment);
		expect(Number.isNaN(Date.parse(moment))).toBe(false);
	});

	it.each([
		'',
		'20120821',
		'20120821T170824',
		'20121321T170824Z',
		'20120021T170824Z',
		'20120832T170824Z',
		'20120800T170824Z',
		'20150229T170824Z',
		'19000229T170824Z',
		'20120431T170824Z',
		'20120821T240000Z',
		'20120821T176000Z',
		'20120821T170861Z',
		'09991231T235959Z',
	])('refuses %j', (text) => {
		expect(fromCompactTime(text)).toBeNull();
	});

	it('goes back and forth, and to milliseconds within the years it can write', () => {
		expect(toCompactTime('2012-08-21T17:08:24.123Z')).toBe('20120821T170824Z');
		expect(fromEpoch(Date.UTC(1000, 0, 1))).toBe('1000-01-01T00:00:00.000Z');
		expect(fromEpoch(Date.UTC(9999, 11, 31, 23, 59, 59, 999))).toBe('9999-12-31T23:59:59.999Z');
		expect(fromEpoch(Date.UTC(1000, 0, 1) - 1)).toBeNull();
		expect(fromEpoch(Date.UTC(10_000, 0, 1))).toBeNull();
		expect(fromEpoch(Number.NaN)).toBeNull();
	});
});
