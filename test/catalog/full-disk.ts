import {spawnSync} from 'node:child_process';
import {closeSync, mkdirSync, openSync, readdirSync, rmSync, writeSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {expect, it} from 'vitest';
import {timestamp} from '../../source/model/timestamp.ts';
import {csvInventory} from '../helpers/inventory-files.ts';
import {otherProcess} from '../helpers/other-process.ts';
import {temporaryPath} from '../helpers/temporary-catalog.ts';

const at = '2026-11-23T10:00:00.000Z';
const rows = 20_000;
const inventory = (count: number) =>
	csvInventory(
		Array.from({length: count}, (_, n) => ({
			archiveId: `${n}`.padStart(138, 'x'),
			description: `nightly/${n}.tar`,
			created: timestamp(1_700_000_000_000 + n),
			size: n,
			treeHash: n.toString(16).padStart(64, '0'),
		})),
	);

/** A disk of its own for one process needs a name space of its own. */
const disk = (folder: string) => ({
	execPath: 'unshare',
	execArgv: ['-rm', 'sh', '-c', `mount -t tmpfs -o size=20m t '${folder}' && exec '${process.execPath}' "$@"`, 'sh'],
});
const canHaveDisk = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 't', '/tmp']).status === 0;

/** Writes until nothing more fits. */
const fillDisk = (path: string) => {
	const file = openSync(path, 'w');
	for (const size of [65_536, 1]) {
		try {
			for (;;) writeSync(file, Buffer.alloc(size));
		} catch (error) {
			expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC');
		}
	}
	closeSync(file);
};

// Where the system lets nobody mount in a name space of his own, no disk can be filled without harm.
it.skipIf(!canHaveDisk)(
	'a disk that is full in the middle of an import costs nothing of what was fetched, and the old inventory stays',
	async () => {
		const path = temporaryPath();
		const folder = dirname(dirname(path));
		mkdirSync(dirname(path), {recursive: true});
		const bytes = inventory(rows);
		const quarter = bytes.length / 4;
		const pieces = [0, 1, 2, 3].map((i) => bytes.subarray(quarter * i, quarter * (i + 1)).toString());
		const begin = {vaultName: 'v', jobId: 'j', format: 'CSV', at, keep: true} as const;
		const catalog = await otherProcess(path, disk(folder));
		/** The disk as the process sees it. */
		const seen = join(`/proc/${catalog.pid}/root`, folder);
		const filler = join(seen, 'filler');
		const feed = (importId: number, from: number, to: number) =>
			pieces
				.slice(from, to)
				.reduce(
					(before, piece) => before.then(() => catalog.call('inventories', 'feed', importId, piece)),
					Promise.resolve({}),
				);
		try {
			const old = await catalog.call<{importId: number}>('inventories', 'begin', {...begin, jobId: 'old'});
			await catalog.call('inventories', 'feed', old.importId, inventory(10).toString());
			await catalog.call('inventories', 'finish', old.importId, {inventoryDate: at, at});

			const broken = await catalog.call<{importId: number}>('inventories', 'begin', begin);
			await feed(broken.importId, 0, 2);
			fillDisk(filler);
			await feed(broken.importId, 2, 4);
			await expect(catalog.call('inventories', 'finish', broken.importId, {inventoryDate: at, at})).rejects.toThrow(
				new RegExp(`^${path}-inventories/${broken.importId}\\.sqlite does not fit: the disk is full\\.$`),
			);
			expect(await catalog.call('inventories', 'summary', 'v')).toMatchObject({archives: 10});

			rmSync(filler);
			const again = await catalog.call<{importId: number}>('inventories', 'begin', begin);
			const resume = () => catalog.call<{bytes: number} | null>('inventories', 'resume', again.importId);
			expect([(await resume())!.bytes, (await resume())!.bytes, await resume()]).toEqual([
				pieces[0]!.length,
				pieces[0]!.length + pieces[1]!.length,
				null,
			]);
			await feed(again.importId, 2, 4);
			await catalog.call('inventories', 'finish', again.importId, {inventoryDate: at, at});
			expect(await catalog.call('inventories', 'summary', 'v')).toMatchObject({archives: rows});
			expect(
				readdirSync(`${join(seen, 'state')}/catalog.sqlite-inventories`).filter((name) => name.includes('output')),
			).toEqual([]);
		} finally {
			await catalog.kill();
		}
	},
);
