import type {Context} from './context.ts';

/** Something of many steps that is under way. */
export type Act = {
	/** That a person wants no further step begun. */
	readonly stopped: boolean;
	/** Tells how far it is. */
	tell(steps: {done: number; failed: number; of: number}): void;
};

/**
 * What is under way for a face that watches it and may stop it. To stop is not to abort: steps that are on their way to the service come to
 * their end, and the answer says what was done, which an aborted request could not.
 */
export class Acts {
	readonly #emit: Context['emit'];
	readonly #running = new Map<string, {stopped: boolean}>();

	constructor({emit}: Pick<Context, 'emit'>) {
		this.#emit = emit;
	}

	/** Runs one under the id that its face gave it; without an id nobody watches. */
	async run<T>(actId: string | undefined, work: (act: Act) => Promise<T>): Promise<T> {
		if (actId === undefined) return work({stopped: false, tell: () => {}});
		const state = {stopped: false};
		this.#running.set(actId, state);
		try {
			return await work({
				get stopped() {
					return state.stopped;
				},
				tell: (steps) => this.#emit({type: 'act', actId, ...steps}),
			});
		} finally {
			this.#running.delete(actId);
		}
	}

	/** Lets no further step of an act begin. Of one that is over it means nothing. */
	stop(actId: string): void {
		const state = this.#running.get(actId);
		if (state) state.stopped = true;
	}
}
