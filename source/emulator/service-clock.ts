import type {Clock} from '../platform/clock.ts';

/** The service's own time: as fast as the machine's, faster, standing, and turned forward by hand. */
export interface ServiceClock extends Clock {
	/** How many times faster than the machine's time it runs; 0 when it stands. */
	readonly speed: number;
	/** Changes the speed from now on. */
	setSpeed(speed: number): void;
	/** Moves on at once by `milliseconds` and wakes everyone whose time has come. */
	advance(milliseconds: number): void | Promise<void>;
}

/** Whether a clock that was handed in can be turned. */
export const canTurn = (clock: Clock): clock is Clock & Pick<ServiceClock, 'advance'> => 'advance' in clock;

/** Whether a clock has a speed. */
export const isServiceClock = (clock: Clock): clock is ServiceClock => canTurn(clock) && 'setSpeed' in clock;

/** A clock that shows `start` now and runs at `speed`. */
export const serviceClock = (start: number, speed = 1): ServiceClock => {
	let shown = start;
	let since = performance.now();
	let pace = speed;
	let timer: NodeJS.Timeout | undefined;
	const sleepers = new Set<{due: number; wake: () => void}>();
	const now = () => shown + (performance.now() - since) * pace;

	const arm = () => {
		clearTimeout(timer);
		for (const sleeper of sleepers) {
			if (sleeper.due > now()) continue;
			sleepers.delete(sleeper);
			sleeper.wake();
		}
		if (sleepers.size === 0 || pace === 0) return;
		const next = Math.min(...[...sleepers].map((sleeper) => sleeper.due));
		// A timer counts in 31 bits; it arms itself again when it went off too early.
		timer = setTimeout(arm, Math.min(2 ** 30, Math.ceil((next - now()) / pace)));
		timer.unref();
	};
	const turn = (moment: number, newPace: number) => {
		shown = moment;
		since = performance.now();
		pace = newPace;
		arm();
	};

	return {
		now,
		get speed() {
			return pace;
		},
		setSpeed: (newPace) => turn(now(), newPace),
		advance: (milliseconds) => turn(now() + milliseconds, pace),
		sleep: (milliseconds, signal) =>
			new Promise((resolve, reject) => {
				if (signal?.aborted) return reject(signal.reason);
				const abort = () => {
					sleepers.delete(sleeper);
					reject(signal!.reason);
				};
				const sleeper = {
					due: now() + Math.max(0, milliseconds),
					wake: () => {
						signal?.removeEventListener('abort', abort);
						resolve();
					},
				};
				signal?.addEventListener('abort', abort, {once: true});
				sleepers.add(sleeper);
				arm();
			}),
	};
};
