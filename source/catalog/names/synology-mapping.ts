import {invalidInput} from '../../model/errors/errors.ts';
import type {GivenName} from '../catalog.ts';
import {Database} from '../database.ts';

type MappingRow = Record<'archiveID' | 'shareName' | 'basePath' | 'lastBkpTime', unknown>;

/** No path of a file is longer. */
const longestPath = 8192;

/**
 * The names in a mapping database of Synology Glacier Backup: what the one archive in the vault `X_mapping` holds, for the archives of `X`.
 * Where an archive has several paths the last one counts, present ones after past ones. The file is other people's: it is only read, no
 * function in its schema is run, and a row that is not what it should be is left out.
 * @throws IceaxeError `invalid-input` when it is no such database
 */
export function* synologyNames(path: string): Generator<GivenName | null> {
	const noMapping = () =>
		invalidInput(
			`${path} is no mapping database of Synology Glacier Backup.`,
			'It is the one archive of the vault whose name ends in _mapping: restore that, and give the file.',
		);
	let database: Database;
	try {
		database = new Database(path, {readOnly: true});
	} catch {
		throw noMapping();
	}
	try {
		let rows: Iterator<MappingRow>;
		try {
			database.execute('PRAGMA trusted_schema = OFF; PRAGMA query_only = ON; PRAGMA cell_size_check = ON');
			const table = database.get("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'file_info_tb'");
			if (!table) throw noMapping();
			rows = database.each<MappingRow>(
				'SELECT archiveID, shareName, basePath, lastBkpTime FROM file_info_tb ORDER BY "current", rowid',
			);
			for (let next = rows.next(); !next.done; next = rows.next()) yield nameOf(next.value);
		} catch {
			throw noMapping();
		}
	} finally {
		database.close();
	}
}

const nameOf = ({archiveID, shareName, basePath, lastBkpTime}: MappingRow): GivenName | null => {
	if (typeof archiveID !== 'string' || archiveID === '' || typeof basePath !== 'string' || basePath === '') return null;
	const share = typeof shareName === 'string' && shareName !== '' ? `${shareName}/` : '';
	const path = share + basePath.replace(/^\/+/, '');
	if (path.length > longestPath || archiveID.length > longestPath) return null;
	const seconds = typeof lastBkpTime === 'number' && lastBkpTime > 0 && lastBkpTime < 2 ** 32 ? lastBkpTime : 0;
	return {archiveId: archiveID, name: path, modified: Math.floor(seconds)};
};
