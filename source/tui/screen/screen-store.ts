import {createStore} from 'zustand/vanilla';
import type {Change} from './change.ts';
import {reduce} from './reducer.ts';
import {type ScreenState, startState} from './state.ts';

/** The screen's own state. Keys that come glued together each see what the one before them did. */
export type ScreenStore = {
	getState(): ScreenState;
	subscribe(listener: () => void): () => void;
	change(change: Change): void;
};

export const openScreenStore = (start: Partial<ScreenState> = {}): ScreenStore => {
	const {getState, setState, subscribe} = createStore<ScreenState>(() => ({...startState, ...start}));
	return {getState, subscribe, change: (change) => setState(reduce(getState(), change), true)};
};
