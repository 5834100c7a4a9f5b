/** Milliseconds for which bytes have to come again before a silence is over: a new connection takes some into its buffers whoever is at its end. */
const burst = 2000;

/** Bytes that are further apart, in milliseconds, have nothing to do with each other. */
const apart = 10_000;

/** What moves of a transfer. */
export type Movement = {
	verifiedBytes: number;
	movingBytes: number;
	/** Whether a limit is all that keeps some bytes from moving. */
	isHeld: boolean;
};

/** Notices when nothing of a transfer moves. Knows no clock: it is told the time, and remembers a moment of the caller's. */
export class Silence<Moment> {
	readonly #after: number;
	#before: Movement | undefined;
	/** When bytes last moved, or were waited for by nobody. */
	#last: {at: number; moment: Moment} | undefined;
	/** When they last did, and when those began that come one soon after another. */
	#moved = Number.NEGATIVE_INFINITY;
	#began = 0;
	#isQuiet = false;

	/** `after`: how many milliseconds without a byte are a silence. */
	constructor(after: number) {
		this.#after = after;
	}

	/** Takes a look at the time `at` (milliseconds), which is `moment`; gives the moment of the last byte when that is too long ago, else null. */
	sample(at: number, moment: Moment, now: Movement): Moment | null {
		const before = this.#before ?? now;
		const isVerified = now.verifiedBytes > before.verifiedBytes;
		const moves = isVerified || now.verifiedBytes + now.movingBytes > before.verifiedBytes + before.movingBytes;
		this.#before = now;
		if (moves) {
			if (at - this.#moved > apart) this.#began = at;
			this.#moved = at;
		}
		if (!this.#last || isVerified || now.isHeld || (moves && (!this.#isQuiet || at - this.#began >= burst))) {
			this.#isQuiet = false;
			this.#last = {at, moment};
		}
		if (at - this.#last.at >= this.#after) this.#isQuiet = true;
		return this.#isQuiet ? this.#last.moment : null;
	}

	/** Nothing is to move at present: what comes next is a beginning. */
	forget(): void {
		this.#before = undefined;
		this.#last = undefined;
		this.#isQuiet = false;
	}
}
