import {mismatch, toErrorValue} from '../../model/errors/errors.ts';
import {countText} from '../../model/format.ts';
import {discard} from '../../platform/discard.ts';
import {unlessAborted} from '../at-once.ts';

/**
 * The bytes of a stream between whoever hands them over and whoever fills parts with them. They are copied once, from the piece in which they
 * come into the part, and none are held: a piece waits until there is a part to be filled.
 */
export class ByteStream {
	readonly #givenUp = new AbortController();
	/** What is being filled, and how far. */
	#target: {into: Uint8Array; at: number} | undefined;
	/** Whether a piece waits for something to be filled. */
	#pieceWaits = false;
	#bytes = 0;
	/** Whether these were all bytes, by the word of whoever made them. */
	#whole = false;
	#fed: 'not yet' | 'now' | 'before' = 'not yet';
	#changed = Promise.withResolvers<void>();

	/** Aborts, with the reason, when nothing will come of the stream. */
	get signal(): AbortSignal {
		return this.#givenUp.signal;
	}

	/** Whether nobody has begun to hand bytes over. */
	get isFresh(): boolean {
		return this.#fed === 'not yet';
	}

	/** Whether nobody hands bytes over, and nobody has said that these were all. */
	get isSilent(): boolean {
		return this.#fed !== 'now' && !this.#whole;
	}

	/** From the first reason on, everybody who waits for the stream hears it. */
	giveUp(reason: unknown): void {
		this.#givenUp.abort(reason);
	}

	/** Says that these were all bytes. A stream that has another number of them is given up: some were lost on the way. */
	end(bytes: number): void {
		if (bytes === this.#bytes && this.#fed === 'before') {
			this.#whole = true;
			this.#wake();
			return;
		}
		const arrived = countText(this.#bytes);
		this.giveUp(mismatch(`The stream was said to have ${countText(bytes)} bytes, and ${arrived} arrived.`));
	}

	/**
	 * Takes all pieces of an iterable, each when there is room for it. Each is given away. Resolves to how many bytes they had.
	 * @throws what the iterable throws, which gives the stream up; the reason when it is given up or `signal` aborts.
	 */
	async feed(pieces: AsyncIterable<Uint8Array>, signal?: AbortSignal): Promise<number> {
		const stop = () => this.giveUp(signal!.reason);
		signal?.addEventListener('abort', stop, {once: true});
		if (signal?.aborted) stop();
		this.#fed = 'now';
		try {
			// The iterable may wait for ever for a producer that says nothing more.
			await unlessAborted(this.#takeAll(pieces), this.signal);
			return this.#bytes;
		} catch (error) {
			this.giveUp(error);
			throw this.signal.reason;
		} finally {
			signal?.removeEventListener('abort', stop);
			this.#fed = 'before';
		}
	}

	/**
	 * Resolves to true when a byte is there, to false when the stream is over.
	 * @throws the reason when it is given up or `signal` aborts.
	 */
	async hasMore(signal: AbortSignal): Promise<boolean> {
		await this.#until(() => this.#pieceWaits || this.#whole, signal);
		return this.#pieceWaits;
	}

	/**
	 * Fills `into` with the next bytes. Gives how many those are: fewer than there is room for only at the end of the stream.
	 * @throws the reason when it is given up or `signal` aborts; nothing is written to `into` any more.
	 */
	async fill(into: Uint8Array, signal: AbortSignal): Promise<number> {
		const target = {into, at: 0};
		this.#target = target;
		this.#wake();
		try {
			await this.#until(() => target.at === into.length || this.#whole, signal);
			return target.at;
		} finally {
			this.#target = undefined;
		}
	}

	async #takeAll(pieces: AsyncIterable<Uint8Array>): Promise<void> {
		for await (const piece of pieces) {
			this.signal.throwIfAborted();
			this.#bytes += piece.length;
			let rest = piece;
			for (;;) {
				rest = rest.subarray(this.#copy(rest));
				if (rest.length === 0) break;
				this.#pieceWaits = true;
				this.#wake();
				await this.#until(() => this.#hasRoom, this.signal);
				this.#pieceWaits = false;
			}
			discard(piece);
		}
	}

	get #hasRoom(): boolean {
		return this.#target !== undefined && this.#target.at < this.#target.into.length;
	}

	/** Copies as much as fits, and gives how much. */
	#copy(piece: Uint8Array): number {
		const target = this.#target;
		if (!target) return 0;
		const length = Math.min(piece.length, target.into.length - target.at);
		target.into.set(length < piece.length ? piece.subarray(0, length) : piece, target.at);
		target.at += length;
		if (target.at === target.into.length) this.#wake();
		return length;
	}

	#wake(): void {
		this.#changed.resolve();
		this.#changed = Promise.withResolvers();
	}

	async #until(passes: () => boolean, signal: AbortSignal): Promise<void> {
		while (!passes()) await unlessAborted(this.#changed.promise, signal);
	}
}

/** Whether a stream was given up because a person or a shutdown stopped it. */
export const wasStopped = (reason: unknown): boolean => toErrorValue(reason).kind === 'cancelled';
