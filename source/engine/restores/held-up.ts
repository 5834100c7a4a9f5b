import type {Transfer} from '../../model/transfer.ts';
import {type Context, serviceNow} from '../context.ts';
import {retryDelay, toFailure} from '../failure.ts';
import type {Entry, TransferBook} from '../transfers/book.ts';
import {Outage} from '../transfers/outage.ts';

/** Whether a download has no job yet, and nobody has decided otherwise meanwhile. */
const isHeldUp = ({state, jobId}: Transfer): boolean =>
	jobId === null && (state === 'retrieving' || state === 'waiting');

type Parts = {
	context: Context;
	book: TransferBook;
	/** Gets it its job. It may be called again after an outage: it looks for a job that was paid before it starts one. */
	resume: (entry: Entry) => Promise<void>;
	/** Ends what no waiting mends. */
	fail: (entry: Entry, error: unknown) => Promise<void>;
};

/** Downloads whose job could not be begun because the service could not be had. One of them at a time tries it again; when it succeeds, all do. */
export class HeldUp {
	readonly #parts: Parts;
	readonly #entries = new Set<Entry>();
	#loop: Promise<void> | undefined;

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	add(entry: Entry): void {
		this.#entries.add(entry);
		this.#loop ??= this.#run().finally(() => {
			this.#loop = undefined;
			// One may have come while the loop was ending.
			const [left] = this.#entries;
			if (left && !this.#parts.context.closing.aborted) this.add(left);
		});
	}

	/** Resolves when nothing is under way any more, which ends when the engine closes. */
	async close(): Promise<void> {
		await this.#loop;
	}

	async #run(): Promise<void> {
		const {clock, closing, log} = this.#parts.context;
		const outage = new Outage(Math.random);
		for (const entry of this.#entries) {
			while (isHeldUp(entry.transfer) && !closing.aborted) {
				try {
					outage.begin();
					await this.#parts.resume(entry);
					outage.answered();
					break;
				} catch (error) {
					if (closing.aborted) return;
					const failure = toFailure(error);
					if (!outage.failed(failure, clock.now())) {
						await this.#parts
							.fail(entry, error)
							.catch((cause) => log.error({error: cause}, 'A failure was not written down.'));
						break;
					}
					await this.#tell(outage).catch((cause) => log.error({error: cause}, 'A wait was not written down.'));
					const until = outage.waits ? outage.until! : clock.now() + retryDelay(1, Math.random());
					await clock.sleep(until - clock.now(), closing).catch(() => {});
				}
			}
			this.#entries.delete(entry);
		}
	}

	async #tell({waits}: Outage): Promise<void> {
		const {context, book} = this.#parts;
		if (!waits) return;
		const change = {state: 'waiting', waitsFor: waits.for, error: waits.error} as const;
		for (const entry of this.#entries) {
			if (!isHeldUp(entry.transfer) || entry.transfer.waitsFor === waits.for) continue;
			await book.update(entry, {...change, waitsSince: serviceNow(context)});
		}
	}
}
