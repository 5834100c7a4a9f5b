/** A place for one body. `buffer` was used before and can be used again; null when one must be made. */
export type Lease = {
	length: number;
	buffer: ArrayBuffer | null;
	/** Ends the lease; the buffer, when it comes back, serves the next one. Only once. */
	giveBack(buffer: ArrayBuffer | null): void;
};

/**
 * Memory for bodies on their way, in all transfers together never more than `limit` bytes (but one body always fits).
 * Buffers are used again: touching fresh memory costs as much as a tenth of hashing it.
 */
export class BodyMemory {
	readonly #limit: number;
	#used = 0;
	#free: ArrayBuffer[] = [];
	#queue: {length: number; grant: () => void}[] = [];

	constructor(limit: number) {
		this.#limit = limit;
	}

	/** Bytes that are leased. */
	get used(): number {
		return this.#used;
	}

	/**
	 * Waits, first come first served, until there is room for `length` bytes.
	 * @throws the signal's reason when it aborts first.
	 */
	async lease(length: number, signal: AbortSignal): Promise<Lease> {
		signal.throwIfAborted();
		if (this.#queue.length > 0 || !this.#fits(length)) await this.#turn(length, signal);
		else this.#used += length;
		const buffer = this.#takeFree(length);
		let over = false;
		return {
			length,
			buffer,
			giveBack: (returned) => {
				if (over) return;
				over = true;
				this.#used -= length;
				if (returned) this.#free.push(returned);
				this.#admit();
				this.#trim();
			},
		};
	}

	#fits(length: number): boolean {
		return this.#used === 0 || this.#used + length <= this.#limit;
	}

	#turn(length: number, signal: AbortSignal): Promise<void> {
		return new Promise((resolve, reject) => {
			const waiting = {
				length,
				grant: () => {
					signal.removeEventListener('abort', abort);
					resolve();
				},
			};
			const abort = () => {
				this.#queue = this.#queue.filter((other) => other !== waiting);
				reject(signal.reason);
				this.#admit();
			};
			signal.addEventListener('abort', abort, {once: true});
			this.#queue.push(waiting);
		});
	}

	#admit(): void {
		while (this.#queue[0] && this.#fits(this.#queue[0].length)) {
			const {length, grant} = this.#queue.shift()!;
			this.#used += length;
			grant();
		}
	}

	/** A used buffer that is large enough, but not so large that most of it would lie idle. */
	#takeFree(length: number): ArrayBuffer | null {
		const at = this.#free.findIndex(({byteLength}) => byteLength >= length && byteLength <= 2 * length);
		return at < 0 ? null : this.#free.splice(at, 1)[0]!;
	}

	/** Idle buffers count as memory too. */
	#trim(): void {
		let idle = this.#free.reduce((sum, {byteLength}) => sum + byteLength, 0);
		while (this.#free.length > 0 && this.#used + idle > this.#limit) idle -= this.#free.shift()!.byteLength;
	}
}
