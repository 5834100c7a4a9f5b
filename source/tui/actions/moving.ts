import {goToDialog} from '../dialogs/go-to/go-to.ts';
import {placeOf, shownVaults} from '../panes/vaults/model.ts';
import type {ListState} from '../screen/list.ts';
import {type Motion, moved, settled} from '../screen/list.ts';
import {paneList} from '../screen/places.ts';
import type {Screen} from '../screen/screen.ts';
import type {Action} from './action.ts';

/** Puts the cursor of the focused pane somewhere. In the vaults, that opens the vault it comes to. */
export const moveTo = (screen: Screen, list: ListState) => {
	const {focus, filters} = screen.state.getState();
	if (focus !== 'vaults') return screen.change({type: 'list', pane: focus, list});
	const shown = shownVaults(screen.engine.getState().vaults.vaults, filters.vaults);
	screen.change({type: 'vault', vaultName: shown[list.cursor]?.vaultName ?? null, scroll: list.scroll});
};

const moving = (name: string, title: string, motion: Motion): Action => ({
	name: `screen.${name}`,
	title,
	description: `${title} in the list of the focused pane.`,
	run: (screen) => {
		const {list, count, height} = paneList(screen, screen.state.getState().focus);
		moveTo(screen, moved(list, motion, count, height));
	},
});

/** From the last hit on to the first, and back. */
const hit = (name: string, title: string, by: 1 | -1): Action => ({
	name: `screen.${name}`,
	title,
	description: 'Among the rows that the filter shows, round at the ends.',
	run: (screen) => {
		const {list, count, height} = paneList(screen, screen.state.getState().focus);
		if (count === 0) return;
		const {cursor, scroll} = settled(list, count, height);
		moveTo(screen, settled({cursor: (cursor + by + count) % count, scroll}, count, height));
	},
});

/** From vault to vault, wherever one is. */
const vault = (name: string, title: string, by: 1 | -1): Action => ({
	name: `screen.${name}`,
	title,
	description: `${title} of the list, whichever pane has the focus.`,
	run: (screen) => {
		const {filters, vaultName, vaultsScroll} = screen.state.getState();
		const shown = shownVaults(screen.engine.getState().vaults.vaults, filters.vaults);
		if (shown.length === 0) return;
		const at = (placeOf(shown, vaultName) + by + shown.length) % shown.length;
		screen.change({type: 'vault', vaultName: shown[at]!.vaultName, scroll: vaultsScroll});
	},
});

export const movingActions: readonly Action[] = [
	moving('down', 'Down', 'down'),
	moving('up', 'Up', 'up'),
	moving('half-down', 'Half a page down', 'half-down'),
	moving('half-up', 'Half a page up', 'half-up'),
	moving('page-down', 'A page down', 'page-down'),
	moving('page-up', 'A page up', 'page-up'),
	moving('top', 'To the first row', 'top'),
	moving('end', 'To the last row', 'end'),
	{
		name: 'screen.go-to',
		title: 'Go to a row',
		description: 'Goes to a row of the focused list by its number.',
		unavailable: (screen) => {
			const {focus} = screen.state.getState();
			return focus === 'vaults' || paneList(screen, focus).count === 0 ? 'There are no numbered rows here.' : undefined;
		},
		run: (screen) => {
			const {focus} = screen.state.getState();
			if (focus !== 'vaults') screen.change({type: 'dialog-open', dialog: goToDialog(focus)});
		},
	},
	vault('next-vault', 'Next vault', 1),
	vault('previous-vault', 'Vault before', -1),
	hit('next-hit', 'Next hit', 1),
	hit('previous-hit', 'Previous hit', -1),
];
