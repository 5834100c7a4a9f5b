import {describe, expect, it} from 'vitest';
import type {Job} from '../../source/model/job.ts';
import {asArchive} from '../helpers/naive-catalog.ts';
import {temporaryCatalog} from '../helpers/temporary-catalog.ts';

const job = (jobId: string, changes: Partial<Job> = {}): Job => ({
	jobId,
	vaultName: 'v',
	vaultArn: 'arn:aws:glacier:us-east-1:123456789012:vaults/v',
	action: 'ArchiveRetrieval',
	statusCode: 'InProgress',
	statusMessage: null,
	completed: false,
	creationDate: '2026-11-23T10:00:00.000Z',
	completionDate: null,
	jobDescription: null,
	tier: 'Bulk',
	archiveId: 'a',
	archiveSizeInBytes: 5,
	archiveSHA256TreeHash: null,
	retrievalByteRange: '0-4',
	sha256TreeHash: null,
	inventorySizeInBytes: null,
	inventoryFormat: null,
	name: null,
	...changes,
});

const archive = asArchive({
	archiveId: 'a',
	description: 'nightly/a.tar',
	created: '2026-11-22T10:00:00.000Z',
	size: 5,
	treeHash: 'ab'.repeat(32),
});

describe('jobs', () => {
	it('carry the name of their archive, also when it has gone from the vault', async () => {
		const catalog = await temporaryCatalog();
		expect(await catalog.jobs.save([job('1')])).toEqual([job('1')]);
		await catalog.archives.recordUpload('v', archive);
		const named = job('1', {name: 'nightly/a.tar'});
		expect(await catalog.jobs.save([job('1')])).toEqual([named]);
		await catalog.archives.recordDelete('v', ['a'], '2026-11-23T10:00:00.000Z');
		expect(await catalog.jobs.save([job('1')])).toEqual([named]);
		expect(await catalog.jobs.list()).toEqual([named]);
	});

	it('are replaced by what the service says now, and forgotten with it', async () => {
		const catalog = await temporaryCatalog();
		await catalog.jobs.save([job('1'), job('2'), job('3', {vaultName: 'w'})]);
		await catalog.jobs.save([job('2', {statusCode: 'Succeeded', completed: true})]);
		expect(await catalog.jobs.keepOnly('v', ['2'])).toEqual(['1']);
		expect(await catalog.jobs.keepOnly('v', ['2'])).toEqual([]);
		expect((await catalog.jobs.list()).map(({jobId, statusCode}) => [jobId, statusCode])).toEqual([
			['2', 'Succeeded'],
			['3', 'InProgress'],
		]);
	});
});
