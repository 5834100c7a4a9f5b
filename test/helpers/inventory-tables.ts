import {createHash} from 'node:crypto';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';

/** Reads a database that somebody else may have open. */
const reading = <T>(path: string, read: (database: DatabaseSync) => T): T => {
	const database = new DatabaseSync(path, {readOnly: true});
	try {
		return read(database);
	} finally {
		database.close();
	}
};

/** Every table of an inventory file, each as a hash of all its rows in order: two files of the same tables show the same, to the byte. */
export const tablesOf = (path: string): Record<string, string> =>
	reading(path, (database) => {
		const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all();
		const hashOf = (table: string) => {
			const hash = createHash('sha256');
			for (const row of database.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).iterate()) {
				for (const [column, value] of Object.entries(row)) {
					const bytes = value instanceof Uint8Array ? value : Buffer.from(String(value));
					hash.update(`${column} ${bytes.byteLength} `).update(bytes);
				}
			}
			return hash.digest('hex');
		};
		return Object.fromEntries(tables.map(({name}) => [name as string, hashOf(name as string)]));
	});

/** The tables of a vault's inventory, as its catalog has it now; `undefined` while it has none. */
export const inventoryTables = (catalog: string, vaultName: string): Record<string, string> | undefined => {
	const row = reading(catalog, (database) =>
		database.prepare('SELECT import_id FROM inventory WHERE vault_name = ?').get(vaultName),
	);
	return row && tablesOf(join(`${catalog}-inventories`, `${row.import_id}.sqlite`));
};
