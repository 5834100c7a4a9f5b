import {describe, expect, it} from 'vitest';
import {BandwidthGate, paced} from '../../../source/engine/transfers/bandwidth-gate.ts';
import {parseBandwidth} from '../../../source/model/bandwidth.ts';
import {turnedClock} from '../../../source/platform/clock.ts';

/** Nine in the morning, by this machine's own time. */
const nine = new Date(2026, 10, 27, 9).getTime();

const open = (text: string) => {
	const clock = turnedClock(nine);
	const rates: (number | null)[] = [];
	const closing = new AbortController();
	const gate = new BandwidthGate({
		...{clock, closing: closing.signal, bandwidth: parseBandwidth(text)},
		onRate: (rate) => rates.push(rate),
	});
	/** Sends pieces of 100,000 bytes for as long as the clock is turned; gives how many passed. */
	const passed = async (milliseconds: number, senders = 3): Promise<number> => {
		let count = 0;
		let over = false;
		const send = async () => {
			while (!over) {
				await gate.pass(100_000);
				if (!over) count++;
			}
		};
		const all = Array.from({length: senders}, send);
		await clock.advance(milliseconds);
		over = true;
		gate.change(parseBandwidth('off'));
		await Promise.all(all);
		return count;
	};
	return {gate, clock, rates, closing, passed};
};

describe('the bandwidth', () => {
	it('makes nobody wait without a limit', () => {
		const {gate} = open('off');
		expect(gate.pass(1e12)).toBeUndefined();
	});

	it.each([
		['1M', 10],
		['10M', 100],
	])('of %s lets %s pieces of 100,000 bytes pass in a second, whoever they are of', async (text, pieces) => {
		const {passed} = open(text);
		// A little more: the first tenth of a second is free.
		const count = await passed(10_000);
		expect(count / 10).toBeGreaterThanOrEqual(pieces);
		expect(count / 10).toBeLessThanOrEqual(pieces * 1.02 + 0.5);
	});

	it('holds no one to an old limit when there is another', async () => {
		const {gate, clock, rates} = open('10k');
		expect(gate.pass(1000)).toBeUndefined();
		let passed = 0;
		for (let index = 0; index < 3; index++) void gate.pass(1_000_000)!.then(() => passed++);
		await clock.advance(60_000);
		expect(passed).toBe(0);
		gate.change(parseBandwidth('1M'));
		await clock.advance(4000);
		expect([passed, rates]).toEqual([3, [1_000_000]]);
	});

	it('changes with the hour, and says so', async () => {
		const {gate, clock, rates} = open('10k,10:00-11:00=off');
		void gate.pass(1000);
		let passed = false;
		void gate.pass(100_000_000)!.then(() => {
			passed = true;
		});
		await clock.advance(59 * 60_000);
		expect(passed).toBe(false);
		await clock.advance(2 * 60_000);
		expect([passed, rates]).toEqual([true, [null]]);
	});

	it('lets all go when the engine closes', async () => {
		const {gate, closing} = open('10k');
		void gate.pass(10_000_000);
		const waiting = gate.pass(10_000_000);
		closing.abort();
		await waiting;
	});

	it('counts what is sent again', () => {
		const {gate} = open('off');
		const bytes: number[] = [];
		const count = Object.assign(Object.create(gate) as BandwidthGate, {pass: (some: number) => void bytes.push(some)});
		const sent: number[] = [];
		const onSent = paced(count, (some) => sent.push(some));
		for (const some of [100, 250, 100, 100]) onSent(some);
		expect([sent, bytes]).toEqual([
			[100, 250, 100, 100],
			[100, 150, 100, 100],
		]);
	});
});
