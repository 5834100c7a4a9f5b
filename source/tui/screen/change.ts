import type {Sort, Versions} from '../../model/inventory.ts';
import type {Edit} from '../components/text-field/text-field.ts';
import type {Dialog, NewDialog} from '../dialogs/dialog.ts';
import type {PaneName} from '../layout.ts';
import type {ListState} from './list.ts';
import type {Anchor} from './state.ts';
import type {NewToast} from './toasts.ts';

/** Everything that can happen to the screen's own state, as a value. */
export type Change =
	| {type: 'size'; columns: number; rows: number}
	| {type: 'focus'; pane: PaneName}
	| {type: 'zoom'; to: boolean}
	| {type: 'log'; open: boolean}
	| {type: 'vault'; vaultName: string | null; scroll: number}
	| {type: 'list'; pane: Exclude<PaneName, 'vaults'>; list: ListState}
	| {type: 'sort'; sort: Sort}
	/** Into a folder of the tree, out of it, and between the tree and the list. */
	| {type: 'folder-enter'; folder: string}
	| {type: 'folder-leave'}
	| {type: 'tree'}
	| {type: 'versions'; versions: Versions}
	| {type: 'range'; anchor: Anchor | null}
	/** Rows came or went: the cursor's and the range's are here now. `lost` is when the cursor's could not be found again. */
	| {type: 'rows-replaced'; vaultName: string; list: ListState; anchor: Anchor | null; lost: number | null}
	/** A filter is begun, typed, agreed to, or given up: then it is what it was before. */
	| {type: 'filter-begin'; pane: PaneName}
	| {type: 'filter-edit'; edit: Edit}
	| {type: 'filter-end'; keep: boolean}
	| {type: 'filter'; pane: PaneName; filter: string}
	| {type: 'dialog-open'; dialog: NewDialog}
	/** A dialog is now this. Nothing happens when it was closed meanwhile. */
	| {type: 'dialog'; dialog: Dialog}
	| {type: 'dialog-close'; id: number}
	| {type: 'toast'; toast: NewToast; at: number}
	| {type: 'toast-seen'; id: number}
	/** The service is asked for what a pane shows, and has answered. */
	| {type: 'refreshing'; pane: PaneName; at: number}
	| {type: 'refreshed'; pane: PaneName}
	| {type: 'greeted'}
	/** A person is there and has pressed a key. */
	| {type: 'pressed'; at: number}
	/** Time has passed, on the machine's steady clock. */
	| {type: 'time'; at: number}
	| {type: 'interrupt'; at: number};
