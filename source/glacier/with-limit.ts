import {cancelled} from '../model/errors/errors.ts';
import type {Clock} from '../platform/clock.ts';
import {around} from './around.ts';
import type {Glacier, GlacierCall} from './glacier.ts';

export type LimitOptions = {
	clock: Clock;
	/** How many calls that carry archives' bytes are under way at once. */
	transfers: number;
	/** How many other calls: they have places of their own, so that a vault can be described while an upload fills the line. */
	others: number;
	/** Calls begun in a second, of all kinds together; null for no limit. */
	perSecond: number | null;
};

/** Places for a number of callers, given in the order of asking. */
const gate = (places: number) => {
	let free = places;
	const waiting: (() => void)[] = [];
	return {
		enter: (signal: AbortSignal | undefined) =>
			new Promise<void>((resolve, reject) => {
				if (signal?.aborted) return reject(cancelled());
				if (free > 0) {
					free--;
					return resolve();
				}
				const enter = () => {
					signal?.removeEventListener('abort', giveUp);
					resolve();
				};
				const giveUp = () => {
					waiting.splice(waiting.indexOf(enter), 1);
					reject(cancelled());
				};
				waiting.push(enter);
				signal?.addEventListener('abort', giveUp, {once: true});
			}),
		leave: () => {
			const next = waiting.shift();
			if (next) next();
			else free++;
		},
	};
};

/** Lets callers pass one by one, `perSecond` in a second. */
const pace = (clock: Clock, perSecond: number) => {
	let nextAt = 0;
	return async (signal: AbortSignal | undefined) => {
		const at = Math.max(clock.now(), nextAt);
		nextAt = at + 1000 / perSecond;
		if (at > clock.now()) await clock.sleep(at - clock.now(), signal).catch(() => Promise.reject(cancelled()));
	};
};

const carriesBytes: ReadonlySet<GlacierCall> = new Set(['uploadArchive', 'uploadPart', 'getJobOutput']);

/**
 * Limits how many calls are under way and how many begin in a second; the others wait their turn.
 * The body of a job's output is read after its call has ended and takes no place: its reader limits itself.
 */
export const withLimit = (inner: Glacier, {clock, transfers, others, perSecond}: LimitOptions): Glacier => {
	const transferGate = gate(transfers);
	const otherGate = gate(others);
	const keepPace = perSecond === null ? undefined : pace(clock, perSecond);
	return around(inner, async ({call, signal}, proceed) => {
		const {enter, leave} = carriesBytes.has(call) ? transferGate : otherGate;
		await enter(signal);
		try {
			await keepPace?.(signal);
			return await proceed();
		} finally {
			leave();
		}
	});
};
