/** A number of lanes for those who come: each has one until it lets go of it; the others wait, first come first served. */
export class Lanes {
	#free: number;
	#queue: (() => void)[] = [];

	constructor(count: number) {
		this.#free = count;
	}

	/**
	 * Waits for a lane and gives the way to let go of it.
	 * @throws the signal's reason when it aborts first.
	 */
	async enter(signal: AbortSignal): Promise<() => void> {
		signal.throwIfAborted();
		if (this.#free > 0) this.#free--;
		else await this.#turn(signal);
		return () => {
			const next = this.#queue.shift();
			if (next) next();
			else this.#free++;
		};
	}

	#turn(signal: AbortSignal): Promise<void> {
		return new Promise((resolve, reject) => {
			const enter = () => {
				signal.removeEventListener('abort', abort);
				resolve();
			};
			const abort = () => {
				this.#queue = this.#queue.filter((other) => other !== enter);
				reject(signal.reason);
			};
			signal.addEventListener('abort', abort, {once: true});
			this.#queue.push(enter);
		});
	}
}
