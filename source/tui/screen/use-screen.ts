import {createContext, useCallback, useContext, useRef, useSyncExternalStore} from 'react';
import type {State} from '../../store/state.ts';
import type {RowsView} from './rows.ts';
import type {Screen} from './screen.ts';
import type {ScreenState} from './state.ts';

export const ScreenContext = createContext<Screen | undefined>(undefined);

/**
 * What panes and dialogs work with.
 * @throws outside of the app.
 */
export const useScreen = (): Screen => {
	const screen = useContext(ScreenContext);
	if (!screen) throw new Error('There is no screen around this.');
	return screen;
};

/** A part of a store, drawn anew only when this part has changed. Parts that are made on the fly are compared one level deep. */
const useSelected = <S, T>(
	store: {getState(): S; subscribe(listener: () => void): () => void},
	select: (state: S) => T,
): T => {
	const last = useRef<T | undefined>(undefined);
	const read = () => {
		const next = select(store.getState());
		if (last.current !== undefined && sameParts(last.current, next)) return last.current;
		last.current = next;
		return next;
	};
	return useSyncExternalStore(store.subscribe, read);
};

const sameParts = (a: unknown, b: unknown): boolean => {
	if (Object.is(a, b)) return true;
	if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
	const [left, right] = [Object.entries(a), Object.entries(b)];
	return left.length === right.length && left.every(([key, value]) => Object.is(value, (b as never)[key]));
};

/** A part of what the engine told. */
export const useEngine = <T>(select: (state: State) => T): T => useSelected(useScreen().engine, select);

/**
 * What is drawn from what the engine told: the same value as long as it says the same. Transfers tell something ten times a second, and to find out
 * that a line is what it was takes a small part of a frame.
 */
export const useDrawn = <T>(draw: (state: State) => T): T => {
	const {engine} = useScreen();
	const last = useRef<{key: string; drawn: T} | undefined>(undefined);
	const read = () => {
		const drawn = draw(engine.getState());
		const key = JSON.stringify(drawn);
		if (last.current?.key !== key) last.current = {key, drawn};
		return last.current.drawn;
	};
	return useSyncExternalStore(engine.subscribe, read);
};

/** A part of the screen's own state. */
export const useScreenState = <T>(select: (state: ScreenState) => T): T => useSelected(useScreen().state, select);

/** The time at the service, drawn anew whenever another `step` of milliseconds has begun. */
export const useNow = (step: number): number => {
	const {ticker} = useScreen();
	const read = useCallback(() => Math.floor(ticker.now() / step) * step, [ticker, step]);
	return useSyncExternalStore(ticker.subscribe, read);
};

/** The rows of a vault as far as they are here. */
export const useRows = (vaultName: string | null): RowsView => {
	const {rows} = useScreen();
	return useSyncExternalStore(rows.subscribe, () => rows.view(vaultName));
};

/** How many whole seconds ago something began, by the machine's steady clock; null when nothing has begun. */
export const useSecondsSince = (since: number | null): number | null => {
	const {ticker} = useScreen();
	const read = () => (since === null ? null : Math.max(0, Math.floor((ticker.steady() - since) / 1000)));
	return useSyncExternalStore(ticker.subscribe, read);
};

/** Counts on with the ticker while something is under way, and stands still otherwise. */
export const useBeat = (moving: boolean): number => {
	const {ticker} = useScreen();
	return useSyncExternalStore(ticker.subscribe, () => (moving ? ticker.count() : 0));
};
