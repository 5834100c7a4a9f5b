import {once} from 'node:events';
import {connect, type Socket} from 'node:net';
import {cancelled, errorFromValue} from '../model/errors/errors.ts';
import type {EngineEvent} from '../model/events.ts';
import type {EngineLink, RequestName, Requests} from '../model/requests.ts';
import {engineGone} from './engine-gone.ts';
import {giveFeed} from './feed.ts';
import {readLines, writeLine} from './lines.ts';
import type {FromEngine, FromFace, Hello, Welcome} from './protocol.ts';

/** An engine that lives says its first line within this many milliseconds, however busy its machine is. */
const welcomeTime = 10_000;

/** Says the first line and gives the engine's; undefined when nobody is there. The connection stays open, with what follows unread. */
export const greet = async (path: string, hello: Hello): Promise<{socket: Socket; welcome: Welcome} | undefined> => {
	const socket = connect(path);
	socket.on('error', () => {});
	const welcome = await new Promise<Welcome | undefined>((resolve) => {
		const late = setTimeout(() => end(undefined), welcomeTime);
		const end = (line: Welcome | undefined) => {
			clearTimeout(late);
			resolve(line);
		};
		socket.once('connect', () => writeLine(socket, hello));
		socket.once('close', () => end(undefined));
		readLines<Welcome>(socket, (line) => {
			end(line);
			return false;
		});
	});
	if (welcome) return {socket, welcome};
	socket.destroy();
	return undefined;
};

/** Waits until the other side has closed the connection. */
export const untilClosed = async (socket: Socket): Promise<void> => {
	socket.resume();
	if (!socket.closed) await once(socket, 'close');
};

export type ClientOptions = {
	/** Answers what only a person knows; null where nobody can. */
	answer: ((device: string) => Promise<string>) | null;
	/** Makes another connection for the bytes of a stream. */
	feed(transferId: string): Promise<Socket | undefined>;
	/** The engine has gone without having been asked to. */
	onLost(): void;
};

type Waiting = {resolve(value: never): void; reject(error: Error): void};

/** The engine at the other end of a connection on which it has welcomed us. */
export const linkOver = (
	socket: Socket,
	{answer, feed, onLost}: ClientOptions,
): Pick<EngineLink, 'request' | 'feed' | 'subscribe' | 'close'> => {
	const listeners = new Set<(event: EngineEvent) => void>();
	const waiting = new Map<number, Waiting>();
	let last = 0;
	let closed = false;

	const say = (message: FromFace) => void writeLine(socket, message);
	const ask = async (question: number, device: string) => {
		const code = await answer?.(device).catch(() => null);
		say({question, answer: code || null});
	};
	readLines<FromEngine>(socket, (message) => {
		if ('event' in message) for (const listener of listeners) listener(message.event);
		else if ('question' in message) void ask(message.question, message.device);
		else {
			const one = waiting.get(message.id);
			waiting.delete(message.id);
			if ('error' in message) one?.reject(errorFromValue(message.error));
			else one?.resolve(message.gives as never);
		}
		return true;
	});
	socket.once('close', () => {
		const wasClosed = closed;
		closed = true;
		for (const {reject} of waiting.values()) reject(wasClosed ? cancelled() : engineGone());
		waiting.clear();
		if (!wasClosed) onLost();
	});

	return {
		request: <N extends RequestName>(name: N, takes: Requests[N]['takes'], signal?: AbortSignal) =>
			new Promise<Requests[N]['gives']>((resolve, reject) => {
				if (signal?.aborted) return reject(cancelled());
				if (closed) return reject(engineGone());
				const id = ++last;
				const abort = () => {
					waiting.delete(id);
					say({id, cancel: true});
					reject(cancelled());
				};
				const settled =
					<Value>(settle: (value: Value) => void) =>
					(value: Value) => {
						signal?.removeEventListener('abort', abort);
						settle(value);
					};
				signal?.addEventListener('abort', abort, {once: true});
				waiting.set(id, {resolve: settled(resolve), reject: settled(reject)});
				say({id, ask: name, takes});
			}),
		feed: async (transferId, bytes, signal) => {
			const connection = await feed(transferId);
			if (!connection) throw engineGone();
			return giveFeed(connection, bytes, signal);
		},
		subscribe: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		close: async () => {
			closed = true;
			socket.end();
			socket.destroy();
		},
	};
};
