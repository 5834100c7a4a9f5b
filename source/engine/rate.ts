/** How far back a rate looks, in milliseconds. Long enough for parts that are accepted seconds apart. */
const span = 10_000;

/** Bytes a second over the last seconds, from sums that may also go back: a chunk that failed takes its bytes with it. */
export class Rate {
	#samples: {at: number; bytes: number}[] = [];

	/** Takes a sample of the sum at the moment `at` (milliseconds), and gives the rate. */
	sample(at: number, bytes: number): number {
		this.#samples.push({at, bytes});
		// The oldest stays just outside of the span, so that the span is covered.
		while (this.#samples.length > 2 && this.#samples[1]!.at <= at - span) this.#samples.shift();
		const first = this.#samples[0]!;
		const seconds = (at - first.at) / 1000;
		return seconds <= 0 ? 0 : Math.max(0, (bytes - first.bytes) / seconds);
	}
}
