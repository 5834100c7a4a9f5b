import {randomBytes} from 'node:crypto';
import {buffer} from 'node:stream/consumers';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {type Emulator, startEmulator} from '../../source/emulator/emulator.ts';
import {connectGlacier} from '../../source/glacier/connect.ts';
import type {Glacier} from '../../source/glacier/glacier.ts';
import {mebibyte} from '../../source/model/limits.ts';
import {bodyHashes} from '../../source/model/tree-hash.ts';
import {fixedCredentials} from '../../source/platform/credentials.ts';
import {silentLog} from '../../source/platform/log.ts';

const vaultName = 'photos';
const bytes = randomBytes(2 * mebibyte + 5);
const hashes = bodyHashes(bytes);
let emulator: Emulator;
let glacier: Glacier;
let retries = 0;
beforeAll(async () => {
	emulator = await startEmulator({emptyInventories: true});
	emulator.control.createVault(vaultName);
	glacier = connectGlacier({
		...{region: emulator.region, accountId: '-', endpoint: emulator.url, log: silentLog(), random: () => 0.02},
		credentials: fixedCredentials(emulator.credentials),
		onRetry: () => retries++,
	});
});
afterAll(async () => {
	glacier.close();
	await emulator.close();
});
beforeEach(() => {
	retries = 0;
});
afterEach(() => {
	emulator.control.faults.clear();
	emulator.control.settings.requestRate = undefined;
});

const begin = () => glacier.initiateUpload({vaultName, description: '', partSize: 4 * mebibyte});
const part = {vaultName, range: {first: 0, last: bytes.length - 1}, body: bytes, hashes};

describe('an answer that was lost', () => {
	it('makes no second job', async () => {
		emulator.control.faults.add({does: 'lose-reply', operation: 'InitiateJob'});
		await expect(glacier.initiateInventory({vaultName, format: 'JSON', description: ''})).rejects.toMatchObject({
			kind: 'unreachable',
			repeat: 'unsure',
		});
		expect((await glacier.listJobs({vaultName, marker: null})).items).toHaveLength(1);
	});

	it('makes no second archive of a multipart upload: completing it is asked again', async () => {
		const {uploadId} = await begin();
		emulator.control.faults.add({does: 'lose-reply', operation: 'UploadMultipartPart'});
		emulator.control.faults.add({does: 'lose-reply', operation: 'CompleteMultipartUpload'});
		await glacier.uploadPart({...part, uploadId});
		const done = await glacier.completeUpload({vaultName, uploadId, size: bytes.length, treeHash: hashes.tree});
		expect(done.archiveId).toHaveLength(138);
		expect(retries).toBe(2);
	});
});

describe('a connection that breaks', () => {
	it('in the middle of a part: the part is sent again, from its beginning', async () => {
		const {uploadId} = await begin();
		emulator.control.faults.add({
			does: 'drop',
			side: 'request',
			afterBytes: mebibyte,
			operation: 'UploadMultipartPart',
		});
		const sent: number[] = [];
		await glacier.uploadPart({...part, uploadId, onSent: (count) => void sent.push(count)});
		expect(retries).toBe(1);
		expect(sent.some((count, index) => index > 0 && count < sent[index - 1]!)).toBe(true);
		expect(sent.at(-1)).toBe(bytes.length);
		const {items} = await glacier.listParts({vaultName, uploadId, marker: null});
		expect(items).toEqual([{range: part.range, treeHash: hashes.tree}]);
	});

	it('in the middle of an output: its reader is told, and can ask for the rest', async () => {
		emulator.control.makeInventory();
		const {uploadId} = await begin();
		await glacier.uploadPart({...part, uploadId});
		const {archiveId} = await glacier.completeUpload({
			...{vaultName, uploadId, size: bytes.length, treeHash: hashes.tree},
		});
		const {jobId} = await glacier.initiateRetrieval({vaultName, archiveId, tier: 'Bulk', description: ''});
		emulator.control.finishJobs();
		emulator.control.faults.add({does: 'drop', side: 'reply', afterBytes: mebibyte, operation: 'GetJobOutput'});
		const {body} = await glacier.getJobOutput({vaultName, jobId, range: null});
		await expect(buffer(body)).rejects.toMatchObject({kind: 'unreachable', repeat: 'unsure'});
		const whole = await glacier.getJobOutput({vaultName, jobId, range: null});
		expect((await buffer(whole.body)).equals(bytes)).toBe(true);
	});
});

it('gets through a service that limits its requests', async () => {
	emulator.control.settings.requestRate = {perSecond: 40, burst: 3};
	await Promise.all(Array.from({length: 10}, () => glacier.listUploads({vaultName, marker: null})));
	expect(retries).toBeGreaterThan(0);
});
