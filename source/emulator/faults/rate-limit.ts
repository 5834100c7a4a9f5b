import {refuse} from '../errors.ts';
import type {Settings} from '../world/settings.ts';

/**
 * A token bucket in real time over the requests that it is about.
 * @returns a function that is called for each request and throws Refusal ThrottlingException when the bucket is empty
 */
export const createRateLimit = (settings: Settings, realTime = () => performance.now()) => {
	let tokens = Number.POSITIVE_INFINITY;
	let filled = realTime();
	return (operation: string | undefined): void => {
		const rate = settings.requestRate;
		if (!rate || (rate.operations && !(operation && rate.operations.includes(operation)))) return;
		const now = realTime();
		tokens = Math.min(rate.burst, tokens + ((now - filled) / 1000) * rate.perSecond);
		filled = now;
		if (tokens < 1) throw refuse.throttled();
		tokens--;
	};
};
