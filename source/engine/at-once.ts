/**
 * Does something with each item, up to `atOnce` at the same time and in their order. Settles when nothing is under way any more.
 * @throws what the first that failed threw; after that no more are begun.
 */
export const forEachAtOnce = async <Item>(
	items: Iterable<Item>,
	atOnce: number,
	act: (item: Item) => Promise<void>,
): Promise<void> => {
	const left = items[Symbol.iterator]();
	let failed = false;
	let failure: unknown;
	const lane = async () => {
		for (let next = left.next(); !next.done && !failed; next = left.next()) {
			try {
				await act(next.value);
			} catch (error) {
				if (!failed) failure = error;
				failed = true;
			}
		}
	};
	await Promise.all(Array.from({length: atOnce}, lane));
	if (failed) throw failure;
};

/** A promise that gives up when the signal aborts; what it waits for goes on. */
export const unlessAborted = <T>(promise: Promise<T>, signal: AbortSignal): Promise<T> =>
	new Promise((resolve, reject) => {
		const abort = () => reject(signal.reason);
		if (signal.aborted) return abort();
		signal.addEventListener('abort', abort, {once: true});
		promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
	});
