import {mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {openCatalog} from '../../source/catalog/open-catalog.ts';
import {withRemedy} from '../../source/engine/disk-remedy.ts';
import {toErrorValue} from '../../source/model/errors/errors.ts';
import {IceaxeError} from '../../source/model/errors/iceaxe-error.ts';
import {mebibyte} from '../../source/model/limits.ts';
import {startWorld, vaultName} from '../helpers/engine-world.ts';

it('says what to do about a disk that is full or read-only', () => {
	const hintOf = (code: string) =>
		withRemedy(toErrorValue(Object.assign(new Error(code), {code, path: '/x'})), 'resume: what was fetched is kept')
			.hint;
	expect(hintOf('ENOSPC')).toBe('Make room and resume: what was fetched is kept.');
	expect(hintOf('EROFS')).toBe('Make the disk writable and resume: what was fetched is kept.');
	expect(hintOf('ENOTDIR')).toBeNull();
});

it('a file that comes in the way of a restore is left alone; moved away, the download goes on without fetching anything again', async () => {
	const world = await startWorld();
	try {
		const {transfer: upload, bytes} = await world.uploaded('big.tar', 3 * mebibyte);
		const to = join(world.folder, 'restored');
		await mkdir(to);
		const [begun] = await world.link.request('archives.restore', {
			...{vaultName, tier: 'Expedited', to},
			selection: {archiveIds: [upload.archiveId!]},
		});
		await writeFile(join(to, 'big.tar'), 'somebody else');
		const failed = await world.over(begun!);
		expect(failed).toMatchObject({state: 'failed', error: {kind: 'file', code: 'EEXIST'}});
		expect(failed.error?.hint).toContain('resume');
		await rm(join(to, 'big.tar'));
		world.emulator.control.requests.clear();
		await world.link.request('transfers.resume', {transferId: begun!.transferId});
		expect((await world.over(begun!)).state).toBe('done');
		expect((await readFile(join(to, 'big.tar'))).equals(bytes)).toBe(true);
		expect(world.emulator.control.requests.list('GetJobOutput')).toHaveLength(0);
	} finally {
		await world.close();
	}
});

it('an upload whose end no room was left to write down is not sent again', async () => {
	const world = await startWorld();
	try {
		await world.link.close();
		const catalog = await openCatalog({path: join(world.folder, 'catalog.sqlite')});
		const {recordUpload} = catalog.archives;
		let full = true;
		await world.start({
			catalog: {
				...catalog,
				archives: {
					...catalog.archives,
					recordUpload: (...takes) =>
						full
							? Promise.reject(new IceaxeError('file', 'The catalog does not fit: the disk is full.', {code: 'ENOSPC'}))
							: recordUpload(...takes),
				},
			},
		});
		const {path} = await world.file('night.tar', 2 * mebibyte);
		const begun = await world.link.request('archives.upload', {vaultName, path});
		expect(await world.over(begun)).toMatchObject({state: 'failed', error: {code: 'ENOSPC'}});
		full = false;
		world.emulator.control.requests.clear();
		await world.link.request('transfers.resume', {transferId: begun.transferId});
		expect(await world.over(begun)).toMatchObject({state: 'done'});
		expect(world.emulator.control.requests.list('UploadMultipartPart')).toEqual([]);
		const {inventory} = await world.link.request('inventory.refresh', {vaultName, wait: true});
		expect(inventory).toMatchObject({archives: 1});
	} finally {
		await world.close();
	}
});
