import {type Bandwidth, bandwidthAt} from '../../model/bandwidth.ts';
import type {Clock} from '../../platform/clock.ts';

/** Milliseconds of moving that may be caught up with after a pause: enough to hide the timer's own slowness. */
const slack = 100;

/** A limit that begins or ends with an hour is noticed within so many milliseconds. */
const longestSleep = 30_000;

const minuteOfDay = (now: number): number => {
	const date = new Date(now);
	return date.getHours() * 60 + date.getMinutes();
};

type Waiting = {bytes: number; pass(): void};

/**
 * Lets bytes pass at a rate, in the order in which they come, whatever they belong to. Without a limit nobody waits, and nothing is
 * counted. The rate may be another one at any time, and is another one by the hour if that was said.
 */
export class BandwidthGate {
	readonly #clock: Clock;
	readonly #closing: AbortSignal;
	readonly #onRate: (rate: number | null) => void;
	#bandwidth: Bandwidth;
	#rate: number | null;
	/** When the next bytes may pass. */
	#free = 0;
	readonly #line: Waiting[] = [];
	#serving = false;
	#changed = new AbortController();

	/** `onRate` hears of each other rate (bytes a second; null for none) that comes into force. */
	constructor(takes: {
		clock: Clock;
		closing: AbortSignal;
		bandwidth: Bandwidth;
		onRate: (rate: number | null) => void;
	}) {
		this.#clock = takes.clock;
		this.#closing = takes.closing;
		this.#bandwidth = takes.bandwidth;
		this.#onRate = takes.onRate;
		this.#rate = this.#look();
	}

	/** Bytes a second at present; null for no limit. */
	get rate(): number | null {
		const rate = this.#look();
		if (rate !== this.#rate) {
			this.#rate = rate;
			this.#onRate(rate);
		}
		return rate;
	}

	get bandwidth(): Bandwidth {
		return this.#bandwidth;
	}

	/** From now on another one. Who waits does so by the new one. */
	change(bandwidth: Bandwidth): void {
		this.#bandwidth = bandwidth;
		void this.rate;
		this.#changed.abort();
	}

	/** Undefined when they may pass at once, else a promise to wait for. It never rejects: a transfer that ends does not wait for it. */
	pass(bytes: number): Promise<void> | undefined {
		const {rate} = this;
		if (this.#line.length === 0 && (rate === null || this.#charge(bytes, rate) <= 0)) return undefined;
		return new Promise((resolve) => {
			// What was charged already only has to wait.
			this.#line.push({bytes: this.#line.length === 0 ? 0 : bytes, pass: resolve});
			if (!this.#serving) void this.#serve();
		});
	}

	#look(): number | null {
		return bandwidthAt(this.#bandwidth, minuteOfDay(this.#clock.now()));
	}

	/** Books bytes; gives the milliseconds until they may have passed. */
	#charge(bytes: number, rate: number): number {
		const now = this.#clock.now();
		this.#free = Math.max(this.#free, now - slack) + (bytes / rate) * 1000;
		return this.#free - now;
	}

	async #serve(): Promise<void> {
		this.#serving = true;
		while (this.#line.length > 0) {
			const [first] = this.#line as [Waiting];
			const {rate} = this;
			if (rate !== null && !this.#closing.aborted) await this.#wait(this.#charge(first.bytes, rate));
			this.#line.shift();
			first.pass();
		}
		this.#serving = false;
	}

	/** Waits, unless the limit becomes another one meanwhile: then what was booked under the old one is forgotten. */
	async #wait(milliseconds: number): Promise<void> {
		const until = this.#clock.now() + milliseconds;
		const before = this.#rate;
		for (let left = milliseconds; left > 0; left = until - this.#clock.now()) {
			const signal = AbortSignal.any([this.#changed.signal, this.#closing]);
			await this.#clock.sleep(Math.min(left, longestSleep), signal).catch(() => {});
			if (this.#changed.signal.aborted) this.#changed = new AbortController();
			if (this.#closing.aborted || this.rate !== before) {
				this.#free = this.#clock.now();
				return;
			}
		}
	}
}

/** Hears how many bytes of a body were sent, as `OnSent` does, tells it on, and lets the next ones wait for their turn. */
export const paced = (
	gate: Pick<BandwidthGate, 'pass'>,
	onSent: (sent: number) => void,
): ((sent: number) => Promise<void> | undefined) => {
	let before = 0;
	return (sent) => {
		// A repeated try begins again at 0, and its bytes travel again; one try never says the same sum twice.
		const bytes = sent <= before ? sent : sent - before;
		before = sent;
		onSent(sent);
		return gate.pass(bytes);
	};
};
