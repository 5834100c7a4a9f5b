import {cancelled, toErrorValue} from '../model/errors/errors.ts';
import {type ErrorValue, IceaxeError} from '../model/errors/iceaxe-error.ts';
import type {EngineEvent, NoticeLevel} from '../model/events.ts';
import type {RequestName, Requests} from '../model/requests.ts';
import {timestamp} from '../model/timestamp.ts';
import {mayBeAskedAgain} from './asked-again.ts';
import type {linkOver} from './client.ts';

type Link = ReturnType<typeof linkOver>;

export type LastingLink = Link;

/**
 * A link that finds the engine again when it has gone: then `open` is asked for another link, whose state is told as events, and what only
 * waits or looks is asked once more. `open` makes a link and takes what is to be called when it is lost.
 * @throws what `open` throws, the first time; later that is told as a notice, and to every request
 */
export const lastingLink = async (open: (onLost: () => void) => Promise<Link>): Promise<LastingLink> => {
	const listeners = new Set<(event: EngineEvent) => void>();
	let closed = false;
	let link: Promise<Link>;

	const tell = (event: EngineEvent) => {
		for (const listener of listeners) listener(event);
	};
	const notify = (level: NoticeLevel, text: string, error: ErrorValue | null) =>
		tell({type: 'notice', notice: {at: timestamp(Date.now()), level, text, error}});

	const lost = () => {
		if (closed) return;
		/** What is told before it is known how things stand. */
		let held: EngineEvent[] | null = [];
		const comeBack = async (fresh: Link) => {
			const events = await fresh.request('session.snapshot', {}).catch(() => []);
			const meanwhile = held ?? [];
			held = null;
			for (const event of [...events, ...meanwhile]) tell(event);
			notify('attention', 'The engine had ended and was started again; what it had under way goes on.', null);
		};
		link = open(lost).then((fresh) => {
			fresh.subscribe((event) => (held ? held.push(event) : tell(event)));
			void comeBack(fresh);
			return fresh;
		});
		link.catch((error) => {
			if (!closed) notify('error', toErrorValue(error).message, toErrorValue(error));
		});
	};
	const isGone = (error: unknown) => error instanceof IceaxeError && error.value.code === 'ENGINE_GONE';

	link = open(lost).then((fresh) => {
		fresh.subscribe(tell);
		return fresh;
	});
	await link;
	return {
		request: async <N extends RequestName>(name: N, takes: Requests[N]['takes'], signal?: AbortSignal) => {
			for (;;) {
				if (closed) throw cancelled();
				const now = await link;
				try {
					return await now.request(name, takes, signal);
				} catch (error) {
					if (!isGone(error) || !mayBeAskedAgain[name]) throw error;
				}
			}
		},
		feed: async (transferId, bytes, signal) => (await link).feed(transferId, bytes, signal),
		subscribe: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		close: async () => {
			closed = true;
			await (await link.catch(() => undefined))?.close();
		},
	};
};
