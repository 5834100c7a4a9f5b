import type {Sort, Versions} from '../../model/inventory.ts';
import type {TextField} from '../components/text-field/text-field.ts';
import type {Dialog} from '../dialogs/dialog.ts';
import type {Arrangement, PaneName} from '../layout.ts';
import {type ListState, listStart} from './list.ts';
import type {NewToast, Toast} from './toasts.ts';
import type {Passed} from './tree.ts';

/** An end of a range: its place, and what stands there, wherever that moves to. */
export type Anchor = {row: number; archiveId: string};

/** How a person looks at one vault. Kept for each, so that going to another and back loses nothing. */
export type VaultView = {
	list: ListState;
	filter: string;
	sort: Sort;
	/** The folder of the tree whose rows are shown, empty for the top; null while it is a list. */
	folder: string | null;
	/** The folders that one has gone through on the way to this one. */
	trail: readonly Passed[];
	/** The folder below which the list is; null for the whole vault. */
	below: string | null;
	versions: Versions;
	/** Where a visual range began; null when there is none. The range goes from here to the cursor. */
	anchor: Anchor | null;
	/**
	 * When the row under the cursor became another one without a key, because its archive could not be found again among newer rows; in
	 * milliseconds of the machine's steady clock, null while that has not happened.
	 */
	lost: number | null;
};

/** The panes whose lists are short and filtered here; the inventory's is the engine's work. */
export type ShortList = Exclude<PaneName, 'inventory'>;

/** What the screen alone knows: where one looks, not what there is. */
export type ScreenState = {
	columns: number;
	rows: number;
	focus: PaneName;
	upper: Arrangement['upper'];
	lower: Arrangement['lower'];
	zoomed: boolean;
	logOpen: boolean;
	/** The vault whose inventory is shown: the one under the cursor of the vaults pane. Null while no vault is known. */
	vaultName: string | null;
	views: Readonly<Record<string, VaultView>>;
	lists: Readonly<Record<Exclude<ShortList, 'vaults'>, ListState>>;
	vaultsScroll: number;
	filters: Readonly<Record<ShortList, string>>;
	/** The filter that is being typed, and what it was before. */
	filtering: {pane: PaneName; field: TextField; before: string} | null;
	/** The innermost is the last. */
	dialogs: readonly Dialog[];
	/** How many were opened so far: an answer that comes late finds its dialog by its number, or nobody. */
	dialogsOpened: number;
	toasts: readonly Toast[];
	/**
	 * The pane whose content the service was asked for and has not given yet, and since when, in milliseconds of the machine's steady clock; null
	 * for none.
	 */
	refreshing: {pane: PaneName; since: number} | null;
	/** The service has been asked, once, for all that it tells: what is not there now is not known, or is not. */
	greeted: boolean;
	/** What failed last, to be read also when its toast has gone. */
	lastError: NewToast | null;
	/** When ^c was pressed last, in milliseconds of the machine's steady clock: a second one soon after forces the way out. */
	interrupted: number | null;
};

/** Newest first: what one looks for is mostly what came last. */
export const newView: VaultView = {
	list: listStart,
	filter: '',
	sort: {by: 'created', descending: true},
	folder: null,
	trail: [],
	below: null,
	versions: 'folded',
	anchor: null,
	lost: null,
};

export const startState: ScreenState = {
	columns: 80,
	rows: 24,
	focus: 'vaults',
	upper: 'vaults',
	lower: 'transfers',
	zoomed: false,
	logOpen: false,
	vaultName: null,
	views: {},
	lists: {jobs: listStart, transfers: listStart, log: listStart},
	vaultsScroll: 0,
	filters: {vaults: '', jobs: '', transfers: '', log: ''},
	filtering: null,
	dialogs: [],
	dialogsOpened: 0,
	toasts: [],
	refreshing: null,
	greeted: false,
	lastError: null,
	interrupted: null,
};

/** How a vault is looked at. */
export const viewOf = (state: ScreenState, vaultName: string | null): VaultView =>
	(vaultName === null ? undefined : state.views[vaultName]) ?? newView;

/** The filter of a pane. */
export const filterOf = (state: ScreenState, pane: PaneName): string =>
	pane === 'inventory' ? viewOf(state, state.vaultName).filter : state.filters[pane];

export const topDialog = (state: ScreenState): Dialog | undefined => state.dialogs.at(-1);
