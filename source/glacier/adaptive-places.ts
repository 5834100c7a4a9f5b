import {GlacierError} from './glacier-error.ts';
import {Stalled} from './stall.ts';

/** What a call is told when it begins, and gives back when it ends. */
export type Place = {cut: number};

/** Whether a failure says that fewer calls at once would be better: the service asks for it, or bodies do not get through in time. */
export const isStrain = (error: unknown): boolean =>
	error instanceof GlacierError &&
	(error.throttled ||
		error.cause instanceof Stalled ||
		error.value.code === 'RequestTimeoutException' ||
		error.value.code === 'ServiceUnavailableException');

/** With a single place, one call that hangs would hold up all others until it is given up, which takes minutes. */
const least = 2;

/**
 * How many calls may be under way at once, learned from how they end: a strain halves it, and each round of calls that all succeed adds one
 * (additive increase, multiplicative decrease, as TCP does it). Begins at the most, because mostly nothing is wrong. Knows no time.
 *
 * A call that began before the last cut says nothing new: of twenty calls that are throttled together, one halves.
 */
export class AdaptivePlaces {
	readonly #most: number;
	readonly #least: number;
	readonly #onChange: (places: number) => void;
	#window: number;
	#cuts = 0;
	#taken = 0;

	constructor(most: number, onChange: (places: number) => void = () => {}) {
		this.#most = most;
		this.#least = Math.min(least, most);
		this.#onChange = onChange;
		this.#window = most;
	}

	/** Places at present, at least two where there may be as many. */
	get places(): number {
		// Thirds that add up to a little less than a place are one.
		return Math.floor(this.#window + 1e-9);
	}

	/** Whether one is free. */
	get isFree(): boolean {
		return this.#taken < this.places;
	}

	take(): Place {
		this.#taken++;
		return {cut: this.#cuts};
	}

	/** A call is over. `strained`: see {@link isStrain}; null when it says nothing of the service. */
	leave({cut}: Place, strained: boolean | null): void {
		const [before, underWay] = [this.places, this.#taken];
		this.#taken--;
		if (strained === true && cut === this.#cuts) {
			this.#cuts++;
			// What is free now was not what strained it.
			this.#window = Math.max(this.#least, Math.min(this.#window, underWay) / 2);
		} else if (strained === false) {
			this.#window = Math.min(this.#most, this.#window + 1 / before);
		}
		if (this.places !== before) this.#onChange(this.places);
	}
}
