import {describe, expect, it} from 'vitest';
import {serviceClock} from '../../source/emulator/service-clock.ts';

describe('the service’s clock', () => {
	it('runs as fast as it is told to, and stands when it is told to', async () => {
		const clock = serviceClock(1_000_000, 0);
		expect(clock.now()).toBe(1_000_000);
		clock.setSpeed(1_000_000);
		while (clock.now() < 1_100_000) await new Promise(setImmediate);
		clock.setSpeed(0);
		const stopped = clock.now();
		await new Promise(setImmediate);
		expect(clock.now()).toBe(stopped);
		expect(clock.speed).toBe(0);
	});

	it('wakes sleepers when it is turned, whatever its speed', async () => {
		const clock = serviceClock(0, 0);
		const woken: string[] = [];
		const early = clock.sleep(1000).then(() => woken.push('early'));
		clock.sleep(5000).then(() => woken.push('late'));
		clock.advance(999);
		await new Promise(setImmediate);
		expect(woken).toEqual([]);
		clock.advance(1);
		await early;
		expect(woken).toEqual(['early']);
		clock.setSpeed(1_000_000);
		while (woken.length < 2) await new Promise(setImmediate);
		expect(woken).toEqual(['early', 'late']);
	});

	it('lets a sleeper be called off', async () => {
		const clock = serviceClock(0, 1);
		const abort = new AbortController();
		const sleep = clock.sleep(1e9, abort.signal);
		abort.abort(new Error('enough'));
		await expect(sleep).rejects.toThrow('enough');
		await expect(clock.sleep(1, abort.signal)).rejects.toThrow('enough');
	});
});
