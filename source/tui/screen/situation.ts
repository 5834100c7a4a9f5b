import type {Situation} from '../../commands/command.ts';
import type {ArchiveRow} from '../../model/archive.ts';
import type {InventoryQuery} from '../../model/inventory.ts';
import type {Job} from '../../model/job.ts';
import type {Vault} from '../../model/vault.ts';
import {isDenied} from '../../store/selectors.ts';
import type {TransferEntry} from '../../store/state.ts';
import {shownJobs} from '../panes/jobs/model.ts';
import {shownTransfers} from '../panes/transfers/model.ts';
import {listStart, settled} from './list.ts';
import {paneList} from './places.ts';
import type {Screen} from './screen.ts';
import {type FolderEntry, isFolder, type Row, rowAt} from './sheet.ts';
import {topDialog, viewOf} from './state.ts';

const cursorOf = (screen: Screen, pane: Parameters<typeof paneList>[1]): number => {
	const {list, count, height} = paneList(screen, pane);
	return settled(list, count, height).cursor;
};

/** The vault that is open. */
export const vaultHere = (screen: Screen): Vault | undefined => {
	const {vaultName} = screen.state.getState();
	return screen.engine.getState().vaults.vaults.find((vault) => vault.vaultName === vaultName);
};

/** What is under the cursor of the inventory. */
const rowHere = (screen: Screen): Row | undefined => {
	const {sheet} = screen.rows.view(screen.state.getState().vaultName);
	return rowAt(sheet, cursorOf(screen, 'inventory'));
};

/** How long a person takes to see what they look at, in milliseconds. */
const sight = 300;

/** Whether the row under the cursor of the inventory became another one by itself, and nobody can have seen that yet. */
export const isUnseen = (screen: Screen): boolean => {
	const state = screen.state.getState();
	const {lost} = viewOf(state, state.vaultName);
	return lost !== null && screen.steady() - lost < sight;
};

/** The version that is chosen where the versions of a name lie over the inventory; undefined where they do not. */
export const versionHere = (screen: Screen): ArchiveRow | undefined => {
	const dialog = topDialog(screen.state.getState());
	return dialog?.kind === 'versions' ? dialog.rows?.[dialog.at] : undefined;
};

/** The archive under the cursor: of the versions of a name while they are shown, else of the inventory. */
export const archiveHere = (screen: Screen): ArchiveRow | undefined => {
	if (topDialog(screen.state.getState())?.kind === 'versions') return versionHere(screen);
	const row = rowHere(screen);
	return row && !isFolder(row) ? row : undefined;
};

/** The folder under the cursor of the inventory. */
export const folderHere = (screen: Screen): FolderEntry | undefined => {
	const row = rowHere(screen);
	return row && isFolder(row) ? row : undefined;
};

export const jobHere = (screen: Screen): Job | undefined => {
	const {filters} = screen.state.getState();
	return shownJobs(screen.engine.getState().jobs, filters.jobs)[cursorOf(screen, 'jobs')];
};

export const transferHere = (screen: Screen): TransferEntry | undefined => {
	const {filters} = screen.state.getState();
	return shownTransfers(screen.engine.getState().transfers, filters.transfers)[cursorOf(screen, 'transfers')];
};

/** Puts the cursor on a transfer, wherever in the list it has come to. */
export const followTransfer = (screen: Screen, transferId: string): void => {
	const {filters} = screen.state.getState();
	const shown = shownTransfers(screen.engine.getState().transfers, filters.transfers);
	const cursor = shown.findIndex(({transfer}) => transfer.transferId === transferId);
	const {list, count, height} = paneList(screen, 'transfers');
	if (cursor < 0) return;
	screen.change({type: 'list', pane: 'transfers', list: settled({...list, cursor}, count, height)});
};

/** Shows what a person has just begun: the pane of transfers, and in it the first of them, where it is known. The versions it was begun from go. */
export const showBegun = (screen: Screen, transferId: string | undefined): void => {
	if (transferId === undefined) screen.change({type: 'list', pane: 'transfers', list: listStart});
	else followTransfer(screen, transferId);
	for (const {kind, id} of screen.state.getState().dialogs) {
		if (kind === 'versions') screen.change({type: 'dialog-close', id});
	}
	screen.change({type: 'focus', pane: 'transfers'});
};

/** How many archives of the open vault are marked. */
export const markedHere = (screen: Screen): number =>
	screen.rows.view(screen.state.getState().vaultName).sheet?.marks.count ?? 0;

/** The open vault's archives in the order in which they are shown, in the tree all below its folder; the window is left to whoever asks. */
export const queryHere = (screen: Screen): InventoryQuery | undefined => {
	const state = screen.state.getState();
	if (state.vaultName === null) return undefined;
	const {filter, sort, folder, below, versions} = viewOf(state, state.vaultName);
	const place = folder === null ? below : folder || null;
	return {vaultName: state.vaultName, filter, sort, below: place, versions, offset: 0, limit: 0};
};

/** What commands decide by whether they can be used now. Things under the cursor count only in the pane that has the focus. */
export const situationOf = (screen: Screen): Situation => {
	const {focus, vaultName} = screen.state.getState();
	const engine = screen.engine.getState();
	const {state} = engine.connection;
	return {
		vaultName,
		archive: focus === 'inventory' ? (archiveHere(screen) ?? null) : null,
		marked: markedHere(screen),
		job: focus === 'jobs' ? (jobHere(screen) ?? null) : null,
		transfer: focus === 'transfers' ? (transferHere(screen)?.transfer ?? null) : null,
		// As long as nobody knows better, one may try.
		connected: state === 'online' || state === 'unknown',
		denied: isDenied(engine),
	};
};
