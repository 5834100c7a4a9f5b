import {toErrorValue} from '../../model/errors/errors.ts';
import {saidOf} from '../../model/errors/reason.ts';
import {bytesText} from '../../model/format.ts';
import {inQueueOrder} from '../../model/queue-order.ts';
import type {Timestamp} from '../../model/timestamp.ts';
import {isOver, retrievalExpired, type Transfer} from '../../model/transfer.ts';
import {type Context, notify, serviceNow} from '../context.ts';
import {withRemedy} from '../disk-remedy.ts';
import type {Entry, TransferBook} from './book.ts';
import type {ProgressMeter} from './progress.ts';
import {runTransfer} from './run-transfer.ts';

type Run = {stop: AbortController; settled: Promise<void>};

const doneText = ({direction, name, vaultName, path, size}: Transfer): string =>
	direction === 'upload'
		? `${name} is in ${vaultName}: ${bytesText(size)}, verified.`
		: `${path} is restored: ${bytesText(size)}, verified.`;

/** The one whose turn it is. Not by sorting: thousands may wait, and this is asked whenever one of them ends. */
const firstOf = (waiting: Iterable<Entry>): Entry | undefined => {
	let first: Entry | undefined;
	for (const entry of waiting) if (!first || inQueueOrder(entry.transfer, first.transfer) < 0) first = entry;
	return first;
};

/** Runs transfers, some at once and in the order of the queue. */
export class TransferQueue {
	readonly #context: Context;
	readonly #book: TransferBook;
	readonly #meter: ProgressMeter;
	readonly #waiting = new Set<Entry>();
	readonly #running = new Map<Entry, Run>();
	/** Takes over a download whose output has expired, once its run has ended. */
	onExpired: ((entry: Entry) => void) | undefined;

	constructor(context: Context, book: TransferBook, meter: ProgressMeter) {
		this.#context = context;
		this.#book = book;
		this.#meter = meter;
	}

	/** Whether it runs or waits for its turn. */
	has(entry: Entry): boolean {
		return this.#running.has(entry) || this.#waiting.has(entry);
	}

	/** Runs it when there is room. */
	enqueue(entry: Entry): void {
		if (this.has(entry)) return;
		this.#waiting.add(entry);
		this.#fill();
	}

	/** Lets it run now: when there is no room, the last of those that run gives it up and waits for its turn again. */
	async hurry(entry: Entry): Promise<void> {
		if (!this.#waiting.has(entry) || this.#running.size < this.#context.limits.transfersAtOnce) return;
		const last = [...this.#running.keys()]
			// What comes through a pipe cannot wait.
			.filter(({transfer}) => !transfer.stream || transfer.treeHash !== null)
			.toSorted((a, b) => inQueueOrder(b.transfer, a.transfer))[0];
		if (!last || inQueueOrder(last.transfer, entry.transfer) < 0) return;
		await this.stop(last);
		if (isOver(last.transfer.state)) return;
		// Also where that cannot be written down: it waits for its turn all the same.
		await this.#book.update(last, {state: 'queued'}).finally(() => this.enqueue(last));
	}

	/** There may be room for more at once. */
	refill(): void {
		this.#fill();
	}

	/** Stops it; resolves when nothing of it is under way. What it was about to write down is written. */
	async stop(entry: Entry): Promise<void> {
		this.#waiting.delete(entry);
		const run = this.#running.get(entry);
		run?.stop.abort();
		await run?.settled;
	}

	/** Stops all. */
	async close(): Promise<void> {
		this.#waiting.clear();
		await Promise.all([...this.#running.keys()].map((entry) => this.stop(entry)));
	}

	#fill(): void {
		while (this.#running.size < this.#context.limits.transfersAtOnce && !this.#context.closing.aborted) {
			const entry = firstOf(this.#waiting);
			if (!entry) return;
			this.#waiting.delete(entry);
			const stop = new AbortController();
			const settled = this.#run(entry, AbortSignal.any([stop.signal, this.#context.closing])).finally(() => {
				this.#running.delete(entry);
				this.#fill();
			});
			this.#running.set(entry, {stop, settled});
		}
	}

	async #run(entry: Entry, signal: AbortSignal): Promise<void> {
		const {transferId} = entry.transfer;
		const handle = {
			get transfer() {
				return entry.transfer;
			},
			update: (change: Partial<Transfer>) => this.#book.update(entry, change),
			watch: (board: NonNullable<Entry['board']>) => {
				entry.board = board;
				this.#meter.add({
					...{transferId, board},
					isMoving: () => entry.transfer.state === 'moving',
					onQuiet: (quietSince) => void this.#tellQuiet(entry, quietSince),
				});
			},
		};
		try {
			await runTransfer(this.#context, handle, signal);
			this.#meter.remove(transferId);
			if (!entry.transfer.walkId) notify(this.#context, 'good', doneText(entry.transfer));
		} catch (error) {
			this.#meter.remove(transferId);
			if (!signal.aborted) await this.#fail(entry, error);
		}
	}

	async #tellQuiet(entry: Entry, quietSince: Timestamp | null): Promise<void> {
		try {
			await this.#book.update(entry, {quietSince});
		} catch (error) {
			// Whoever moves its bytes hears of it too, and has more to lose.
			this.#context.log.warn({transferId: entry.transfer.transferId, error}, 'A silence could not be written down.');
		}
	}

	async #fail(entry: Entry, thrown: unknown): Promise<void> {
		const {transferId, name, direction} = entry.transfer;
		const value = toErrorValue(thrown);
		const error = direction === 'download' ? withRemedy(value, 'resume: what was fetched is kept') : value;
		this.#context.log.warn({transferId, error: thrown}, 'A transfer failed.');
		if (error.code === retrievalExpired && this.onExpired) return this.onExpired(entry);
		await this.#book.end(entry, {state: 'failed', error, finished: serviceNow(this.#context)});
		notify(this.#context, 'error', saidOf(name, error), error);
	}
}
