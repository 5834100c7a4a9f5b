import type {Failure, FailureKind} from '../../source/engine/failure.ts';
import {mismatch} from '../../source/model/errors/errors.ts';

/** What becomes of a call. `lost`: the service did it, and the answer never came. `stalls`: nothing is heard until it is given up. */
export type Fate = 'done' | 'lost' | 'stalls' | (Failure & {crowded?: boolean});

/** A failure; `crowded`: of those that say that fewer calls at once would be better. */
export const failure = (kind: FailureKind, crowded = false): Failure & {crowded?: boolean} => ({
	kind,
	error: mismatch(kind).value,
	...(crowded ? {crowded} : {}),
});

/**
 * What befalls calls, by chance: single failures, throttling, and now and then an outage of up to half an hour in which no call succeeds, of the network
 * or of credentials.
 */
export const weather = (random: () => number) => {
	let outage: {until: number; kind: FailureKind} | undefined;
	let outages = 0;
	return {
		get outages() {
			return outages;
		},
		/** `mayFail`: whether the call is one that may fail by itself and be tried again. */
		fate: (now: number, mayFail: boolean): Fate => {
			if (outage && now >= outage.until) outage = undefined;
			if (!outage && random() < 0.008) {
				outages++;
				outage = {until: now + random() ** 4 * 1_800_000, kind: random() < 0.6 ? 'away' : 'expired'};
			}
			if (outage) return failure(outage.kind);
			const luck = random();
			if (luck < 0.04) return failure('away');
			if (luck < 0.06) return 'lost';
			if (luck < 0.08) return 'stalls';
			if (luck < 0.11 && mayFail) return failure('again', random() < 0.7);
			return 'done';
		},
	};
};
