import {parentPort} from 'node:worker_threads';
import {archiveQueries} from './archives.ts';
import {createPrivateFile, Database} from './database.ts';
import {inventoryQueries} from './inventories.ts';
import {jobQueries} from './jobs.ts';
import {markQueries} from './marks.ts';
import {migrate} from './migrations/migrate.ts';
import {type Methods, serve} from './rpc.ts';
import {toCatalogError} from './to-error.ts';
import {transferQueries} from './transfers.ts';
import {vaultQueries} from './vaults.ts';

/** The thread that has the catalog open. It answers one question after another. */
const methods: Methods = {};
let path = '';

/** `{list}` of noun `vaults` becomes `vaults.list`. */
const offer = (noun: string, queries: object) => {
	for (const [verb, query] of Object.entries(queries)) methods[`${noun}.${verb}`] = query;
};

methods.open = (at: string) => {
	path = at;
	createPrivateFile(path);
	const database = new Database(path);
	// FULL: what a method has resolved survives a power cut, at the price of one fsync a write.
	database.execute('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
	migrate(database, path);
	const archives = archiveQueries(database);
	offer('archives', archives);
	offer('inventories', inventoryQueries(database));
	offer('jobs', jobQueries(database, archives));
	offer('marks', markQueries(database));
	offer('transfers', transferQueries(database));
	offer(
		'vaults',
		vaultQueries(database, () => {}),
	);
	methods.close = () => database.close();
};

serve(parentPort!, methods, (error) => toCatalogError(error, path));
