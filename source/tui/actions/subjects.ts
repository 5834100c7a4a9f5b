import type {ArchiveRow} from '../../model/archive.ts';
import {earlyDeletionCost} from '../../model/prices/cost.ts';
import type {deleteArchivesDialog} from '../dialogs/delete-archives/delete-archives.ts';
import type {RestoreSubject} from '../dialogs/restore/restore.ts';
import type {Screen} from '../screen/screen.ts';
import {isFolder} from '../screen/sheet.ts';
import {archiveHere} from '../screen/situation.ts';
import {viewOf} from '../screen/state.ts';

/** What an act is about: what is marked in the open vault, else the archive under the cursor. */
type Chosen = {
	vaultName: string;
	archiveIds: readonly string[] | null;
	filter: string;
	hidden: number;
	archives: number;
	bytes: number;
	/** All of them where all are here, else none: a few by chance would read as the first of them. */
	rows: readonly ArchiveRow[];
};

const chosenHere = (screen: Screen): Chosen | undefined => {
	const state = screen.state.getState();
	const {vaultName} = state;
	const {sheet} = screen.rows.view(vaultName);
	if (vaultName === null || !sheet) return undefined;
	const {filter} = viewOf(state, vaultName);
	const {marks} = sheet;
	if (marks.count > 0) {
		const here = [...sheet.pages.values()].flat().filter((row): row is ArchiveRow => !isFolder(row) && row.marked);
		const rows = here.length === marks.count ? here : [];
		return {vaultName, archiveIds: null, filter, hidden: marks.hidden, archives: marks.count, bytes: marks.bytes, rows};
	}
	const archive = archiveHere(screen);
	if (!archive || archive.newness === 'deleted-since') return undefined;
	return {
		vaultName,
		archiveIds: [archive.archiveId],
		filter,
		hidden: 0,
		archives: 1,
		bytes: archive.size,
		rows: [archive],
	};
};

/** What downloads did here last, in bytes a second; null before anything moved. */
const lastRate = (screen: Screen): number | null => {
	const rates = screen.engine
		.getState()
		.transfers.filter(({transfer}) => transfer.direction === 'download')
		.map(({rates: past, progress}) => progress.rate || past.at(-1) || 0);
	const together = rates.reduce((sum, rate) => sum + rate, 0);
	return together > 0 ? together : null;
};

/** What a restore would be about; undefined when there is nothing. */
export const restoreSubject = (screen: Screen): RestoreSubject | undefined => {
	const chosen = chosenHere(screen);
	if (!chosen) return undefined;
	const {vaultName, archiveIds, filter, hidden, archives, bytes, rows} = chosen;
	return {vaultName, archiveIds, filter, hidden, named: rows, expected: {archives, bytes}, lastRate: lastRate(screen)};
};

/** What a deletion would be about; undefined when there is nothing. */
export const deleteSubject = (screen: Screen): Parameters<typeof deleteArchivesDialog>[0] | undefined => {
	const chosen = chosenHere(screen);
	if (!chosen) return undefined;
	const {rows, ...rest} = chosen;
	const {account} = screen.engine.getState();
	// What is not here cannot be reckoned: better no figure than half of one.
	const all = rows.length > 0;
	return {
		...rest,
		named: rows,
		early: all && account ? (earlyDeletionCost(rows, screen.now(), account.region)?.total ?? null) : null,
	};
};
