import type {Readable} from 'node:stream';
import {cancelled} from '../model/errors/errors.ts';
import type {Clock} from '../platform/clock.ts';
import type {JobOutput} from './glacier.ts';
import {watchStall} from './stall.ts';

export type IncomingOptions = {
	clock: Clock;
	/** Milliseconds that the reader waits for bytes at most. */
	limit: number;
	signal: AbortSignal | undefined;
	/** Turns what the connection threw into an IceaxeError. */
	toError: (error: unknown) => Error;
};

/** The body of an answer, which ends with an IceaxeError when the signal aborts, the connection breaks, or nothing more comes. */
export const incomingBody = (stream: Readable, {clock, limit, signal, toError}: IncomingOptions): JobOutput['body'] => {
	let portions = 0;
	let reading = false;
	const abort = () => stream.destroy(cancelled());
	const endWatch = watchStall({
		clock,
		limit,
		// A reader that takes its time, such as an import, is no stall of the connection.
		moved: () => (reading ? portions : undefined),
		onStall: (error) => stream.destroy(error),
	});
	if (signal?.aborted) abort();
	signal?.addEventListener('abort', abort, {once: true});
	stream.once('close', () => {
		endWatch();
		signal?.removeEventListener('abort', abort);
	});
	// Between two reads nobody listens: the error comes with the next read instead of ending the process.
	stream.on('error', () => {});

	async function* read(): AsyncGenerator<Uint8Array> {
		try {
			reading = true;
			for await (const bytes of stream) {
				portions++;
				reading = false;
				yield bytes;
				reading = true;
			}
		} catch (error) {
			throw toError(error);
		} finally {
			reading = false;
		}
	}
	return {
		[Symbol.asyncIterator]: read,
		destroy: (error) => stream.destroy(error),
	};
};
