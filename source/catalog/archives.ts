import type {Archive, ArchiveRow, Selection} from '../model/archive.ts';
import type {ArchiveCatalog} from './catalog.ts';
import type {Database} from './database.ts';
import {countMarks} from './marks.ts';
import type {Queries} from './queries.ts';
import {filtered, ordered, rowsOf} from './view.ts';

const plain = ({marked, newness, ...archive}: ArchiveRow): Archive => archive;

const isThere = (row: ArchiveRow) => row.newness !== 'deleted-since';

const selected = (database: Database, vaultName: string, selection: Selection): ArchiveRow[] => {
	const rows = rowsOf(database, vaultName).filter(isThere);
	if ('archiveIds' in selection) {
		const ids = new Set(selection.archiveIds);
		return rows.filter((row) => ids.has(row.archiveId));
	}
	return filtered(
		rows.filter((row) => row.marked),
		selection.filter ?? '',
	);
};

/** The rows of a vault: its inventory with the ledger laid over it. */
export const archiveQueries = (database: Database): Queries<ArchiveCatalog> => ({
	window: (query) => {
		const rows = ordered(database, query);
		return {
			query,
			rows: rows.slice(query.offset, query.offset + query.limit),
			total: rows.length,
			bytes: rows.filter(isThere).reduce((sum, row) => sum + row.size, 0),
			marks: countMarks(database, query.vaultName, query.filter),
		};
	},

	select: (vaultName, selection, limit) =>
		selected(database, vaultName, selection)
			.sort((a, b) => (a.created < b.created ? -1 : a.created > b.created ? 1 : 0))
			.slice(0, limit)
			.map(plain),

	measure: (vaultName, selection, above) => {
		const rows = selected(database, vaultName, selection);
		return {
			count: rows.length,
			bytes: rows.reduce((sum, row) => sum + row.size, 0),
			above: rows.filter((row) => row.size > above).length,
		};
	},

	byId: (vaultName, archiveId) => {
		const row = rowsOf(database, vaultName).find((other) => other.archiveId === archiveId && isThere(other));
		return row ? plain(row) : null;
	},

	byName: (vaultName, name) => {
		const row = rowsOf(database, vaultName)
			.filter((other) => other.name === name && isThere(other))
			.reduce<ArchiveRow | null>((newest, other) => (newest && newest.created >= other.created ? newest : other), null);
		return row && plain(row);
	},

	recordUpload: (vaultName, archive) => {
		database.run(
			'INSERT OR REPLACE INTO upload (vault_name, archive_id, value) VALUES (?, ?, ?)',
			vaultName,
			archive.archiveId,
			JSON.stringify(archive),
		);
	},

	recordDelete: (vaultName, archiveIds, at) => {
		database.transaction(() => {
			for (const archiveId of archiveIds) {
				database.run(
					'INSERT OR IGNORE INTO deletion (vault_name, archive_id, at) VALUES (?, ?, ?)',
					vaultName,
					archiveId,
					at,
				);
				database.run('DELETE FROM mark WHERE vault_name = ? AND archive_id = ?', vaultName, archiveId);
			}
		});
	},
});
