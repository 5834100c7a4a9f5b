import {describe, expect, it} from 'vitest';
import {Rate} from '../../source/engine/rate.ts';

describe('the rate of a transfer', () => {
	it('is that of the last seconds', () => {
		const rate = new Rate();
		let last = 0;
		for (let at = 0; at <= 20_000; at += 100) last = rate.sample(at, at);
		expect(last).toBeCloseTo(1000, 0);
		for (let at = 20_100; at <= 40_000; at += 100) last = rate.sample(at, 20_000 + 5 * (at - 20_000));
		expect(last).toBeCloseTo(5000, 0);
	});

	it('hardly jumps when parts are accepted seconds apart', () => {
		const rate = new Rate();
		const rates: number[] = [];
		for (let at = 0; at <= 60_000; at += 100) rates.push(rate.sample(at, Math.floor(at / 3000) * 3_000_000));
		const settled = rates.slice(300);
		expect(Math.max(...settled) / Math.min(...settled)).toBeLessThan(1.6);
	});

	it('is 0 when nothing moves and when bytes are taken back', () => {
		const rate = new Rate();
		expect(rate.sample(0, 1000)).toBe(0);
		expect(rate.sample(100, 1000)).toBe(0);
		expect(rate.sample(200, 500)).toBe(0);
	});
});
