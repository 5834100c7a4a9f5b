import {describe, expect, it} from 'vitest';
import type {Transfer} from '../../source/model/transfer.ts';
import {temporaryCatalog} from '../helpers/temporary-catalog.ts';

const transfer = (transferId: string, changes: Partial<Transfer> = {}): Transfer => ({
	transferId,
	direction: 'upload',
	state: 'moving',
	vaultName: 'v',
	archiveId: null,
	name: 'a.tar',
	description: 'a.tar',
	path: '/srv/a.tar',
	size: 3_000_000,
	chunkSize: 1_048_576,
	treeHash: null,
	uploadId: 'u',
	jobId: null,
	tier: null,
	location: null,
	fileModified: 1,
	fileInode: 2,
	modified: null,
	started: '2026-11-23T10:00:00.000Z',
	finished: null,
	error: null,
	...changes,
});

const hash = (index: number) => index.toString(16).padStart(64, '0');

describe('transfers', () => {
	it('come back as they were saved, with their chunks in order', async () => {
		const {transfers} = await temporaryCatalog();
		await transfers.save(transfer('t'));
		await transfers.save(transfer('t', {state: 'paused'}));
		expect(await transfers.list()).toEqual([transfer('t', {state: 'paused'})]);
		for (const index of [2, 0, 1, 2]) await transfers.recordChunk('t', {index, treeHash: hash(index)});
		await transfers.recordChunk('other', {index: 7, treeHash: hash(7)});
		expect(await transfers.verifiedChunks('t')).toEqual([0, 1, 2].map((index) => ({index, treeHash: hash(index)})));
		await transfers.dropChunks('t');
		expect(await transfers.verifiedChunks('t')).toEqual([]);
		expect(await transfers.list()).toHaveLength(1);
	});

	it('are found by their id and by their file, and no others are read for that', async () => {
		const {transfers} = await temporaryCatalog();
		for (const id of ['a', 'b', 'c', 'd'])
			await transfers.save(transfer(id, {path: id < 'c' ? '/srv/a' : `/srv/${id}`}));
		expect(await transfers.find('b')).toEqual(transfer('b', {path: '/srv/a'}));
		expect(await transfers.find('nobody knows it')).toBeUndefined();
		expect((await transfers.ofPath('/srv/a')).map(({transferId}) => transferId)).toEqual(['a', 'b']);
		await transfers.save(transfer('a', {path: '/srv/other'}));
		expect((await transfers.ofPath('/srv/a')).map(({transferId}) => transferId)).toEqual(['b']);
		expect(await transfers.ofPath('/srv')).toEqual([]);
	});

	it('go with their chunks', async () => {
		const {transfers} = await temporaryCatalog();
		await transfers.save(transfer('t'));
		await transfers.recordChunk('t', {index: 0, treeHash: hash(0)});
		await transfers.remove('t');
		expect(await transfers.list()).toEqual([]);
		expect(await transfers.verifiedChunks('t')).toEqual([]);
	});

	it('have one living owner', async () => {
		const {transfers} = await temporaryCatalog();
		expect(await transfers.claim('nobody knows it', 'a', [])).toBe(false);
		await transfers.save(transfer('t'));
		expect(await transfers.owners()).toEqual([]);
		expect(await transfers.claim('t', 'a', ['a', 'b'])).toBe(true);
		expect(await transfers.claim('t', 'b', ['a', 'b'])).toBe(false);
		expect(await transfers.claim('t', 'a', [])).toBe(true);
		// Saving does not let go of it.
		await transfers.save(transfer('t', {state: 'paused'}));
		expect(await transfers.owners()).toEqual(['a']);
		expect(await transfers.claim('t', 'b', ['b'])).toBe(true);
		expect(await transfers.owners()).toEqual(['b']);
		for (const [id, owner] of [
			['s', 'c'],
			['u', 'b'],
			['w', 'a'],
		] as const) {
			await transfers.save(transfer(id));
			await transfers.claim(id, owner, []);
		}
		await transfers.save(transfer('v'));
		expect(await transfers.owners()).toEqual(['a', 'b', 'c']);
	});
});
