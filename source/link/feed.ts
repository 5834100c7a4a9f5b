import type {Socket} from 'node:net';
import {cancelled, errorFromValue, toErrorValue} from '../model/errors/errors.ts';
import type {EngineLink} from '../model/requests.ts';
import {discard} from '../platform/discard.ts';
import {engineGone} from './engine-gone.ts';
import {readLines} from './lines.ts';
import type {FeedEnd} from './protocol.ts';

/** Takes the bytes of a stream from a connection, at the engine's pace, and says how it took them. */
export const takeFeed = async (socket: Socket, link: EngineLink, transferId: string): Promise<void> => {
	const end = await link.feed(transferId, socket.iterator({destroyOnReturn: false})).then(
		(taken): FeedEnd => ({taken}),
		(error): FeedEnd => ({error: toErrorValue(error)}),
	);
	socket.end(`${JSON.stringify(end)}\n`);
	// Whoever still writes is to hear that nobody reads.
	socket.resume();
};

/**
 * Hands the bytes of a stream over on a connection of their own, on which the engine has welcomed us.
 * @throws IceaxeError when the engine gives the stream up or goes; what the bytes threw.
 */
export const giveFeed = async (
	socket: Socket,
	bytes: AsyncIterable<Uint8Array>,
	signal: AbortSignal | undefined,
): Promise<number> => {
	const ended = new Promise<number>((resolve, reject) => {
		readLines<FeedEnd>(socket, (end) => {
			if ('taken' in end) resolve(end.taken);
			else reject(errorFromValue(end.error));
			return true;
		});
		socket.once('close', () => reject(signal?.aborted ? cancelled() : engineGone()));
	});
	ended.catch(() => {});
	const abort = () => socket.destroy();
	signal?.addEventListener('abort', abort, {once: true});
	const writeAll = async () => {
		for await (const piece of bytes) {
			// A connection that has ended says so, too.
			const error = await new Promise<unknown>((resolve) => socket.write(piece, resolve));
			if (socket.destroyed) break;
			if (!error) discard(piece);
		}
		socket.end();
		return ended;
	};
	try {
		// The engine may give up while the producer is silent.
		return await Promise.race([ended, writeAll()]);
	} catch (error) {
		socket.destroy();
		throw error;
	} finally {
		signal?.removeEventListener('abort', abort);
	}
};
