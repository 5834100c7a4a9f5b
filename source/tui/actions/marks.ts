import type {ArchiveRow} from '../../model/archive.ts';
import type {InventoryQuery, MarkChange} from '../../model/inventory.ts';
import {displayText} from '../../model/names/display-text.ts';
import {moved, settled} from '../screen/list.ts';
import {paneList} from '../screen/places.ts';
import type {Screen} from '../screen/screen.ts';
import {archiveHere, folderHere, markedHere, queryHere} from '../screen/situation.ts';
import {topDialog, viewOf} from '../screen/state.ts';
import type {Action} from './action.ts';

/** Changes marks, and shows their true count when the engine has answered. */
export const changeMarks = async (screen: Screen, vaultName: string, change: MarkChange): Promise<void> => {
	if (change.do === 'toggle') screen.rows.flip(vaultName, change.archiveIds);
	const marks = await screen.ask('inventory.mark', {vaultName, change});
	if (marks) screen.rows.marked(vaultName, marks, change.do !== 'toggle');
};

/** Unmarks what an act was about: all that is marked, or only what a filter shows of it. */
export const unmark = async (screen: Screen, vaultName: string, filter: string | null): Promise<void> => {
	if (filter === null) return changeMarks(screen, vaultName, {do: 'clear'});
	const {sort} = viewOf(screen.state.getState(), vaultName);
	const query: InventoryQuery = {vaultName, filter, sort, offset: 0, limit: 0};
	return changeMarks(screen, vaultName, {do: 'range', query, from: 0, to: Number.MAX_SAFE_INTEGER, marked: false});
};

const nothingHere = (screen: Screen): string | undefined =>
	screen.rows.view(screen.state.getState().vaultName).sheet?.total ? undefined : 'There is no archive here to mark.';

const inTree = (screen: Screen): boolean => {
	const state = screen.state.getState();
	return viewOf(state, state.vaultName).folder !== null;
};

const wholly = (change: (query: InventoryQuery) => MarkChange) => (screen: Screen) => {
	const query = queryHere(screen);
	if (query) void changeMarks(screen, query.vaultName, change(query));
};

/** Marks an archive, or unmarks it; false for one that cannot be marked. */
const flip = (screen: Screen, vaultName: string, archive: ArchiveRow): boolean => {
	if (archive.newness === 'deleted-since') {
		// The cursor stays: whoever goes on with r or D means this row and not the next one.
		screen.say('info', `${displayText(archive.name)} is deleted: it cannot be marked.`);
		return false;
	}
	void changeMarks(screen, vaultName, {do: 'toggle', archiveIds: [archive.archiveId]});
	return true;
};

/** The same in the versions of a name. */
const toggleVersion = (screen: Screen) => {
	const dialog = topDialog(screen.state.getState());
	if (dialog?.kind !== 'versions') return;
	const {vaultName, rows, at} = dialog;
	const archive = rows?.[at];
	if (!rows || !archive || !flip(screen, vaultName, archive)) return;
	const flipped = rows.with(at, {...archive, marked: !archive.marked});
	screen.change({type: 'dialog', dialog: {...dialog, rows: flipped, at: Math.min(at + 1, rows.length - 1)}});
};

/** Marks the range and leaves it; without one, marks the row under the cursor and goes on to the next. */
const toggle = (screen: Screen) => {
	const query = queryHere(screen);
	if (!query) return;
	const state = screen.state.getState();
	if (topDialog(state)?.kind === 'versions') return toggleVersion(screen);
	const {anchor} = viewOf(state, query.vaultName);
	const {list, count, height} = paneList(screen, 'inventory');
	const {cursor} = settled(list, count, height);
	if (anchor !== null) {
		const here = archiveHere(screen);
		if (!here) return;
		const ends = [anchor, {row: cursor, archiveId: here.archiveId}].toSorted((a, b) => a.row - b.row);
		const [from, to] = [ends[0]!.row, ends[1]!.row];
		const archiveIds = ends.map(({archiveId}) => archiveId);
		void changeMarks(screen, query.vaultName, {do: 'range', query, from, to, ends: archiveIds, marked: true});
		return screen.change({type: 'range', anchor: null});
	}
	const folder = folderHere(screen);
	if (folder) {
		const {vaultName, filter, sort} = query;
		const {folder: open} = viewOf(state, vaultName);
		const level = {vaultName, folder: open ?? '', filter, sort, offset: 0, limit: 0};
		const marked = folder.marked < folder.archives;
		void changeMarks(screen, vaultName, {do: 'folder', query: level, path: folder.path, marked});
		return screen.change({type: 'list', pane: 'inventory', list: moved(list, 'down', count, height)});
	}
	const archive = archiveHere(screen);
	if (!archive || !flip(screen, query.vaultName, archive)) return;
	screen.change({type: 'list', pane: 'inventory', list: moved(list, 'down', count, height)});
};

const range = (screen: Screen) => {
	const state = screen.state.getState();
	const {anchor} = viewOf(state, state.vaultName);
	const {list, count, height} = paneList(screen, 'inventory');
	const {archiveId} = archiveHere(screen) ?? {};
	if (anchor !== null) return screen.change({type: 'range', anchor: null});
	if (archiveId === undefined) return;
	screen.change({type: 'range', anchor: {row: settled(list, count, height).cursor, archiveId}});
};

export const markActions: readonly Action[] = [
	{
		name: 'marks.toggle',
		title: 'Mark',
		description:
			'Marks the archive under the cursor, or unmarks it, and goes to the next. In a range: marks the range.',
		unavailable: nothingHere,
		run: toggle,
	},
	{
		name: 'marks.range',
		title: 'Range',
		description: 'Begins a range at the cursor: move, then mark it. Again: leaves it.',
		unavailable: (screen) =>
			inTree(screen) ? 'Ranges are for the list: t shows it. Folders are marked with space.' : nothingHere(screen),
		run: range,
	},
	{
		name: 'marks.all',
		title: 'Mark all',
		description: 'Marks all archives that are shown: of the vault, below the folder, as the filter leaves them.',
		unavailable: nothingHere,
		run: wholly((query) => ({do: 'all', query})),
	},
	{
		name: 'marks.invert',
		title: 'Invert marks',
		description: 'Marks what is not marked and unmarks what is, among what the filter shows.',
		unavailable: nothingHere,
		run: wholly((query) => ({do: 'invert', query})),
	},
	{
		name: 'marks.clear',
		title: 'Clear marks',
		description: 'Unmarks all archives of the vault, also those that the filter hides.',
		unavailable: (screen) => (markedHere(screen) === 0 ? 'Nothing is marked.' : undefined),
		run: wholly(() => ({do: 'clear'})),
	},
];
