import type {MarkCount} from '../model/inventory.ts';
import type {MarkCatalog} from './catalog.ts';
import type {Database} from './database.ts';
import type {Queries} from './queries.ts';
import {filtered, ordered, rowsOf} from './view.ts';

/** How many archives are marked and how many of them `filter` hides. */
export const countMarks = (database: Database, vaultName: string, filter: string): MarkCount => {
	const marked = rowsOf(database, vaultName).filter((row) => row.marked);
	return {
		count: marked.length,
		bytes: marked.reduce((sum, row) => sum + row.size, 0),
		hidden: marked.length - filtered(marked, filter).length,
	};
};

/** Which rows a person chose. An archive that is deleted cannot be marked. */
export const markQueries = (database: Database): Queries<MarkCatalog> => ({
	change: (vaultName, change) =>
		database.transaction(() => {
			const set = (archiveId: string, marked: boolean) =>
				marked
					? database.run('INSERT OR IGNORE INTO mark VALUES (?, ?)', vaultName, archiveId)
					: database.run('DELETE FROM mark WHERE vault_name = ? AND archive_id = ?', vaultName, archiveId);
			if (change.do === 'clear') {
				database.run('DELETE FROM mark WHERE vault_name = ?', vaultName);
				return countMarks(database, vaultName, '');
			}
			const rows = (change.do === 'toggle' ? rowsOf(database, vaultName) : ordered(database, change.query)).filter(
				(row, index) =>
					row.newness !== 'deleted-since' &&
					(change.do === 'toggle'
						? change.archiveIds.includes(row.archiveId)
						: change.do !== 'range' || (index >= change.from && index <= change.to)),
			);
			for (const row of rows) {
				set(row.archiveId, change.do === 'range' ? change.marked : change.do === 'all' ? true : !row.marked);
			}
			return countMarks(database, vaultName, 'query' in change ? change.query.filter : '');
		}),
});
