import type {Clock} from '../platform/clock.ts';

/** A connection on which nothing moved for too long. */
export class Stalled extends Error {
	override readonly name = 'Stalled';

	constructor(milliseconds: number) {
		super(`nothing came from it for ${Math.round(milliseconds / 1000)} s`);
	}
}

export type StallOptions = {
	clock: Clock;
	/** Milliseconds without any movement. */
	limit: number;
	/** A number that changes when something moves; `undefined` while nothing is waited for. */
	moved: () => number | undefined;
	onStall: (error: Stalled) => void;
};

/**
 * Watches something that should move. Looks four times within the limit and counts the looks, not the time: after the process was
 * suspended for an hour, a connection that still lives has its chance.
 * @returns the way to end the watch.
 */
export const watchStall = ({clock, limit, moved, onStall}: StallOptions): (() => void) => {
	const end = new AbortController();
	const watch = async () => {
		let before = moved();
		for (let idle = 0; idle < 4; ) {
			await clock.sleep(limit / 4, end.signal);
			const now = moved();
			idle = now === undefined || now !== before ? 0 : idle + 1;
			before = now;
		}
		onStall(new Stalled(limit));
	};
	// Its only failure is that it was ended.
	watch().catch(() => {});
	return () => end.abort();
};
