/** A place for one body. */
export type Lease = {
	bytes: Uint8Array<SharedArrayBuffer>;
	/** Ends the lease. Its memory serves the next one when it is `free`, that is when nobody reads it any more. */
	giveBack(free: boolean): void;
};

/**
 * Memory for bodies on their way, in all transfers together never more than `limit` bytes (but one body always fits).
 *
 * It is shared between threads instead of being sent from one to the other, and used again: fresh memory costs as much as a tenth of hashing
 * it, and memory that comes and goes calls the garbage collector.
 */
export class BodyMemory {
	readonly #limit: number;
	#used = 0;
	#free: SharedArrayBuffer[] = [];
	#queue: {length: number; grant: (buffer: SharedArrayBuffer) => void}[] = [];

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
		const buffer =
			this.#queue.length > 0 || !this.#fits(length) ? await this.#turn(length, signal) : this.#take(length);
		let over = false;
		return {
			bytes: new Uint8Array(buffer, 0, length),
			giveBack: (free) => {
				if (over) return;
				over = true;
				this.#used -= length;
				if (free) this.#free.push(buffer);
				this.#admit();
				this.#trim();
			},
		};
	}

	#fits(length: number): boolean {
		return this.#used === 0 || this.#used + length <= this.#limit;
	}

	#turn(length: number, signal: AbortSignal): Promise<SharedArrayBuffer> {
		return new Promise((resolve, reject) => {
			const waiting = {
				length,
				grant: (buffer: SharedArrayBuffer) => {
					signal.removeEventListener('abort', abort);
					resolve(buffer);
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
			grant(this.#take(length));
		}
	}

	/** Takes room: used memory that is large enough, but not so large that most of it would lie idle, or new memory. */
	#take(length: number): SharedArrayBuffer {
		this.#used += length;
		const at = this.#free.findIndex(({byteLength}) => byteLength >= length && byteLength <= 2 * length);
		if (at >= 0) return this.#free.splice(at, 1)[0]!;
		this.#trim();
		return new SharedArrayBuffer(length);
	}

	/** Idle buffers count as memory too. */
	#trim(): void {
		let idle = this.#free.reduce((sum, {byteLength}) => sum + byteLength, 0);
		while (this.#free.length > 0 && this.#used + idle > this.#limit) idle -= this.#free.shift()!.byteLength;
	}
}
