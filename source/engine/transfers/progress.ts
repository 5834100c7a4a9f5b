import type {TransferProgress} from '../../model/transfer.ts';
import type {Context} from '../context.ts';
import {Rate} from '../rate.ts';
import type {ChunkBoard} from './chunk-board.ts';

/** A rate that is another one ten times a second cannot be read: it is told anew this often, in milliseconds. */
const rateEvery = 500;

type Watched = {
	transferId: string;
	board: () => ChunkBoard;
	rate: Rate;
	/** The rate as it was last told, and when. */
	told: {rate: number; at: number};
};

/** What is to be told of a transfer whose bytes come at `rate`. */
const progressOf = ({transferId, board}: Watched, rate: number): TransferProgress => {
	const {size, isGrowing, verifiedBytes, movingBytes, retries, mismatches} = board();
	const left = Math.max(0, size - verifiedBytes - movingBytes);
	return {
		transferId,
		verifiedBytes,
		movingBytes,
		rate,
		secondsLeft: rate > 0 && !isGrowing ? left / rate : null,
		retries,
		mismatches,
		chunks: board().takeChanges(),
	};
};

/** Looks at the transfers that move, about ten times a second, and tells what changed. Whoever moves them never waits for it. */
export class ProgressMeter {
	readonly #context: Pick<Context, 'clock' | 'emit' | 'limits' | 'closing'>;
	readonly #watched = new Map<string, Watched>();
	#looking = false;

	constructor(context: Pick<Context, 'clock' | 'emit' | 'limits' | 'closing'>) {
		this.#context = context;
	}

	add(transferId: string, board: () => ChunkBoard): void {
		this.#watched.set(transferId, {transferId, board, rate: new Rate(), told: {rate: 0, at: Number.NEGATIVE_INFINITY}});
		if (!this.#looking) void this.#look();
	}

	/** Tells what is left to tell of a transfer and looks at it no more. */
	remove(transferId: string): void {
		const watched = this.#watched.get(transferId);
		this.#watched.delete(transferId);
		if (watched) this.#context.emit({type: 'transfer-progress', progress: progressOf(watched, 0)});
	}

	async #look(): Promise<void> {
		const {clock, limits, closing} = this.#context;
		this.#looking = true;
		try {
			while (this.#watched.size > 0) {
				for (const watched of this.#watched.values()) this.#tell(watched);
				await clock.sleep(limits.sampleEvery, closing);
			}
		} catch {
			// Closed.
		} finally {
			this.#looking = false;
		}
	}

	#tell(watched: Watched): void {
		const {verifiedBytes, movingBytes} = watched.board();
		const now = this.#context.clock.now();
		const rate = watched.rate.sample(now, verifiedBytes + movingBytes);
		// The first ones are of so short a time that each next one is another.
		if (now - watched.told.at >= rateEvery || watched.told.rate === 0) watched.told = {rate, at: now};
		this.#context.emit({type: 'transfer-progress', progress: progressOf(watched, watched.told.rate)});
	}
}
