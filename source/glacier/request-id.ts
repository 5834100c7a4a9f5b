/** Request ids beside what the calls give: they belong to the log, not to our nouns. */
const requestIds = new WeakMap<object, string>();

/** Remembers the request that gave this. */
export const rememberRequestId = <T>(gives: T, requestId: string | undefined): T => {
	if (requestId && typeof gives === 'object' && gives !== null) requestIds.set(gives, requestId);
	return gives;
};

/** The id of the request that gave this; null for calls that give nothing. */
export const requestIdOf = (gives: unknown): string | null =>
	typeof gives === 'object' && gives !== null ? (requestIds.get(gives) ?? null) : null;
