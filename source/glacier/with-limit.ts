import {cancelled} from '../model/errors/errors.ts';
import type {Clock} from '../platform/clock.ts';
import {AdaptivePlaces, isStrain, type Place} from './adaptive-places.ts';
import {around} from './around.ts';
import type {Glacier, GlacierCall, JobOutput} from './glacier.ts';
import {GlacierError} from './glacier-error.ts';

export type LimitOptions = {
	clock: Clock;
	/** How many calls that carry archives' bytes are under way at once, at most: fewer when the service or the line is strained. */
	transfers: number;
	/** How many other calls: they have places of their own, so that a vault can be described while an upload fills the line. */
	others: number;
	/** Calls begun in a second, of all kinds together; null for no limit. */
	perSecond: number | null;
	/** Hears how many of the first kind there may be at once, whenever that changes. */
	onPlaces?: (places: number) => void;
};

/** Lets as many callers in as there are places, in the order of asking. */
const gate = (places: AdaptivePlaces) => {
	const waiting: (() => void)[] = [];
	return {
		enter: (signal: AbortSignal | undefined) =>
			new Promise<Place>((resolve, reject) => {
				if (signal?.aborted) return reject(cancelled());
				if (places.isFree) return resolve(places.take());
				const enter = () => {
					signal?.removeEventListener('abort', giveUp);
					resolve(places.take());
				};
				const giveUp = () => {
					waiting.splice(waiting.indexOf(enter), 1);
					reject(cancelled());
				};
				waiting.push(enter);
				signal?.addEventListener('abort', giveUp, {once: true});
			}),
		leave: (place: Place, strained: boolean | null) => {
			places.leave(place, strained);
			while (waiting.length > 0 && places.isFree) waiting.shift()!();
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

/** What the end of a call says of the service: an answer of any kind but a strain says that it keeps up, and a failure here nothing. */
const verdict = (error: unknown): boolean | null => {
	if (isStrain(error)) return true;
	return error instanceof GlacierError && error.value.requestId !== null ? false : null;
};

/** A body that says once when its reader is done with it, and whether it stalled. */
const watched = (body: JobOutput['body'], onEnd: (strained: boolean | null) => void): JobOutput['body'] => {
	let ended = false;
	const end = (strained: boolean | null) => {
		if (!ended) onEnd(strained);
		ended = true;
	};
	async function* read(): AsyncGenerator<Uint8Array> {
		try {
			yield* body;
			end(false);
		} catch (error) {
			end(verdict(error));
			throw error;
		} finally {
			end(null);
		}
	}
	return {
		[Symbol.asyncIterator]: read,
		destroy: (error) => {
			end(null);
			body.destroy(error);
		},
	};
};

/**
 * Limits how many calls are under way and how many begin in a second; the others wait their turn. The limit is one for the whole account,
 * because that is what the service throttles, and follows how calls end: see {@link AdaptivePlaces}. A job's output holds its place until
 * its body is read.
 */
export const withLimit = (inner: Glacier, {clock, transfers, others, perSecond, onPlaces}: LimitOptions): Glacier => {
	const transferGate = gate(new AdaptivePlaces(transfers, onPlaces));
	const otherGate = gate(new AdaptivePlaces(others));
	const keepPace = perSecond === null ? undefined : pace(clock, perSecond);
	return around(inner, async ({call, signal}, proceed) => {
		const {enter, leave} = carriesBytes.has(call) ? transferGate : otherGate;
		const place = await enter(signal);
		let left = false;
		const end = (strained: boolean | null) => {
			if (!left) leave(place, strained);
			left = true;
		};
		try {
			await keepPace?.(signal);
			const gives = await proceed();
			if (call !== 'getJobOutput') {
				end(false);
				return gives;
			}
			const output = gives as JobOutput;
			return {...output, body: watched(output.body, end)} as typeof gives;
		} catch (error) {
			end(verdict(error));
			throw error;
		}
	});
};
