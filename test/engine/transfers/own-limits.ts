import {describe, expect, it} from 'vitest';
import {BandwidthGate} from '../../../source/engine/transfers/bandwidth-gate.ts';
import {type Gate, OwnLimits} from '../../../source/engine/transfers/own-limits.ts';
import {parseBandwidth} from '../../../source/model/bandwidth.ts';
import {turnedClock} from '../../../source/platform/clock.ts';

const open = (forAll: string) => {
	const clock = turnedClock(new Date(2026, 10, 27, 9).getTime());
	const closing = new AbortController().signal;
	const all = new BandwidthGate({clock, closing, bandwidth: parseBandwidth(forAll), onRate: () => {}});
	const limits = new OwnLimits({clock, closing, all});
	/** Bytes that pass through each of these gates in ten seconds, in pieces of 100,000. */
	const inTenSeconds = async (gates: readonly Gate[]): Promise<number[]> => {
		const passed = gates.map(() => 0);
		for (const [index, gate] of gates.entries()) {
			void (async () => {
				for (;;) {
					await gate.pass(100_000);
					passed[index]! += 100_000;
				}
			})();
		}
		await clock.advance(10_000);
		return passed;
	};
	return {limits, all, inTenSeconds};
};
const limit = {group: 'tonight', bandwidth: '1M'};

describe('a limit of its own', () => {
	it('is shared by the transfers of a group, and holds back no others', async () => {
		const {limits, all, inTenSeconds} = open('4M');
		const [one, two, other] = await inTenSeconds([limits.gateOf({limit}), limits.gateOf({limit}), limits.gateOf({})]);
		expect(limits.gateOf({limit: null})).toBe(all);
		expect((one! + two!) / 10).toBeGreaterThanOrEqual(1e6 * 0.95);
		expect((one! + two!) / 10).toBeLessThanOrEqual(1e6 * 1.05);
		expect(other! / 10).toBeGreaterThanOrEqual(2.8e6);
	});

	it('does not lift the limit of all', async () => {
		const {limits, inTenSeconds} = open('500k');
		const [passed] = await inTenSeconds([limits.gateOf({limit})]);
		expect(passed! / 10).toBeLessThanOrEqual(5e5 * 1.05);
	});

	it('makes nobody wait before it is reached', () => {
		const {limits} = open('off');
		expect(limits.gateOf({limit}).pass(1000)).toBeUndefined();
	});
});
