import {describe, expect, it} from 'vitest';
import {pollDelay} from '../../../source/engine/jobs/poll-pace.ts';
import type {Tier} from '../../../source/model/job.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** The moments at which a job is looked at until it is ready. */
const looks = (ready: number, tier: Tier | null, speed = 1): number[] => {
	const moments: number[] = [];
	for (let at = pollDelay({watched: 0, tier, speed}); ; at += pollDelay({watched: at, tier, speed})) {
		moments.push(at);
		if (at >= ready) return moments;
	}
};

describe('the pace of looking at jobs', () => {
	it.each([0, 0.1, 1, 2, 3, 5, 8])('notices a job of %f seconds within two more', (seconds) => {
		expect(looks(seconds * second, 'Standard').at(-1)! - seconds * second).toBeLessThanOrEqual(2 * second);
	});

	it.each([
		['Expedited', 3 * minute, 30 * second],
		['Standard', 4 * hour, 15 * minute],
		['Bulk', 9 * hour, 15 * minute],
		[null, 4 * hour, 15 * minute],
	] as const)('does not ask about a job of tier %s more often than is of use', (tier, ready, longest) => {
		const moments = looks(ready, tier);
		expect(moments.at(-1)! - ready).toBeLessThanOrEqual(longest);
		const gaps = moments.slice(1).map((at, index) => at - moments[index]!);
		expect(Math.max(...gaps)).toBeLessThan(longest + 1);
		expect(moments.length).toBeLessThan(80);
	});

	it('counts the longest wait in the time of the service, and never asks more than once a second', () => {
		expect(pollDelay({watched: hour, tier: 'Standard', speed: 600})).toBe(1500);
		expect(pollDelay({watched: hour, tier: 'Standard', speed: 100_000})).toBe(second);
	});
});
