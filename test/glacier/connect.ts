import {createHash, randomBytes} from 'node:crypto';
import {mkdtemp, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {buffer, text} from 'node:stream/consumers';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type Emulator, startEmulator} from '../../source/emulator/emulator.ts';
import {connectGlacier, type GlacierOptions} from '../../source/glacier/connect.ts';
import {type Glacier, pages} from '../../source/glacier/glacier.ts';
import type {Right} from '../../source/model/account.ts';
import type {ServiceCall} from '../../source/model/events.ts';
import {mebibyte} from '../../source/model/limits.ts';
import {bodyHashes, combineHex, treeHash} from '../../source/model/tree-hash.ts';
import {turnedClock} from '../../source/platform/clock.ts';
import {fixedCredentials} from '../../source/platform/credentials.ts';
import {silentLog} from '../../source/platform/log.ts';

let emulator: Emulator;
const opened: Glacier[] = [];

const connect = (options: Partial<GlacierOptions> = {}): Glacier => {
	const glacier = connectGlacier({
		region: emulator.region,
		accountId: '-',
		credentials: fixedCredentials(emulator.credentials),
		endpoint: emulator.url,
		log: silentLog(),
		random: () => 0,
		...options,
	});
	opened.push(glacier);
	return glacier;
};

let glacier: Glacier;
beforeAll(async () => {
	emulator = await startEmulator({clock: turnedClock(Date.parse('2026-11-23T14:00:00Z')), emptyInventories: true});
	glacier = connect();
});
afterAll(async () => {
	for (const each of opened) each.close();
	await emulator.close();
});

/** A vault of this test's own, with one archive of random bytes in it. */
const vaultWithArchive = async (vaultName: string, size = 3000) => {
	const bytes = randomBytes(size);
	emulator.control.createVault(vaultName);
	const {archiveId} = await glacier.uploadArchive({
		vaultName,
		description: `of ${vaultName}`,
		body: bytes,
		hashes: bodyHashes(bytes),
	});
	return {vaultName, bytes, archiveId};
};

describe('vaults', () => {
	it('creates, describes, lists by pages and deletes', async () => {
		for (let i = 10; i < 23; i++) await glacier.createVault({vaultName: `paged-${i}`});
		expect(await glacier.createVault({vaultName: 'paged-10'})).toEqual({
			location: '/111122223333/vaults/paged-10',
		});
		expect(await glacier.describeVault({vaultName: 'paged-10'})).toEqual({
			vaultName: 'paged-10',
			vaultArn: 'arn:aws:glacier:us-east-1:111122223333:vaults/paged-10',
			creationDate: '2026-11-23T14:00:00.000Z',
			lastInventoryDate: null,
			numberOfArchives: 0,
			sizeInBytes: 0,
		});
		const found: string[][] = [];
		for await (const page of pages((marker) => glacier.listVaults({marker}))) {
			found.push(page.map(({vaultName}) => vaultName).filter((name) => name.startsWith('paged-')));
		}
		expect(found.length).toBeGreaterThan(1);
		expect(found.flat()).toHaveLength(13);
		expect(await glacier.deleteVault({vaultName: 'paged-10'})).toBeUndefined();
		await expect(glacier.describeVault({vaultName: 'paged-10'})).rejects.toMatchObject({kind: 'not-found'});
	});
});

describe('archives', () => {
	it('uploads bytes and deletes', async () => {
		const {vaultName, archiveId} = await vaultWithArchive('archives');
		expect(archiveId).toHaveLength(138);
		expect(await glacier.deleteArchive({vaultName, archiveId})).toBeUndefined();
	});

	it('uploads a slice of a file and tells how far it is', async () => {
		emulator.control.createVault('slices');
		const bytes = randomBytes(3 * mebibyte + 5);
		const path = join(await mkdtemp(join(tmpdir(), 'iceaxe-glacier-')), 'file');
		await writeFile(path, bytes);
		const slice = bytes.subarray(1000, 1000 + 2 * mebibyte);
		const sent: number[] = [];
		const {treeHash: given} = await glacier.uploadArchive({
			vaultName: 'slices',
			description: '',
			body: {path, offset: 1000, length: slice.length},
			hashes: bodyHashes(slice),
			onSent: (count) => void sent.push(count),
		});
		expect(given).toBe(treeHash(slice));
		expect(sent.at(-1)).toBe(slice.length);
		expect(sent.length).toBeGreaterThan(4);
		expect(sent).toEqual(sent.toSorted((a, b) => a - b));
	});
});

