import type {ErrorValue} from '../../model/errors/iceaxe-error.ts';
import type {WaitsFor} from '../../model/transfer.ts';
import {type Failure, type FailureKind, retryDelay} from '../failure.ts';

/** What is waited for, and what was heard when it was last tried. */
export type Waits = {for: WaitsFor; error: ErrorValue};

const causes: Partial<Record<FailureKind, WaitsFor>> = {
	away: 'network',
	expired: 'credentials',
	unaccepted: 'credentials',
};

/** One connection that breaks is not a network that is away: it is so when this many calls fail in a row. */
const inARow: Record<WaitsFor, number> = {network: 2, credentials: 1};

/**
 * Whether the service can be had at the moment, as one transfer hears it. While it cannot, one step at a time is tried, after waits that grow,
 * and for as long as it takes: time without a network is nobody's fault. Pure but for its own state, and told the time.
 */
export class Outage {
	readonly #random: () => number;
	#waits: Waits | null = null;
	#failures = 0;
	/** Tries since it is waited. */
	#tries = 0;
	#trying = false;
	#until = 0;

	/** `random` is from 0 to below 1. */
	constructor(random: () => number) {
		this.#random = random;
	}

	/** Null while the service answers. */
	get waits(): Waits | null {
		return this.#waits;
	}

	/** When to try again; null while a try is under way. */
	get until(): number | null {
		return this.#trying ? null : this.#until;
	}

	/** Whether a step may begin that asks something of the service. */
	allows(now: number): boolean {
		return !this.#waits || (!this.#trying && now >= this.#until);
	}

	/** A step begins that asks something of the service. */
	begin(): void {
		this.#trying = this.#waits !== null;
	}

	/** A step failed. Says whether it is of those that end only with an outage, and are taken again for as long as it takes. */
	failed({kind, error}: Failure, now: number): boolean {
		const cause = causes[kind];
		if (!cause) {
			this.answered();
			return false;
		}
		this.#failures++;
		if (this.#failures < inARow[cause]) return true;
		// Steps that were begun before it was known say nothing about the next try.
		if (!this.#waits || this.#trying) this.#until = now + retryDelay(++this.#tries, this.#random());
		this.#trying = false;
		this.#waits = {for: cause, error};
		return true;
	}

	/** The service answered, if only to refuse. */
	answered(): void {
		this.#waits = null;
		this.#failures = 0;
		this.#tries = 0;
		this.#trying = false;
	}
}
