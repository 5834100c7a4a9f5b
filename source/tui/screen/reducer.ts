import {edited, emptyField, fieldOf} from '../components/text-field/text-field.ts';
import type {PaneName} from '../layout.ts';
import type {Change} from './change.ts';
import {listStart} from './list.ts';
import {filterOf, type ScreenState, type VaultView, viewOf} from './state.ts';
import {livingToasts, seenToasts, withToast} from './toasts.ts';
import {entered, left, toggled} from './tree.ts';

const withView = (state: ScreenState, change: Partial<VaultView>): ScreenState =>
	state.vaultName === null
		? state
		: {...state, views: {...state.views, [state.vaultName]: {...viewOf(state, state.vaultName), ...change}}};

/** A new filter starts at its first row: the old place means nothing among other rows. */
const withFilter = (state: ScreenState, pane: PaneName, filter: string): ScreenState => {
	if (filterOf(state, pane) === filter) return state;
	if (pane === 'inventory') return withView(state, {filter, list: listStart, trail: [], anchor: null});
	const filters = {...state.filters, [pane]: filter};
	return pane === 'vaults'
		? {...state, filters, vaultsScroll: 0}
		: {...state, filters, lists: {...state.lists, [pane]: listStart}};
};

const withFocus = (state: ScreenState, pane: PaneName): ScreenState => ({
	...state,
	focus: pane,
	upper: pane === 'vaults' || pane === 'inventory' ? pane : state.upper,
	lower: pane === 'jobs' || pane === 'transfers' ? pane : state.lower,
	// The lower panes come back when one of them is wanted.
	logOpen: pane === 'log' || (state.logOpen && pane !== 'jobs' && pane !== 'transfers'),
});

const withLog = (state: ScreenState, open: boolean): ScreenState => {
	if (open) return withFocus(state, 'log');
	const closed = {...state, logOpen: false};
	return state.focus === 'log' ? withFocus({...closed, zoomed: false}, state.upper) : closed;
};

const filtering = (state: ScreenState, change: Change & {type: 'filter-begin' | 'filter-edit' | 'filter-end'}) => {
	if (change.type === 'filter-begin') {
		const before = filterOf(state, change.pane);
		const field = before === '' ? emptyField : fieldOf(before);
		return {...state, filtering: {pane: change.pane, field, before}};
	}
	if (state.filtering === null) return state;
	const {pane, before} = state.filtering;
	if (change.type === 'filter-end') {
		const ended = {...state, filtering: null};
		return change.keep ? ended : withFilter(ended, pane, before);
	}
	const field = edited(state.filtering.field, change.edit);
	return withFilter({...state, filtering: {pane, field, before}}, pane, field.text);
};

/** The screen's state after a change. */
export const reduce = (state: ScreenState, change: Change): ScreenState => {
	switch (change.type) {
		case 'size':
			return {...state, columns: change.columns, rows: change.rows};
		case 'focus':
			return withFocus(state, change.pane);
		case 'zoom':
			return {...state, zoomed: change.to};
		case 'log':
			return withLog(state, change.open);
		case 'vault':
			return {...state, vaultName: change.vaultName, vaultsScroll: change.scroll};
		case 'list':
			return change.pane === 'inventory'
				? withView(state, {list: change.list})
				: {...state, lists: {...state.lists, [change.pane]: change.list}};
		case 'sort':
			return withView(state, {sort: change.sort, list: listStart, trail: [], anchor: null});
		case 'folder-enter':
			return withView(state, entered(viewOf(state, state.vaultName), change.folder));
		case 'folder-leave':
			return withView(state, left(viewOf(state, state.vaultName)));
		case 'tree':
			return withView(state, toggled(viewOf(state, state.vaultName)));
		case 'versions':
			return withView(state, {versions: change.versions, list: listStart, anchor: null});
		case 'range':
			return withView(state, {anchor: change.anchor});
		case 'rows-replaced': {
			const {vaultName, list, anchor, lost} = change;
			const view = viewOf(state, vaultName);
			const changed = {...view, list, anchor, lost: lost ?? view.lost};
			return {...state, views: {...state.views, [vaultName]: changed}};
		}
		case 'filter-begin':
		case 'filter-edit':
		case 'filter-end':
			return filtering(state, change);
		case 'filter':
			return withFilter(state, change.pane, change.filter);
		case 'dialog-open': {
			const id = state.dialogsOpened + 1;
			return {...state, dialogsOpened: id, dialogs: [...state.dialogs, {...change.dialog, id}]};
		}
		case 'dialog': {
			const at = state.dialogs.findIndex(({id}) => id === change.dialog.id);
			return at < 0 ? state : {...state, dialogs: state.dialogs.with(at, change.dialog)};
		}
		case 'dialog-close':
			return {...state, dialogs: state.dialogs.filter(({id}) => id !== change.id)};
		case 'toast':
			return {
				...state,
				toasts: withToast(state.toasts, change.toast, change.at),
				lastError: change.toast.level === 'error' ? change.toast : state.lastError,
			};
		case 'toast-seen':
			return {...state, toasts: state.toasts.filter(({id}) => id !== change.id)};
		case 'refreshing':
			return {...state, refreshing: {pane: change.pane, since: change.at}};
		case 'refreshed':
			return state.refreshing?.pane === change.pane ? {...state, refreshing: null} : state;
		case 'greeted':
			return {...state, greeted: true};
		case 'pressed': {
			const toasts = seenToasts(state.toasts, change.at);
			return toasts === state.toasts ? state : {...state, toasts};
		}
		case 'time': {
			const toasts = livingToasts(state.toasts, change.at);
			return toasts === state.toasts ? state : {...state, toasts};
		}
		case 'interrupt':
			return {...state, interrupted: change.at};
	}
};
