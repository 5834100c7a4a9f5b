import type {Transfer} from '../model/transfer.ts';
import type {TransferCatalog} from './catalog.ts';
import type {Database} from './database.ts';
import type {Queries} from './queries.ts';

/** Transfers, the chunks of them that are safe, and which process works on which. */
export const transferQueries = (database: Database): Queries<TransferCatalog> => ({
	list: () =>
		database.all<{value: string}>('SELECT value FROM transfer').map(({value}) => JSON.parse(value) as Transfer),

	find: (transferId) => {
		const found = database.get<{value: string}>('SELECT value FROM transfer WHERE transfer_id = ?', transferId);
		return found && (JSON.parse(found.value) as Transfer);
	},

	ofPath: (path) =>
		database
			.all<{value: string}>("SELECT value FROM transfer WHERE json_extract(value, '$.path') = ?", path)
			.map(({value}) => JSON.parse(value) as Transfer),

	save: (transfer) => {
		database.run(
			'INSERT INTO transfer (transfer_id, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
			transfer.transferId,
			JSON.stringify(transfer),
		);
	},

	// Without waiting for the disk: a sync would have to write out all that was downloaded too, for every chunk. When the power fails, the
	// service still lists its parts, and what a download lost of its record it may have lost of its file: that is read again anyway.
	recordChunk: (transferId, {index, treeHash}) => {
		database.execute('PRAGMA synchronous = NORMAL');
		try {
			database.run(
				'INSERT OR REPLACE INTO chunk (transfer_id, chunk, tree_hash) VALUES (?, ?, ?)',
				transferId,
				index,
				Buffer.from(treeHash, 'hex'),
			);
		} finally {
			database.execute('PRAGMA synchronous = FULL');
		}
	},

	verifiedChunks: (transferId) =>
		database
			.all<{chunk: number; hash: string}>(
				'SELECT chunk, lower(hex(tree_hash)) AS hash FROM chunk WHERE transfer_id = ? ORDER BY chunk',
				transferId,
			)
			.map(({chunk, hash}) => ({index: chunk, treeHash: hash})),

	dropChunks: (transferId) => {
		database.run('DELETE FROM chunk WHERE transfer_id = ?', transferId);
	},

	remove: (transferId) => {
		database.transaction(() => {
			database.run('DELETE FROM chunk WHERE transfer_id = ?', transferId);
			database.run('DELETE FROM transfer WHERE transfer_id = ?', transferId);
		});
	},

	// One statement: of two processes that claim at the same moment, the second sees the first one's name.
	claim: (transferId, owner, alive) =>
		database.run(
			`UPDATE transfer SET owner = ?2
			WHERE transfer_id = ?1 AND (owner IS NULL OR owner = ?2 OR owner NOT IN (SELECT value FROM json_each(?3)))`,
			transferId,
			owner,
			JSON.stringify(alive),
		).changes === 1,

	// From each owner to the next along the index: DISTINCT would look at every transfer, and this is asked for each that begins.
	owners: () =>
		database
			.all<{owner: string | null}>(
				`WITH RECURSIVE found (owner) AS (
					SELECT min(owner) FROM transfer WHERE owner IS NOT NULL
					UNION ALL
					SELECT (SELECT min(owner) FROM transfer WHERE owner > found.owner) FROM found WHERE found.owner IS NOT NULL
				)
				SELECT owner FROM found WHERE owner IS NOT NULL`,
			)
			.map(({owner}) => owner!),
});