describe('multipart uploads', () => {
	it('begins, takes parts, lists, completes, again, and gives up', async () => {
		const vaultName = 'multipart';
		emulator.control.createVault(vaultName);
		const parts = [randomBytes(mebibyte), randomBytes(mebibyte), randomBytes(17)];
		const begin = () => glacier.initiateUpload({vaultName, description: 'three parts', partSize: mebibyte});
		const {uploadId} = await begin();
		for (const [index, body] of parts.entries()) {
			const range = {first: index * mebibyte, last: index * mebibyte + body.length - 1};
			const hashes = bodyHashes(body);
			expect(await glacier.uploadPart({vaultName, uploadId, range, body, hashes})).toEqual({treeHash: hashes.tree});
		}
		expect(await glacier.listUploads({vaultName, marker: null})).toEqual({
			items: [{uploadId, description: 'three parts', partSize: mebibyte, created: '2026-11-23T14:00:00.000Z'}],
			marker: null,
		});
		const {items} = await glacier.listParts({vaultName, uploadId, marker: null});
		expect(items.at(-1)).toEqual({
			range: {first: 2 * mebibyte, last: 2 * mebibyte + 16},
			treeHash: treeHash(parts[2]!),
		});
		const whole = {
			vaultName,
			uploadId,
			size: 2 * mebibyte + 17,
			treeHash: combineHex(items.map((part) => part.treeHash)),
		};
		const completed = await glacier.completeUpload(whole);
		expect(completed.location).toBe(`/111122223333/vaults/${vaultName}/archives/${completed.archiveId}`);
		expect(await glacier.completeUpload(whole)).toEqual(completed);
		const given = await begin();
		expect(await glacier.abortUpload({vaultName, uploadId: given.uploadId})).toBeUndefined();
		expect((await glacier.listUploads({vaultName, marker: null})).items).toEqual([]);
	});
});

describe('jobs', () => {
	it('retrieves an archive, whole and in ranges', async () => {
		const {vaultName, bytes, archiveId} = await vaultWithArchive('retrieval', 2 * mebibyte + 100);
		const {jobId} = await glacier.initiateRetrieval({vaultName, archiveId, tier: 'Bulk', description: 'a restore'});
		expect(await glacier.describeJob({vaultName, jobId})).toMatchObject({
			statusCode: 'InProgress',
			completed: false,
			completionDate: null,
			tier: 'Bulk',
		});
		emulator.control.finishJobs();
		const job = await glacier.describeJob({vaultName, jobId});
		expect(job).toEqual({
			jobId,
			vaultName,
			vaultArn: `arn:aws:glacier:us-east-1:111122223333:vaults/${vaultName}`,
			action: 'ArchiveRetrieval',
			statusCode: 'Succeeded',
			statusMessage: 'Succeeded',
			completed: true,
			creationDate: '2026-11-23T14:00:00.000Z',
			completionDate: expect.stringMatching(/^2026-11-23T/),
			jobDescription: 'a restore',
			tier: 'Bulk',
			archiveId,
			archiveSizeInBytes: bytes.length,
			archiveSHA256TreeHash: treeHash(bytes),
			retrievalByteRange: `0-${bytes.length - 1}`,
			sha256TreeHash: treeHash(bytes),
			inventorySizeInBytes: null,
			inventoryFormat: null,
			name: null,
		});
		const whole = await glacier.getJobOutput({vaultName, jobId, range: null});
		expect(whole).toMatchObject({status: 200, contentRange: null, treeHash: treeHash(bytes)});
		expect((await buffer(whole.body)).equals(bytes)).toBe(true);
		const part = await glacier.getJobOutput({vaultName, jobId, range: {first: mebibyte, last: 2 * mebibyte - 1}});
		expect(part).toMatchObject({status: 206, contentRange: `bytes 1048576-2097151/${bytes.length}`});
		const partBytes = await buffer(part.body);
		expect(part.treeHash).toBe(createHash('sha256').update(partBytes).digest('hex'));
		expect(partBytes.equals(bytes.subarray(mebibyte, 2 * mebibyte))).toBe(true);
	});

	it('retrieves an inventory and lists jobs by pages', async () => {
		const {vaultName, archiveId} = await vaultWithArchive('inventory');
		emulator.control.makeInventory(vaultName);
		const {jobId} = await glacier.initiateInventory({vaultName, format: 'CSV', description: ''});
		for (let i = 0; i < 60; i++) await glacier.initiateInventory({vaultName, format: 'JSON', description: `${i}`});
		emulator.control.finishJobs();
		const sizes: number[] = [];
		for await (const page of pages((marker) => glacier.listJobs({vaultName, marker}))) sizes.push(page.length);
		expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(61);
		expect(sizes.length).toBeGreaterThan(1);
		const job = await glacier.describeJob({vaultName, jobId});
		expect(job).toMatchObject({
			action: 'InventoryRetrieval',
			inventoryFormat: 'CSV',
			tier: null,
			archiveId: null,
			retrievalByteRange: null,
		});
		expect(await text((await glacier.getJobOutput({vaultName, jobId, range: null})).body)).toContain(archiveId);
	});
});

describe('what the wrappers tell', () => {
	it('tells of calls with their request ids, and of rights once', async () => {
		const calls: ServiceCall[] = [];
		const rights: Right[] = [];
		const told = connect({onCall: (call) => calls.push(call), onRight: (right) => rights.push(right)});
		emulator.control.createVault('told');
		await told.describeVault({vaultName: 'told'});
		await told.describeVault({vaultName: 'told'});
		await told.describeVault({vaultName: 'missing'}).catch(() => {});
		await told.listVaults({marker: null});
		expect(calls).toMatchObject([
			{operation: 'DescribeVault', subject: 'told', outcome: 'ok', requestId: expect.any(String)},
			{operation: 'DescribeVault', subject: 'told', outcome: 'ok'},
			{operation: 'DescribeVault', subject: 'missing', outcome: 'ResourceNotFoundException'},
			{operation: 'ListVaults', subject: null, outcome: 'ok'},
		]);
		expect(rights).toEqual([
			{permission: 'glacier:DescribeVault', vaultName: 'told', allowed: true},
			{permission: 'glacier:ListVaults', vaultName: null, allowed: true},
		]);
	});
});
