import {describe, expect, it} from 'vitest';
import type {Change} from '../../../source/tui/screen/change.ts';
import {reduce} from '../../../source/tui/screen/reducer.ts';
import {newView, type ScreenState, startState, topDialog, viewOf} from '../../../source/tui/screen/state.ts';

const after = (state: ScreenState, ...changes: Change[]): ScreenState => changes.reduce(reduce, state);
const open: ScreenState = {...startState, vaultName: 'photos', focus: 'inventory'};
const quit = {kind: 'quit', moving: 1, waiting: 0, apart: true, at: 0} as const;

describe('focus', () => {
	it('remembers which upper and which lower pane was used last', () => {
		const state = after(startState, {type: 'focus', pane: 'jobs'}, {type: 'focus', pane: 'vaults'});
		expect(state).toMatchObject({focus: 'vaults', upper: 'vaults', lower: 'jobs'});
	});

	it('brings the lower panes back from under the log', () => {
		const state = after(startState, {type: 'log', open: true});
		expect(state).toMatchObject({focus: 'log', logOpen: true});
		expect(after(state, {type: 'focus', pane: 'inventory'})).toMatchObject({focus: 'inventory', logOpen: true});
		expect(after(state, {type: 'focus', pane: 'transfers'})).toMatchObject({focus: 'transfers', logOpen: false});
	});

	it('goes back to where one was when the log closes', () => {
		const state = after(
			startState,
			{type: 'focus', pane: 'inventory'},
			{type: 'log', open: true},
			{type: 'log', open: false},
		);
		expect(state).toMatchObject({focus: 'inventory', logOpen: false});
		const elsewhere = after(
			startState,
			{type: 'log', open: true},
			{type: 'focus', pane: 'vaults'},
			{type: 'log', open: false},
		);
		expect(elsewhere.focus).toBe('vaults');
	});
});

describe('a filter', () => {
	const type = (text: string): Change => ({type: 'filter-edit', edit: {do: 'insert', text}});
	const begin: Change = {type: 'filter-begin', pane: 'inventory'};
	const end = (keep: boolean): Change => ({type: 'filter-end', keep});

	it('works while it is typed, and starts at the first row', () => {
		const moved = after(open, {type: 'list', pane: 'inventory', list: {cursor: 7, scroll: 3}});
		const state = after(moved, begin, type('ni'));
		expect(viewOf(state, 'photos')).toMatchObject({filter: 'ni', list: {cursor: 0, scroll: 0}});
		expect(state.filtering?.field.text).toBe('ni');
	});

	it('is kept, or is again what it was', () => {
		const kept = after(open, begin, type('a'), end(true));
		expect(kept.filtering).toBeNull();
		expect(viewOf(kept, 'photos').filter).toBe('a');
		const given = after(kept, begin, type('bc'));
		expect(viewOf(given, 'photos').filter).toBe('abc');
		expect(viewOf(after(given, end(false)), 'photos').filter).toBe('a');
	});

	it('belongs to its vault', () => {
		const state = after(open, begin, type('a'), end(true), {type: 'vault', vaultName: 'other', scroll: 0});
		expect(viewOf(state, 'other').filter).toBe('');
		expect(viewOf(state, 'photos').filter).toBe('a');
	});

	it('means nothing when none is typed, nor without a vault', () => {
		expect(after(open, type('a'))).toBe(open);
		expect(after(open, end(true))).toBe(open);
		expect(after(startState, begin, type('a')).views).toEqual({});
	});

	it('of a short list is kept apart', () => {
		const state = after(startState, {type: 'filter-begin', pane: 'jobs'}, type('x'));
		expect(state.filters).toEqual({vaults: '', jobs: 'x', transfers: '', log: ''});
	});
});

describe('an order', () => {
	it('starts at the first row and ends a range', () => {
		const state = after(
			open,
			{type: 'list', pane: 'inventory', list: {cursor: 7, scroll: 3}},
			{type: 'range', anchor: {row: 5, archiveId: 'id-5'}},
			{type: 'sort', sort: {by: 'size', descending: true}},
		);
		expect(viewOf(state, 'photos')).toEqual({
			...newView,
			sort: {by: 'size', descending: true},
			list: {cursor: 0, scroll: 0},
			anchor: null,
		});
	});
});

describe('dialogs', () => {
	it('lie over each other', () => {
		const state = after(
			startState,
			{type: 'dialog-open', dialog: quit},
			{type: 'dialog-open', dialog: {kind: 'sort', at: 0}},
		);
		expect(topDialog(state)?.kind).toBe('sort');
		expect(topDialog(after(state, {type: 'dialog-close', id: topDialog(state)!.id}))?.kind).toBe('quit');
	});

	it('have numbers that never come again, so that a late answer changes none but its own', () => {
		const first = after(startState, {type: 'dialog-open', dialog: quit});
		const {id} = topDialog(first)!;
		const second = after(first, {type: 'dialog-close', id}, {type: 'dialog-open', dialog: quit});
		expect(topDialog(second)!.id).not.toBe(id);
		expect(after(second, {type: 'dialog', dialog: {...quit, moving: 9, id}})).toBe(second);
	});
});

describe('time', () => {
	it('that changes nothing gives the same state', () => expect(after(open, {type: 'time', at: 1e9})).toBe(open));
});
