/** The one timer of the screen: all that counts down or grows old hears it. */
export type Ticker = {
	/** The time at the service when it last ticked, in milliseconds since 1970. */
	now(): number;
	/** Milliseconds of the machine's steady clock when it last ticked; for what lasts for people: toasts, spinners. */
	steady(): number;
	/** Ticks that were heard: a spinner's place. */
	count(): number;
	subscribe(listener: () => void): () => void;
	/** How often it ticks from now on, in milliseconds. */
	every(milliseconds: number): void;
	tick(): void;
	stop(): void;
};

/** A second, because that is the smallest thing shown. */
const second = 1000;

/** @param running false: only `tick()` makes it tick, for whoever wants a screen that stands still. */
export const createTicker = (serviceNow: () => number, running = true): Ticker => {
	const listeners = new Set<() => void>();
	let now = serviceNow();
	let steady = performance.now();
	let count = 0;
	let period = second;
	let timer: NodeJS.Timeout | undefined;
	const tick = () => {
		now = serviceNow();
		steady = performance.now();
		count++;
		for (const listener of listeners) listener();
	};
	const start = () => {
		clearInterval(timer);
		timer = setInterval(tick, period);
		timer.unref();
	};
	if (running) start();
	return {
		now: () => now,
		steady: () => steady,
		count: () => count,
		subscribe: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		every: (milliseconds) => {
			if (milliseconds === period) return;
			period = milliseconds;
			if (running) start();
		},
		tick,
		stop: () => clearInterval(timer),
	};
};
