import {leaveDialog} from '../dialogs/run-command.ts';
import {numberedPanes, type PaneName} from '../layout.ts';
import {innermost} from '../screen/innermost.ts';
import type {Screen} from '../screen/screen.ts';
import {markedHere, queryHere} from '../screen/situation.ts';
import {viewOf} from '../screen/state.ts';
import {shownToast} from '../screen/toasts.ts';
import type {Action} from './action.ts';
import {changeMarks} from './marks.ts';

const focusOn = (screen: Screen, pane: PaneName): void => screen.change({type: 'focus', pane});

const turn = (screen: Screen, by: 1 | -1) => {
	const {focus, logOpen} = screen.state.getState();
	const order: readonly PaneName[] = logOpen ? ['vaults', 'inventory', 'log'] : numberedPanes;
	const at = order.indexOf(focus);
	focusOn(screen, order[(at + by + order.length) % order.length]!);
};

const pane = (name: (typeof numberedPanes)[number], title: string): Action => ({
	name: `screen.${name}`,
	title,
	description: `Goes to the pane of ${name}.`,
	run: (screen) => focusOn(screen, name),
});

/** Escape: the innermost thing that is open, and only that. */
const closeInnermost = (screen: Screen) => {
	const state = screen.state.getState();
	const marked = markedHere(screen);
	switch (innermost(state, marked)) {
		case 'dialog':
			return leaveDialog(screen, state.dialogs.at(-1)!);
		case 'filter':
			if (state.filtering) screen.change({type: 'filter-end', keep: true});
			return screen.change({type: 'filter', pane: state.focus, filter: ''});
		case 'range':
			return screen.change({type: 'range', anchor: null});
		case 'toast':
			return screen.change({type: 'toast-seen', id: shownToast(state.toasts)!.id});
		case 'marks':
			return void changeMarks(screen, queryHere(screen)!.vaultName, {do: 'clear'});
		case 'zoom':
			return screen.change({type: 'zoom', to: false});
		case 'log':
			return screen.change({type: 'log', open: false});
		case 'nothing':
	}
};

export const paneActions: readonly Action[] = [
	pane('vaults', 'Vaults'),
	pane('inventory', 'Inventory'),
	pane('jobs', 'Jobs'),
	pane('transfers', 'Transfers'),
	{
		name: 'screen.next-pane',
		title: 'Next pane',
		description: 'Goes to the next pane.',
		run: (screen) => turn(screen, 1),
	},
	{
		name: 'screen.previous-pane',
		title: 'Previous pane',
		description: 'Goes to the pane before.',
		run: (screen) => turn(screen, -1),
	},
	{
		name: 'screen.back',
		title: 'Back',
		description: 'Out of a folder into the one that it is in; from the inventory to the vaults.',
		run: (screen) => {
			const {focus} = screen.state.getState();
			if (focus === 'inventory') {
				const {folder} = viewOf(screen.state.getState(), screen.state.getState().vaultName);
				if (folder) screen.change({type: 'folder-leave'});
				else focusOn(screen, 'vaults');
			}
			if (focus === 'log') screen.change({type: 'log', open: false});
		},
	},
	{
		name: 'screen.close',
		title: 'Close',
		description: 'Closes the innermost thing that is open: dialog, filter, range, marks. Never quits.',
		run: closeInnermost,
	},
	{
		name: 'screen.zoom',
		title: 'Zoom',
		description: 'Gives the focused pane the whole screen, or takes it back.',
		run: (screen) => screen.change({type: 'zoom', to: !screen.state.getState().zoomed}),
	},
	{
		name: 'screen.log',
		title: 'Log',
		description: 'Shows what happened and what was asked of the service, or hides it.',
		run: (screen) => screen.change({type: 'log', open: !screen.state.getState().logOpen}),
	},
	{
		name: 'screen.filter',
		title: 'Filter',
		description: 'Shows only the rows in which what is typed is found. enter keeps it, esc takes it away.',
		run: (screen) => screen.change({type: 'filter-begin', pane: screen.state.getState().focus}),
	},
];
