import {openTransfers} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
import {innerHeight} from '../components/frame.ts';
import {type Layout, layoutOf, type PaneName} from '../layout.ts';
import {shownJobs} from '../panes/jobs/model.ts';
import {logRows} from '../panes/log/model.ts';
import {transfersShown} from '../panes/transfers/lines.ts';
import {shownTransfers} from '../panes/transfers/model.ts';
import {placeOf, shownVaults} from '../panes/vaults/model.ts';
import {vaultsWidths} from '../panes/vaults/presentation.ts';
import {type ListState, listStart} from './list.ts';
import type {Screen} from './screen.ts';
import {type ScreenState, viewOf} from './state.ts';

/** Where the panes are, from what the screen and the engine know. */
export const placesOf = (state: ScreenState, engine: State): Layout =>
	layoutOf({
		...state,
		busy: openTransfers(engine).length > 0,
		vaultsWidths: vaultsWidths(engine.vaults.vaults),
	});

/** A pane's list as keys move in it. */
export type PaneList = {list: ListState; count: number; height: number};

/** The list of a pane that is on the screen; one of no height when it is not. */
export const paneList = (screen: Screen, pane: PaneName): PaneList => {
	const state = screen.state.getState();
	const engine = screen.engine.getState();
	const rect = placesOf(state, engine).panes[pane] ?? {left: 0, top: 0, width: 0, height: 3};
	const height = Math.max(1, innerHeight(rect));
	switch (pane) {
		case 'vaults': {
			const shown = shownVaults(engine.vaults.vaults, state.filters.vaults);
			const list = {cursor: placeOf(shown, state.vaultName), scroll: state.vaultsScroll};
			return {list, count: shown.length, height: Math.max(1, height - 1)};
		}
		case 'inventory': {
			const {sheet} = screen.rows.view(state.vaultName);
			const {list} = viewOf(state, state.vaultName);
			return {list: sheet ? list : listStart, count: sheet?.total ?? 0, height: Math.max(1, height - 1)};
		}
		case 'jobs':
			return {list: state.lists.jobs, count: shownJobs(engine.jobs, state.filters.jobs).length, height};
		case 'transfers': {
			const {length} = shownTransfers(engine.transfers, state.filters.transfers);
			return {list: state.lists.transfers, count: length, height: transfersShown(rect)};
		}
		case 'log':
			return {
				list: state.lists.log,
				count: logRows(engine.notices, engine.calls, state.filters.log).length,
				height,
			};
	}
};
