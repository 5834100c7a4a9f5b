import {createStore, type StoreApi} from 'zustand/vanilla';
import type {EngineEvent} from '../model/events.ts';
import type {EngineLink} from '../model/requests.ts';
import {foldAll} from './fold.ts';
import {emptyState, type State} from './state.ts';

/** The shared state of a face. Only the engine's events change it. */
export type Store = Pick<StoreApi<State>, 'getState' | 'subscribe'> & {
	/** Folds events in; whoever subscribes hears once for all of them. */
	take(events: readonly EngineEvent[]): void;
};

export const openStore = (): Store => {
	const {getState, setState, subscribe} = createStore<State>(() => emptyState);
	return {getState, subscribe, take: (events) => setState(foldAll(getState(), events), true)};
};

/**
 * Fills a store from an engine and keeps it up to date. Events that come within one turn of the event loop are folded together,
 * so that a burst costs the screen one drawing.
 * @returns the way to stop.
 */
export const attach = async (store: Store, link: EngineLink): Promise<() => void> => {
	let waiting: EngineEvent[] = [];
	let ready = false;
	const flush = () => {
		const events = waiting;
		waiting = [];
		if (events.length > 0) store.take(events);
	};
	// Subscribed before the snapshot is asked for, so that nothing falls between the two.
	const stop = link.subscribe((event) => {
		waiting.push(event);
		if (ready && waiting.length === 1) setImmediate(flush);
	});
	const snapshot = await link.request('session.snapshot', {});
	waiting = [...snapshot, ...waiting];
	ready = true;
	flush();
	return stop;
};
