import {cancelled, invalidInput, notFound, producerGone} from '../../model/errors/errors.ts';
import type {Context} from '../context.ts';
import {ByteStream} from './byte-stream.ts';

/** How long closing waits for the service to hear that uploads are given up, in milliseconds; else the next start tells it. */
const closingPatience = 5000;

/** The streams whose bytes come to this engine, by their transfers. */
export class Streams {
	readonly #context: Pick<Context, 'clock' | 'limits' | 'log'>;
	readonly #open = new Map<string, ByteStream>();
	/** What is being cleared away. */
	readonly #clearing = new Set<Promise<void>>();

	constructor(context: Pick<Context, 'clock' | 'limits' | 'log'>) {
		this.#context = context;
	}

	/** How many are open. */
	get count(): number {
		return this.#open.size;
	}

	open(transferId: string): ByteStream {
		const stream = new ByteStream();
		this.#open.set(transferId, stream);
		return stream;
	}

	/** Undefined when its bytes do not come here, or not any more. */
	get(transferId: string): ByteStream | undefined {
		return this.#open.get(transferId);
	}

	/** Its bytes are all with the service, or its transfer is over. */
	forget(transferId: string): void {
		this.#open.delete(transferId);
	}

	/**
	 * An open stream, for whoever says something about it.
	 * @throws its reason when it was given up; IceaxeError `not-found`
	 */
	take(transferId: string): ByteStream {
		const stream = this.#open.get(transferId);
		if (!stream) throw notFound(`There is no open stream ${transferId}.`, 'It may be over.');
		stream.signal.throwIfAborted();
		return stream;
	}

	/** The engine's side of `EngineLink.feed`. */
	async feed(transferId: string, pieces: AsyncIterable<Uint8Array>, signal?: AbortSignal): Promise<number> {
		const stream = this.take(transferId);
		if (!stream.isFresh) throw invalidInput('The bytes of a stream are handed over once.');
		try {
			return await stream.feed(pieces, signal);
		} finally {
			this.lookAfter(stream);
		}
	}

	/** Gives a stream up when nothing is heard of it for a while: its maker has gone without a word. */
	lookAfter(stream: ByteStream): void {
		const {clock, limits} = this.#context;
		clock.sleep(limits.streamPatience, stream.signal).then(
			() => {
				if (stream.isSilent) stream.giveUp(producerGone());
			},
			() => {},
		);
	}

	/** Lets clearing away go on by itself; only closing waits for it. */
	clear(work: Promise<void>): void {
		const watched = work
			.catch((error) => this.#context.log.error({error}, 'What a stream left could not be cleared away.'))
			.finally(() => this.#clearing.delete(watched));
		this.#clearing.add(watched);
	}

	/** Gives all up whose bytes are not all with the service: nobody can go on with them. Waits a little for what they left to be cleared away. */
	async close(): Promise<void> {
		for (const stream of this.#open.values()) stream.giveUp(cancelled());
		if (this.#clearing.size === 0) return;
		const waited = new AbortController();
		const sleep = this.#context.clock.sleep(closingPatience, waited.signal).catch(() => {});
		await Promise.race([Promise.all(this.#clearing), sleep]);
		waited.abort();
	}
}
