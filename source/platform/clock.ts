import {setTimeout as wait} from 'node:timers/promises';

/** The time, and waiting for it. Passed in wherever time matters, so that tests turn it and the demo runs it fast. */
export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
	/**
	 * Resolves after `milliseconds` of this clock.
	 * @throws the signal's reason when it aborts first.
	 */
	sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's own clock. */
export const systemClock: Clock = {
	now: () => Date.now(),
	sleep: async (milliseconds, signal) => {
		signal?.throwIfAborted();
		// setTimeout counts in 31 bits; a longer wait is cut into pieces.
		for (let left = Math.max(0, milliseconds); ; left -= 2 ** 30) {
			try {
				await wait(Math.min(left, 2 ** 30), undefined, {signal});
			} catch (error) {
				signal?.throwIfAborted();
				throw error;
			}
			if (left <= 2 ** 30) return;
		}
	},
};

/** A clock that shows `start` now and runs `speed` times as fast as the machine's. */
export const fastClock = (start: number, speed: number): Clock => {
	const origin = performance.now();
	return {
		now: () => start + (performance.now() - origin) * speed,
		sleep: (milliseconds, signal) => systemClock.sleep(milliseconds / speed, signal),
	};
};

/** A clock that stands until it is turned. */
export interface TurnedClock extends Clock {
	/** Moves on by `milliseconds` and wakes, in order, everyone whose time has come. */
	advance(milliseconds: number): Promise<void>;
	/** How many sleepers wait. */
	readonly sleepers: number;
}

/** A clock for tests and for the emulator's control endpoint. */
export const turnedClock = (start: number): TurnedClock => {
	let now = start;
	let sleepers: {due: number; wake: () => void}[] = [];
	return {
		now: () => now,
		sleep: (milliseconds, signal) =>
			new Promise((resolve, reject) => {
				if (signal?.aborted) return reject(signal.reason);
				const sleeper = {due: now + Math.max(0, milliseconds), wake: () => {}};
				const abort = () => {
					sleepers = sleepers.filter((other) => other !== sleeper);
					reject(signal!.reason);
				};
				sleeper.wake = () => {
					signal?.removeEventListener('abort', abort);
					resolve();
				};
				signal?.addEventListener('abort', abort, {once: true});
				sleepers.push(sleeper);
			}),
		advance: async (milliseconds) => {
			const until = now + milliseconds;
			for (;;) {
				// Whoever was just woken may ask for another sleep that ends within this turn.
				await new Promise(setImmediate);
				const next = sleepers.reduce((least, sleeper) => Math.min(least, sleeper.due), Number.POSITIVE_INFINITY);
				if (next > until) break;
				now = Math.max(now, next);
				const due = sleepers.filter((sleeper) => sleeper.due <= now);
				sleepers = sleepers.filter((sleeper) => sleeper.due > now);
				for (const sleeper of due) sleeper.wake();
			}
			now = until;
		},
		get sleepers() {
			return sleepers.length;
		},
	};
};
