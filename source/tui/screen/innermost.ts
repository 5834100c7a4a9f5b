import {filterOf, type ScreenState, viewOf} from './state.ts';
import {shownToast} from './toasts.ts';

/** What Escape closes: the innermost thing that is open, and only that. */
export type Innermost = 'dialog' | 'filter' | 'range' | 'toast' | 'marks' | 'zoom' | 'log' | 'nothing';

export const innermost = (state: ScreenState, marked: number): Innermost => {
	if (state.dialogs.length > 0) return 'dialog';
	if (state.filtering !== null || filterOf(state, state.focus) !== '') return 'filter';
	if (state.focus === 'inventory' && viewOf(state, state.vaultName).anchor !== null) return 'range';
	if (shownToast(state.toasts)?.level === 'error') return 'toast';
	if (state.focus === 'inventory' && marked > 0) return 'marks';
	if (state.zoomed) return 'zoom';
	if (state.focus === 'log') return 'log';
	return 'nothing';
};
