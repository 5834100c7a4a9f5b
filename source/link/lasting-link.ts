import {cancelled} from '../model/errors/errors.ts';
import {IceaxeError} from '../model/errors/iceaxe-error.ts';
import type {EngineEvent} from '../model/events.ts';
import type {RequestName, Requests} from '../model/requests.ts';
import {timestamp} from '../model/timestamp.ts';
import type {linkOver} from './client.ts';

type Link = ReturnType<typeof linkOver>;

/** Waits and looks: asking them again changes nothing and costs nothing. */
const mayBeAskedAgain: ReadonlySet<RequestName> = new Set<RequestName>([
	'session.snapshot',
	'vaults.refresh',
	'jobs.refresh',
	'transfers.list',
	'transfers.finished',
	'inventory.window',
	'inventory.summary',
	'inventory.calendar',
	'archives.find',
	'folders.sum',
	'paths.look',
	'paths.complete',
]);

export type LastingLink = Link;

/**
 * A link that finds the engine again when it has gone: then `again` is asked for another link, whose state is told as events, and what only
 * waits or looks is asked once more. `open` makes a link and takes what is to be called when it is lost.
 */
export const lastingLink = async (open: (onLost: () => void) => Promise<Link>): Promise<LastingLink> => {
	const listeners = new Set<(event: EngineEvent) => void>();
	let closed = false;
	let link: Promise<Link>;

	const tell = (event: EngineEvent) => {
		for (const listener of listeners) listener(event);
	};
	const begin = async (): Promise<Link> => {
		const fresh = await open(lost);
		fresh.subscribe(tell);
		return fresh;
	};
	const lost = () => {
		if (closed) return;
		link = begin();
		link.then(comeBack, () => {});
	};
	const comeBack = async (fresh: Link) => {
		const events = await fresh.request('session.snapshot', {}).catch(() => []);
		for (const event of events) tell(event);
		tell({
			type: 'notice',
			notice: {
				at: timestamp(Date.now()),
				level: 'attention',
				text: 'The engine had ended and was started again; what it had under way goes on.',
				error: null,
			},
		});
	};
	const isGone = (error: unknown) => error instanceof IceaxeError && error.value.code === 'ENGINE_GONE';

	link = begin();
	await link;
	return {
		request: async <N extends RequestName>(name: N, takes: Requests[N]['takes'], signal?: AbortSignal) => {
			for (;;) {
				if (closed) throw cancelled();
				const now = await link;
				try {
					return await now.request(name, takes, signal);
				} catch (error) {
					if (!isGone(error) || !mayBeAskedAgain.has(name)) throw error;
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
