import {IceaxeError} from '../../model/errors/iceaxe-error.ts';
import type {Database} from '../database.ts';
import {first} from './001-first.ts';
import {previousInventory} from './002-previous-inventory.ts';
import {nameList} from './003-name-list.ts';
import {transfersByFile} from './004-transfers-by-file.ts';

/** In order; the catalog's version is how many of these it has been through. Released ones are never changed. */
const migrations: readonly string[] = [first, previousInventory, nameList, transfersByFile];

const versionOf = (database: Database): number =>
	database.get<{user_version: number}>('PRAGMA user_version')!.user_version;

/**
 * Brings a catalog to the present version, each step whole or not at all.
 * @throws IceaxeError `file` when it was written by a newer iceaxe.
 */
export const migrate = (database: Database, path: string): void => {
	if (versionOf(database) === migrations.length) return;
	for (let step = 0; step < migrations.length; step++) {
		database.transaction(() => {
			// Asked within the transaction: another process may have done this step a moment ago.
			if (versionOf(database) !== step) return;
			database.execute(migrations[step]!);
			database.execute(`PRAGMA user_version = ${step + 1}`);
		});
	}
	const version = versionOf(database);
	if (version > migrations.length) {
		throw new IceaxeError(
			'file',
			`The catalog ${path} was written by a newer iceaxe (version ${version} of its form; this one knows ${migrations.length}).`,
			{hint: 'Update iceaxe, or give another --state folder.'},
		);
	}
};
