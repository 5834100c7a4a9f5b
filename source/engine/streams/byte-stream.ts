import {mismatch, toErrorValue} from '../../model/errors/errors.ts';
import {IceaxeError} from '../../model/errors/iceaxe-error.ts';
import {countText} from '../../model/format.ts';
import {unlessAborted} from '../at-once.ts';

/** The bytes of a stream between whoever hands them over and whoever fills parts with them. It holds one piece at a time. */
export class ByteStream {
	readonly #givenUp = new AbortController();
	#piece: Uint8Array | undefined;
	#bytes = 0;
	/** How many bytes it has, by the word of whoever made them. */
	#said: number | undefined;
	#fed: 'not yet' | 'now' | 'before' = 'not yet';
	#changed = Promise.withResolvers<void>();

	/** Aborts, with the reason, when nothing will come of the stream. */
	get signal(): AbortSignal {
		return this.#givenUp.signal;
	}

	/** Bytes that were handed over. */
	get bytes(): number {
		return this.#bytes;
	}

	/** Whether nobody has begun to hand bytes over. */
	get isFresh(): boolean {
		return this.#fed === 'not yet';
	}

	/** Whether it is said that these were all bytes. */
	get isWhole(): boolean {
		return this.#said !== undefined;
	}

	/** Whether nobody hands bytes over, and nobody has said that these were all. */
	get isSilent(): boolean {
		return this.#fed !== 'now' && !this.isWhole;
	}

	/** From the first reason on, everybody who waits for the stream hears it. */
	giveUp(reason: unknown): void {
		this.#givenUp.abort(reason);
	}

	/** Says that these were all bytes. A stream that has another number of them is given up: some were lost on the way. */
	end(bytes: number): void {
		if (bytes === this.#bytes && this.#fed === 'before') {
			this.#said = bytes;
			this.#wake();
			return;
		}
		const arrived = countText(this.#bytes);
		this.giveUp(mismatch(`The stream was said to have ${countText(bytes)} bytes, and ${arrived} arrived.`));
	}

	/**
	 * Takes all pieces of an iterable, each when there is room for it.
	 * @throws what the iterable throws, which gives the stream up; the reason when it is given up or `signal` aborts.
	 */
	async feed(pieces: AsyncIterable<Uint8Array>, signal?: AbortSignal): Promise<number> {
		const either = signal ? AbortSignal.any([signal, this.signal]) : this.signal;
		const iterator = pieces[Symbol.asyncIterator]();
		this.#fed = 'now';
		try {
			for (;;) {
				const {done, value} = await unlessAborted(Promise.resolve(iterator.next()), either);
				if (done) return this.#bytes;
				await this.#write(value, either);
			}
		} catch (error) {
			this.giveUp(error);
			// It may wait for a producer that says nothing more.
			Promise.resolve(iterator.return?.()).catch(() => {});
			throw this.signal.reason;
		} finally {
			this.#fed = 'before';
			this.#wake();
		}
	}

	/**
	 * Resolves to true when a byte is there, to false when the stream is over.
	 * @throws the reason when it is given up or `signal` aborts.
	 */
	async hasMore(signal: AbortSignal): Promise<boolean> {
		await this.#until(() => this.#piece !== undefined || this.isWhole, signal);
		return this.#piece !== undefined;
	}

	/** Fills `into` with the next bytes. Gives how many those are: fewer than there is room for only at the end of the stream. */
	async fill(into: Uint8Array, signal: AbortSignal): Promise<number> {
		let at = 0;
		while (at < into.length && (await this.hasMore(signal))) {
			const piece = this.#piece!;
			const taken = Math.min(piece.length, into.length - at);
			into.set(taken < piece.length ? piece.subarray(0, taken) : piece, at);
			at += taken;
			this.#piece = taken < piece.length ? piece.subarray(taken) : undefined;
			if (!this.#piece) this.#wake();
		}
		return at;
	}

	async #write(piece: Uint8Array, signal: AbortSignal): Promise<void> {
		if (piece.length === 0) return;
		this.#bytes += piece.length;
		this.#piece = piece;
		this.#wake();
		await this.#until(() => this.#piece === undefined, signal);
	}

	#wake(): void {
		this.#changed.resolve();
		this.#changed = Promise.withResolvers();
	}

	async #until(passes: () => boolean, signal: AbortSignal): Promise<void> {
		while (!passes()) await unlessAborted(this.#changed.promise, signal);
	}
}

/** What gives a stream up whose maker has gone without a word. */
export const silentStream = () =>
	new IceaxeError('producer', 'Nobody said whether the stream was whole: whoever sent it has gone.', {
		hint: 'Nothing of it is in the vault. Send it again.',
	});

/** Whether a stream was given up because a person or a shutdown stopped it. */
export const wasStopped = (reason: unknown): boolean => toErrorValue(reason).kind === 'cancelled';
