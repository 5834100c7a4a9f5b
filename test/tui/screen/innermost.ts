import {expect, it} from 'vitest';
import type {Change} from '../../../source/tui/screen/change.ts';
import {type Innermost, innermost} from '../../../source/tui/screen/innermost.ts';
import {reduce} from '../../../source/tui/screen/reducer.ts';
import {type ScreenState, startState} from '../../../source/tui/screen/state.ts';

/** Everything that Escape can close, opened from the outside in. */
const opened: [Innermost, Change | null][] = [
	['zoom', {type: 'zoom', to: true}],
	['marks', null],
	['toast', {type: 'toast', toast: {level: 'error', text: 'It failed.', error: null}, at: 0}],
	['range', {type: 'range', anchor: {row: 3, archiveId: 'id-3'}}],
	['filter', {type: 'filter', pane: 'inventory', filter: 'a'}],
	['dialog', {type: 'dialog-open', dialog: {kind: 'sort', at: 0}}],
];

it('is always what was opened last', () => {
	let state: ScreenState = {...startState, vaultName: 'photos', focus: 'inventory'};
	let marked = 0;
	expect(innermost(state, marked)).toBe('nothing');
	for (const [name, change] of opened) {
		if (change) state = reduce(state, change);
		else marked = 5;
		expect(innermost(state, marked), name).toBe(name);
		// A filter starts at its first row and ends a range: that is opened again within it.
		if (name === 'filter') state = reduce(state, {type: 'range', anchor: {row: 3, archiveId: 'id-3'}});
	}
});

it('leaves marks alone where they are not in sight', () =>
	expect(innermost({...startState, vaultName: 'photos', focus: 'jobs'}, 5)).toBe('nothing'));

it('closes the log before anything else of its pane', () =>
	expect(innermost({...startState, focus: 'log', logOpen: true}, 0)).toBe('log'));
