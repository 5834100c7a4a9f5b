import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {bandwidthAt, bandwidthText, parseBandwidth} from '../../source/model/bandwidth.ts';

const at = (text: string, time: string) => {
	const [hours, minutes] = time.split(':').map(Number);
	return bandwidthAt(parseBandwidth(text), hours! * 60 + minutes!);
};

describe('a bandwidth', () => {
	it.each([
		['20M', 20_000_000],
		['1.5g', 1_500_000_000],
		['512k', 512_000],
		['20000', 20_000],
		['off', null],
	])('%s is %s bytes a second', (text, rate) => expect(at(text, '12:00')).toBe(rate));

	it('is another one for hours of the day', () => {
		const text = '20M, 08:00-18:00=2M, 22-6=off';
		expect([at(text, '07:59'), at(text, '08:00'), at(text, '17:59'), at(text, '18:00')]).toEqual([
			20e6, 2e6, 2e6, 20e6,
		]);
		expect([at(text, '21:59'), at(text, '22:00'), at(text, '00:00'), at(text, '05:59')]).toEqual([
			20e6,
			null,
			null,
			null,
		]);
	});

	it.each(['', 'fast', '20MB', '-1', '1e9', '8-18', '8-18=', '20M,30M'])(
		'is not «%s», and says what it can be',
		(text) => expect(() => parseBandwidth(text)).toThrow('is no bandwidth'),
	);

	it.each([
		['20M,25:00-3=1M', '25:00'],
		['9:75-10=1M', '9:75'],
	])('names the time in «%s» that is none', (text, time) =>
		expect(() => parseBandwidth(text)).toThrow(`\`${time}\` is no time of the day`),
	);

	it('is never so much that it can only be a slip', () =>
		expect(() => parseBandwidth('99999999999G')).toThrow('more than any line carries'));

	it('is never so little that no part would arrive', () =>
		expect(() => parseBandwidth('9k')).toThrow('too little for parts to arrive'));

	it('is written as it is read', () => {
		const rate = fc.option(fc.integer({min: 10, max: 5_000_000}).map((thousands) => thousands * 1000));
		const minute = fc.integer({min: 0, max: 1440});
		const bandwidth = fc.record({
			usual: rate,
			stretches: fc.array(fc.record({from: minute, to: minute, rate}), {maxLength: 3}),
		});
		fc.assert(
			fc.property(bandwidth, minute, (one, now) => {
				const again = parseBandwidth(bandwidthText(one));
				const [before, after] = [bandwidthAt(one, now), bandwidthAt(again, now)];
				if (before === null) expect(after).toBe(null);
				// Three decimals are enough to say a rate.
				else expect(Math.abs(after! - before) / before).toBeLessThan(0.001);
			}),
		);
	});
});
