import type {Timestamp} from '../../model/timestamp.ts';
import type {TransferProgress} from '../../model/transfer.ts';
import {type Context, serviceNow} from '../context.ts';
import {Rate} from '../rate.ts';
import type {ChunkBoard} from './chunk-board.ts';
import {Silence} from './silence.ts';
import {TimeLeft} from './time-left.ts';

type MeterContext = Pick<Context, 'clock' | 'serviceClock' | 'emit' | 'limits' | 'closing'>;

/** A rate that is another one ten times a second cannot be read: it is told anew this often, in milliseconds. */
const rateEvery = 500;

/** A transfer whose chunks move, as whoever runs it shows it. */
export type Watchable = {
	transferId: string;
	board: () => ChunkBoard;
	/** Whether its bytes should come at present. */
	isMoving: () => boolean;
	/** Hears since when no byte has moved, at the service's time, when that is too long; and null when they come again. */
	onQuiet: (since: Timestamp | null) => void;
};

type Watched = Watchable & {
	rate: Rate;
	left: TimeLeft;
	silence: Silence<Timestamp>;
	quietSince: Timestamp | null;
	/** The rate as it was last told, and when. */
	told: {rate: number; at: number};
};

/** What is to be told of a transfer. */
const progressOf = (
	{transferId, board}: Watched,
	{rate, secondsLeft}: Pick<TransferProgress, 'rate' | 'secondsLeft'>,
) => {
	const {verifiedBytes, movingBytes, moved, retries, mismatches} = board();
	const chunks = board().takeChanges();
	return {transferId, verifiedBytes, movingBytes, moved, rate, secondsLeft, retries, mismatches, chunks};
};

/** Looks at the transfers that move, about ten times a second, and tells what changed. Whoever moves them never waits for it. */
export class ProgressMeter {
	readonly #context: MeterContext;
	readonly #watched = new Map<string, Watched>();
	#looking = false;

	constructor(context: MeterContext) {
		this.#context = context;
	}

	add(transfer: Watchable): void {
		this.#watched.set(transfer.transferId, {
			...transfer,
			...{rate: new Rate(), left: new TimeLeft(), silence: new Silence<Timestamp>(this.#context.limits.quietAfter)},
			...{quietSince: null, told: {rate: 0, at: Number.NEGATIVE_INFINITY}},
		});
		if (!this.#looking) void this.#look();
	}

	/** Tells what is left to tell of a transfer and looks at it no more. */
	remove(transferId: string): void {
		const watched = this.#watched.get(transferId);
		this.#watched.delete(transferId);
		if (!watched) return;
		this.#context.emit({type: 'transfer-progress', progress: progressOf(watched, {rate: 0, secondsLeft: null})});
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
		const board = watched.board();
		const {verifiedBytes, movingBytes} = board;
		const now = this.#context.clock.now();
		const sampled = watched.rate.sample(now, verifiedBytes + movingBytes);
		// The first ones are of so short a time that each next one is another.
		if (now - watched.told.at >= rateEvery || watched.told.rate === 0) watched.told = {rate: sampled, at: now};
		const {rate} = watched.told;
		const secondsLeft = watched.left.sample(now, board, rate);
		this.#context.emit({type: 'transfer-progress', progress: progressOf(watched, {rate, secondsLeft})});
		this.#listen(watched, board, now);
	}

	#listen(watched: Watched, {verifiedBytes, movingBytes, isHeld}: ChunkBoard, now: number): void {
		const {silence, isMoving, onQuiet} = watched;
		if (!isMoving()) silence.forget();
		const quietSince = isMoving()
			? silence.sample(now, serviceNow(this.#context), {verifiedBytes, movingBytes, isHeld})
			: null;
		if (quietSince === watched.quietSince) return;
		watched.quietSince = quietSince;
		if (isMoving()) onQuiet(quietSince);
	}
}
