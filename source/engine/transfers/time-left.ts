import type {ChunkBoard} from './chunk-board.ts';

/** How much one more answer counts for the usual time of an answer. */
const weight = 0.3;

/**
 * How long a transfer will still take. A connection takes the bytes of an upload before they have arrived, and the service stores a part before it says
 * that it has it: so beside the bytes that are not on their way yet, the time counts that chunks usually take from their last byte until they are
 * verified. Once it is only that, nobody can tell for longer than the usual time.
 */
export class TimeLeft {
	/** Since when (milliseconds) every byte of a chunk is on its way. */
	readonly #since = new Map<number, number>();
	/** Milliseconds that an answer usually takes; null while none was waited for. */
	#answer: number | null = null;

	/** Takes a look at the time `now` (milliseconds), at `rate` bytes a second. Seconds, at least 1; null when it cannot be told. */
	sample(now: number, board: ChunkBoard, rate: number): number | null {
		this.#learn(now, board);
		const {size, verifiedBytes, movingBytes, isGrowing} = board;
		if (isGrowing || verifiedBytes >= size) return null;
		const unsent = size - verifiedBytes - movingBytes;
		if (unsent > 0) return rate > 0 ? Math.max(1, unsent / rate + (this.#answer ?? 0) / 1000) : null;
		const left = Math.max(...this.#since.values()) + (this.#answer ?? 0) - now;
		return left > 0 ? Math.max(1, left / 1000) : null;
	}

	#learn(now: number, board: ChunkBoard): void {
		for (const index of board.unanswered) if (!this.#since.has(index)) this.#since.set(index, now);
		for (const [index, since] of this.#since) {
			if (board.unanswered.has(index)) continue;
			this.#since.delete(index);
			// It may have failed, or the upload has begun afresh.
			if (index >= board.count || board.state(index) !== 'v') continue;
			const took = now - since;
			this.#answer = this.#answer === null ? took : this.#answer + weight * (took - this.#answer);
		}
	}
}
