import {readdir, readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {mebibyte} from '../../source/model/limits.ts';
import {treeHash} from '../../source/model/tree-hash.ts';
import {type EngineWorld, startWorld, vaultName} from '../helpers/engine-world.ts';

let world: EngineWorld;
beforeAll(async () => {
	world = await startWorld();
	await world.link.close();
	await world.start({limits: {partSize: null, chunkSize: null}});
});
afterAll(() => world.close());

describe('round trips', () => {
	it.each([1, mebibyte, mebibyte + 1, 8 * mebibyte, 8 * mebibyte + 1, 20 * mebibyte - 3, 40 * mebibyte])(
		'brings a file of %i bytes back as it was',
		async (size) => {
			const name = `file-${size}`;
			const {transfer, bytes} = await world.uploaded(name, size);
			expect(transfer).toMatchObject({state: 'done', name, size, treeHash: treeHash(bytes), error: null});
			expect(transfer.location).toBe(`/111122223333/vaults/${vaultName}/archives/${transfer.archiveId}`);
			const to = join(world.folder, 'restored');
			const [download] = await world.link.request('archives.restore', {
				...{vaultName, tier: 'Standard', to},
				selection: {archiveIds: [transfer.archiveId!]},
			});
			expect(await world.over(download!)).toMatchObject({state: 'done', path: join(to, name), error: null});
			expect((await readFile(join(to, name))).equals(bytes)).toBe(true);
			const [before, after] = await Promise.all([stat(transfer.path), stat(join(to, name))]);
			expect(after.mtime.getTime()).toBe(Math.floor(before.mtime.getTime() / 1000) * 1000);
			expect((await readdir(to)).filter((entry) => entry.endsWith('.part'))).toEqual([]);
		},
	);
});
