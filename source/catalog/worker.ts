import {parentPort} from 'node:worker_threads';
import {archiveQueries} from './archives.ts';
import {createPrivateFile, Database} from './database.ts';
import {InventoryFiles} from './files/inventory-files.ts';
import {Imports} from './import/imports.ts';
import {inventoryQueries} from './inventories.ts';
import {jobQueries} from './jobs.ts';
import {markQueries} from './marks.ts';
import {migrate} from './migrations/migrate.ts';
import {nameQueries} from './names/name-lists.ts';
import {type Methods, report, serve} from './rpc.ts';
import {toCatalogError} from './to-error.ts';
import {transferQueries} from './transfers.ts';
import {vaultQueries} from './vaults.ts';
import {Differences} from './views/differences.ts';
import {Folders} from './views/folders.ts';
import {Listings} from './views/listings.ts';
import {VaultViews} from './views/vault-views.ts';

/** The thread that has the catalog open. */
const port = parentPort!;
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
	database.execute('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
	migrate(database, path);

	const files = new InventoryFiles(database, path, (error) => report(port, toCatalogError(error, path)));
	files.create();
	files.sweep();
	const views = new VaultViews(database, files);
	const listings = new Listings(views);
	const folders = new Folders(listings);
	const imports = new Imports(database, views, files);

	const archives = archiveQueries(database, views, listings, folders, new Differences(database, views, files));
	offer('archives', archives);
	offer('inventories', inventoryQueries(database, views, imports));
	offer('jobs', jobQueries(database, archives.nameOf));
	offer('marks', markQueries(views, listings));
	offer('names', nameQueries(database, files, imports));
	offer('transfers', transferQueries(database));
	offer(
		'vaults',
		vaultQueries(database, (vaultNames) => {
			for (const vaultName of vaultNames) views.forget(vaultName);
			files.sweep();
		}),
	);
	methods.close = async () => {
		await imports.close();
		await listings.close();
		database.close();
	};
};

serve(port, methods, (error) => toCatalogError(error, path));
