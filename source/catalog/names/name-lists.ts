import {rmSync} from 'node:fs';
import {setImmediate as breathe} from 'node:timers/promises';
import {notFound} from '../../model/errors/errors.ts';
import type {Timestamp} from '../../model/timestamp.ts';
import type {GivenName, NamesCatalog} from '../catalog.ts';
import {createPrivateFile, Database} from '../database.ts';
import type {InventoryFiles} from '../files/inventory-files.ts';
import type {Imports} from '../import/imports.ts';
import type {SlowQueries} from '../queries.ts';
import {synologyNames} from './synology-mapping.ts';

/** How many names of a database are taken before other questions are let through. */
const stride = 1000;

type Open = {vaultName: string; file: Database};

/** A person's own names for archives: a file of them for a vault, which every import of its inventory asks. */
export const nameQueries = (database: Database, files: InventoryFiles, imports: Imports): SlowQueries<NamesCatalog> => {
	const open = new Map<number, Open>();
	const openOf = (listId: number): Open => {
		const found = open.get(listId);
		if (!found) throw notFound(`There is no list of names ${listId} under way.`);
		return found;
	};
	const insert = ({file}: Open, {archiveId, name, modified}: GivenName) =>
		file.run('INSERT OR REPLACE INTO names VALUES (?, ?, ?)', archiveId, name, modified);
	const abandon = (listId: number) => {
		open.get(listId)?.file.close();
		open.delete(listId);
		files.release(listId);
	};

	return {
		begin: (vaultName: string, at: Timestamp) => {
			const listId = files.number({vaultName, jobId: 'names', format: 'CSV', at});
			const path = files.namesPath(listId);
			rmSync(path, {force: true});
			createPrivateFile(path);
			const file = new Database(path);
			file.execute(
				`PRAGMA journal_mode = MEMORY; PRAGMA synchronous = NORMAL; BEGIN;
				CREATE TABLE names (archive_id TEXT PRIMARY KEY, name TEXT NOT NULL, modified INTEGER NOT NULL) WITHOUT ROWID`,
			);
			open.set(listId, {vaultName, file});
			return {listId};
		},

		add: (listId, names) => {
			const list = openOf(listId);
			for (const name of names) insert(list, name);
		},

		addMapping: async (listId, path) => {
			const list = openOf(listId);
			let taken = 0;
			let refused = 0;
			for (const name of synologyNames(path)) {
				if (++taken % stride === 0) await breathe();
				if (name) insert(list, name);
				else refused++;
			}
			return {refused};
		},

		finish: async (listId) => {
			const {vaultName, file} = openOf(listId);
			try {
				const {names} = file.get<{names: number}>('SELECT count(*) AS names FROM names')!;
				// A file that was the wrong one must not cost the list that is there.
				if (names === 0) return {names, known: 0};
				file.execute('COMMIT');
				const {named} = await imports.rename(vaultName, files.namesPath(listId), () => {
					database.run('INSERT OR REPLACE INTO name_list VALUES (?, ?, ?)', vaultName, listId, names);
				});
				return {names, known: named};
			} finally {
				abandon(listId);
			}
		},

		abandon,

		forget: async (vaultName) => {
			await imports.rename(vaultName, null, () => {
				database.run('DELETE FROM name_list WHERE vault_name = ?', vaultName);
			});
			files.sweep();
		},
	};
};
