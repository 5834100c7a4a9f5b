import {describe, expect, it} from 'vitest';
import {
	earlyDeletionCost,
	prices,
	restoreCost,
	retrievalCost,
	storagePerMonth,
	transferOutCost,
	uploadCost,
} from '../../../source/model/prices/cost.ts';
import {timestamp} from '../../../source/model/timestamp.ts';

const gibi = 2 ** 30;
const day = 24 * 3_600_000;

describe('a cost', () => {
	it('of a restore is what the dialog shows', () => {
		const what = {count: 2, bytes: 202 * gibi};
		expect(restoreCost(what, 'Bulk', 'us-east-1')).toEqual({
			retrieval: 0,
			requests: 0,
			transferOut: expect.closeTo(9.18, 9),
		});
		expect(restoreCost(what, 'Standard', 'us-east-1')).toEqual({
			retrieval: expect.closeTo(2.02, 9),
			requests: expect.closeTo(0.00006, 9),
			transferOut: expect.closeTo(9.18, 9),
		});
		expect(restoreCost(what, 'Expedited', 'eu-west-1').requests).toBeCloseTo(0.022, 9);
	});

	it('is made of its lines', () => {
		const cost = retrievalCost({count: 1000, bytes: gibi}, 'Expedited', 'us-east-1')!;
		expect(cost.lines).toEqual([
			{what: 'retrieval', quantity: 1, unit: 'GB', unitPrice: 0.03, amount: 0.03},
			{what: 'retrieval requests', quantity: 1, unit: '1,000 requests', unitPrice: 10, amount: 10},
		]);
		expect(cost.total).toBeCloseTo(10.03, 9);
	});

	it('of data out climbs through the bands, with what was sent before', () => {
		expect(transferOutCost(100 * gibi, 'us-east-1')?.total).toBe(0);
		expect(transferOutCost(100 * gibi, 'us-east-1', 100 * gibi)?.total).toBeCloseTo(9, 9);
		const all = transferOutCost(200_000 * gibi, 'us-east-1')!;
		expect(all.lines.map(({quantity, unitPrice}) => [quantity, unitPrice])).toEqual([
			[100, 0],
			[10_140, 0.09],
			[40_960, 0.085],
			[102_400, 0.07],
			[46_400, 0.05],
		]);
		expect(transferOutCost(0, 'us-east-1')).toEqual({total: 0, lines: []});
	});

	it('of storage holds the overhead of each archive', () => {
		expect(storagePerMonth(1000 * gibi, 32_768, 'us-east-1')?.lines.map(({amount}) => amount)).toEqual([3.6, 0.0036]);
	});

	it('of an upload is its requests', () => {
		expect(uploadCost(9998, 'us-east-1')?.total).toBeCloseTo(0.3, 9);
	});

	it('of an early deletion is the rest of 90 days', () => {
		const now = Date.UTC(2026, 10, 23);
		const archive = (days: number) => ({size: 100 * gibi - 32_768, created: timestamp(now - days * day)});
		expect(earlyDeletionCost([archive(30)], now, 'us-east-1')?.total).toBeCloseTo(100 * 0.0036 * 2, 9);
		expect(
			earlyDeletionCost([archive(30), archive(89), archive(90), archive(900)], now, 'us-east-1')?.total,
		).toBeCloseTo(100 * 0.0036 * (2 + 1 / 30), 9);
	});

	it('is null where no price is known, and never guessed', () => {
		for (const region of ['ap-south-1', 'moon-1', 'toString', '']) {
			expect(retrievalCost({count: 1, bytes: 1}, 'Bulk', region)).toBeNull();
			expect(transferOutCost(1, region)).toBeNull();
			expect(storagePerMonth(1, 1, region)).toBeNull();
			expect(uploadCost(1, region)).toBeNull();
			expect(earlyDeletionCost([], 0, region)).toBeNull();
		}
		expect(retrievalCost({count: 1, bytes: 1}, 'Bulk', 'us-east-2')).toBeNull();
		expect(storagePerMonth(gibi, 0, 'us-east-2')?.total).toBe(0.0036);
		expect(transferOutCost(20_000 * gibi, 'eu-west-1')).toBeNull();
	});

	it('is of a day, with bands that climb', () => {
		expect(prices.date).toBe('2026-11-01');
		for (const {transferOut} of Object.values(prices.regions)) {
			const ends = (transferOut ?? []).map(({upTo}) => upTo);
			expect(ends).toEqual(ends.toSorted((a, b) => a - b));
		}
	});
});
