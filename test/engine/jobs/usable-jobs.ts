import {describe, expect, it} from 'vitest';
import {inventoryMarker, usableInventory, usableRetrieval} from '../../../source/engine/jobs/usable-jobs.ts';
import type {Job} from '../../../source/model/job.ts';
import {timestamp} from '../../../source/model/timestamp.ts';

const hour = 3_600_000;
const now = Date.UTC(2026, 10, 23);
const size = 3_000_000;

const job = (jobId: string, change: Partial<Job>): Job => ({
	jobId,
	vaultName: 'photos',
	vaultArn: 'arn',
	action: 'ArchiveRetrieval',
	statusCode: 'InProgress',
	statusMessage: null,
	completed: false,
	creationDate: timestamp(now - 30 * hour),
	completionDate: null,
	jobDescription: null,
	tier: 'Standard',
	archiveId: 'a',
	archiveSizeInBytes: size,
	archiveSHA256TreeHash: null,
	retrievalByteRange: `0-${size - 1}`,
	sha256TreeHash: null,
	inventorySizeInBytes: null,
	inventoryFormat: null,
	name: null,
	...change,
});
const ready = (hoursAgo: number): Partial<Job> => ({
	statusCode: 'Succeeded',
	completed: true,
	completionDate: timestamp(now - hoursAgo * hour),
});
const failed: Partial<Job> = {...ready(1), statusCode: 'Failed'};

describe('a retrieval that can be used again', () => {
	const pick = (jobs: Job[], bytes = size) =>
		usableRetrieval(jobs, {archiveId: 'a', size: bytes, now, speed: 1})?.jobId;

	it('has output for the longest time, or is under way, the fastest first', () => {
		const old = job('old', ready(20));
		const young = job('young', ready(2));
		const bulk = job('bulk', {tier: 'Bulk'});
		const expedited = job('expedited', {tier: 'Expedited'});
		expect(pick([bulk, old, young, expedited])).toBe('young');
		expect(pick([bulk, expedited, job('standard', {})])).toBe('expedited');
	});

	it('is of this archive, of all of it, and has not failed or expired', () => {
		expect(pick([])).toBeUndefined();
		expect(pick([job('other', {...ready(1), archiveId: 'b'})])).toBeUndefined();
		expect(pick([job('some', {...ready(1), retrievalByteRange: '0-1048575'})])).toBeUndefined();
		expect(pick([job('failed', failed)])).toBeUndefined();
		expect(pick([job('expired', ready(24))])).toBeUndefined();
	});

	it('has output for long enough for the size of the archive', () => {
		expect(pick([job('late', ready(23.9))])).toBeUndefined();
		expect(pick([job('late', ready(23.7))])).toBe('late');
		expect(pick([job('late', ready(23.7))], 1e12)).toBeUndefined();
		expect(pick([job('early', ready(1))], 1e12)).toBe('early');
	});
});

describe('an inventory job that can be used', () => {
	const inventory = (jobId: string, change: Partial<Job>) =>
		job(jobId, {action: 'InventoryRetrieval', jobDescription: `${inventoryMarker} x`, archiveId: null, ...change});
	const pick = (jobs: Job[], importedAt: number | null = null) =>
		usableInventory(jobs, {importedAt: importedAt === null ? null : timestamp(importedAt), now})?.jobId;

	it('has output that is newer than what was imported, else it is under way', () => {
		const jobs = [inventory('done', ready(2)), inventory('running', {creationDate: timestamp(now)})];
		expect(pick(jobs)).toBe('done');
		expect(pick(jobs, now - 3 * hour)).toBe('done');
		expect(pick(jobs, now - hour)).toBe('running');
		expect(pick([jobs[0]!], now - hour)).toBeUndefined();
	});

	it('is one that an iceaxe started: of others it is not known whether they are of the whole vault', () => {
		expect(pick([inventory('theirs', {...ready(2), jobDescription: null})])).toBeUndefined();
		expect(pick([inventory('failed', failed)])).toBeUndefined();
	});
});
