import type {Archive, ArchiveRow} from '../model/archive.ts';
import type {InventoryQuery, Sort} from '../model/inventory.ts';
import {milliseconds} from '../model/timestamp.ts';
import type {Database} from './database.ts';
import {type Filterable, fold, matches, parseFilter} from './filter.ts';

const byText = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

const compare = (by: Sort['by']) => (a: Archive, b: Archive) =>
	(by === 'size' ? a.size - b.size : by === 'created' ? milliseconds(a.created) - milliseconds(b.created) : 0) ||
	byText(a.name, b.name) ||
	milliseconds(b.created) - milliseconds(a.created) ||
	byText(a.archiveId, b.archiveId);

/** All rows of a vault as they are now. */
export const rowsOf = (database: Database, vaultName: string): ArchiveRow[] => {
	const read = <T>(sql: string) => database.all<T>(sql, vaultName);
	const gone = new Set(
		read<{archive_id: string}>('SELECT archive_id FROM deletion WHERE vault_name = ?').map((row) => row.archive_id),
	);
	const marked = new Set(
		read<{archive_id: string}>('SELECT archive_id FROM mark WHERE vault_name = ?').map((row) => row.archive_id),
	);
	const rows = new Map<string, ArchiveRow>();
	const add = (values: {value: string}[], newness: 'in-inventory' | 'uploaded-since') => {
		for (const {value} of values) {
			const archive = JSON.parse(value) as Archive;
			if (rows.has(archive.archiveId)) continue;
			rows.set(archive.archiveId, {
				...archive,
				marked: marked.has(archive.archiveId),
				newness: gone.has(archive.archiveId) ? 'deleted-since' : newness,
			});
		}
	};
	add(
		read(
			'SELECT value FROM snapshot JOIN inventory USING (import_id) WHERE inventory.vault_name = ? ORDER BY snapshot.rowid',
		),
		'in-inventory',
	);
	add(read('SELECT value FROM upload WHERE vault_name = ?'), 'uploaded-since');
	return [...rows.values()];
};

const filterable = (row: ArchiveRow): Filterable => ({
	...row,
	folded: fold(row.name),
	created: milliseconds(row.created),
});

/** The rows that pass a filter. */
export const filtered = (rows: ArchiveRow[], text: string): ArchiveRow[] => {
	const filter = parseFilter(text);
	return filter.length === 0 ? rows : rows.filter((row) => matches(filter, filterable(row)));
};

/** The rows of a query in its order, all of them. */
export const ordered = (
	database: Database,
	{vaultName, filter, sort}: Pick<InventoryQuery, 'vaultName' | 'filter' | 'sort'>,
): ArchiveRow[] => {
	const rows = filtered(rowsOf(database, vaultName), filter).sort(compare(sort.by));
	return sort.descending ? rows.reverse() : rows;
};
