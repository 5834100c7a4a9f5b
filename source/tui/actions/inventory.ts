import {calendarDialog} from '../dialogs/calendar/calendar.ts';
import {costsDialog} from '../dialogs/costs/costs.ts';
import {differencesDialog} from '../dialogs/differences/differences.ts';
import {sortDialog} from '../dialogs/sort/sort.ts';
import type {Screen} from '../screen/screen.ts';
import {queryHere} from '../screen/situation.ts';
import {topDialog, viewOf} from '../screen/state.ts';
import type {Action} from './action.ts';

const noRows = (screen: Screen): string | undefined =>
	screen.rows.view(screen.state.getState().vaultName).sheet?.total ? undefined : 'There is nothing to sort.';

const noVault = (screen: Screen): string | undefined =>
	screen.state.getState().vaultName === null ? 'No vault is chosen.' : undefined;

/** In panes, and from the details of a vault: other dialogs have keys of their own. */
const notFromHere = (screen: Screen): string | undefined => {
	const dialog = topDialog(screen.state.getState());
	const open = !dialog || dialog.kind === 'menu' || (dialog.kind === 'details' && dialog.subject.of === 'vault');
	return open ? noVault(screen) : 'Something else is open.';
};

/** Ways to look at an inventory, and what can be seen in it as a whole. */
export const inventoryActions: readonly Action[] = [
	{
		name: 'inventory.backups',
		title: 'Backup calendar',
		description: 'Shows the year of the vault, a cell a day: when it was written to, and the night that was missed.',
		unavailable: noVault,
		run: (screen) => {
			const {vaultName} = screen.state.getState();
			if (vaultName === null) return;
			const below = queryHere(screen)?.below ?? null;
			screen.change({type: 'dialog-open', dialog: calendarDialog(vaultName, below)});
		},
	},
	{
		name: 'inventory.breakdown',
		title: 'Costs',
		description: 'Shows what the vault costs a month, by folder, by age and by the program that wrote it.',
		unavailable: notFromHere,
		run: (screen) => {
			const {vaultName} = screen.state.getState();
			if (vaultName !== null) screen.change({type: 'dialog-open', dialog: costsDialog(vaultName)});
		},
	},
	{
		name: 'inventory.differences',
		title: 'What changed',
		description: 'Shows which archives appeared between the two latest inventories, and which vanished.',
		unavailable: notFromHere,
		run: (screen) => {
			const {vaultName} = screen.state.getState();
			if (vaultName !== null) screen.change({type: 'dialog-open', dialog: differencesDialog(vaultName)});
		},
	},
	{
		name: 'inventory.tree',
		title: 'Tree or list',
		description: 'Shows the folders of the vault with their sums, or from there the list of all that is below.',
		unavailable: noVault,
		run: (screen) => screen.change({type: 'tree'}),
	},
	{
		name: 'inventory.versions',
		title: 'Versions',
		description: 'Shows every archive of a name in a row of its own, or only the newest of each name.',
		unavailable: noRows,
		run: (screen) => {
			const state = screen.state.getState();
			const folded = viewOf(state, state.vaultName).versions === 'folded';
			screen.change({type: 'versions', versions: folded ? 'all' : 'folded'});
			screen.say('info', folded ? 'All versions, each in a row of its own.' : 'Only the newest version of each name.');
		},
	},
	{
		name: 'inventory.sort',
		title: 'Sort',
		description: 'Chooses by what the archives are sorted.',
		unavailable: noRows,
		run: (screen) => screen.change({type: 'dialog-open', dialog: sortDialog(screen.state.getState())}),
	},
	{
		name: 'inventory.reverse',
		title: 'Reverse the order',
		description: 'Sorts the archives the other way round.',
		unavailable: noRows,
		run: (screen) => {
			const state = screen.state.getState();
			const {by, descending} = viewOf(state, state.vaultName).sort;
			screen.change({type: 'sort', sort: {by, descending: !descending}});
		},
	},
];
