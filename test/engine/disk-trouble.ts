import {mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {openCatalog} from '../../source/catalog/open-catalog.ts';
import {withRemedy} from '../../source/engine/disk-remedy.ts';
import {toErrorValue} from '../../source/model/errors/errors.ts';
import {IceaxeError} from '../../source/model/errors/iceaxe-error.ts';
import {mebibyte} from '../../source/model/limits.ts';
import type {Transfer} from '../../source/model/transfer.ts';
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

describe('a change of a transfer that no room was left to write down', () => {
	/** A world whose catalog is full for states of transfers that the test names, with an upload whose parts are held but the first. */
	const fullWorld = async () => {
		const world = await startWorld();
		await world.link.close();
		const catalog = await openCatalog({path: join(world.folder, 'catalog.sqlite')});
		const {save} = catalog.transfers;
		const full = new Set<string>();
		const room = new IceaxeError('file', 'The catalog does not fit: the disk is full.', {code: 'ENOSPC'});
		const transfers = {
			...catalog.transfers,
			save: (transfer: Transfer) => (full.has(transfer.state) ? Promise.reject(room) : save(transfer)),
		};
		await world.start({catalog: {...catalog, transfers}});
		const held = Promise.withResolvers<void>();
		world.proxy.fault = ({method, range}) =>
			method === 'PUT' && !range.startsWith('0-') ? {do: 'hold', until: held.promise} : undefined;
		const {path} = await world.file('night.tar', 3 * mebibyte);
		const first = world.until('transfer-progress', ({progress}) => progress.verifiedBytes === mebibyte);
		const begun = await world.link.request('archives.upload', {vaultName, path});
		await first;
		const release = () => {
			world.proxy.fault = () => undefined;
			held.resolve();
		};
		/** What a face is told that attaches now, and one that has heard all. */
		const states = async () => {
			const heard = world.events.findLast((event) => event.type === 'transfer');
			return [(await world.link.request('transfers.list', {})).map(({state}) => state), heard?.transfer.state];
		};
		return {world, full, begun, release, states};
	};

	it.each(['transfers.pause', 'transfers.cancel'] as const)('is refused, and it goes on: %s', async (request) => {
		const {world, full, begun, release, states} = await fullWorld();
		try {
			full.add('paused');
			await expect(world.link.request(request, {transferId: begun.transferId})).rejects.toThrow('the disk is full');
			full.clear();
			expect(await states()).toEqual([['moving'], 'moving']);
			release();
			expect(await world.over(begun)).toMatchObject({state: 'done', uploadId: begun.uploadId ?? expect.any(String)});
			expect(world.emulator.control.requests.list('AbortMultipartUpload')).toHaveLength(0);
		} finally {
			await world.close();
		}
	});

	it('does not hide that it failed, and the next engine tries again', async () => {
		const {world, full, begun, release, states} = await fullWorld();
		try {
			full.add('failed');
			const refused = {does: 'refuse', code: 'AccessDeniedException', operation: 'UploadMultipartPart'} as const;
			world.emulator.control.faults.add({...refused, times: 100});
			release();
			expect(await world.over(begun)).toMatchObject({state: 'failed', error: {kind: 'denied'}});
			expect(await states()).toEqual([['failed'], 'failed']);
			world.emulator.control.faults.clear();
			await world.link.close();
			await world.start({adopt: true});
			expect((await world.over(begun)).state).toBe('done');
		} finally {
			await world.close();
		}
	});
});
