import {jobOutputLifetime} from './limits.ts';
import {milliseconds, type Timestamp, timestamp} from './timestamp.ts';
import type {TreeHash} from './tree-hash.ts';

export type Tier = 'Expedited' | 'Standard' | 'Bulk';
export type JobAction = 'ArchiveRetrieval' | 'InventoryRetrieval';
export type JobStatus = 'InProgress' | 'Succeeded' | 'Failed';

/** A retrieval job as the service describes it (api-describe-job-get), with the name of its archive when the catalog knows it. */
export type Job = {
	jobId: string;
	vaultName: string;
	vaultArn: string;
	action: JobAction;
	statusCode: JobStatus;
	statusMessage: string | null;
	/** True also when it failed. */
	completed: boolean;
	creationDate: Timestamp;
	completionDate: Timestamp | null;
	jobDescription: string | null;
	/** Null for inventories. */
	tier: Tier | null;
	archiveId: string | null;
	archiveSizeInBytes: number | null;
	archiveSHA256TreeHash: TreeHash | null;
	/** `first-last` of the archive; null for inventories. */
	retrievalByteRange: string | null;
	/** Of the retrieved range, when it is tree-hash aligned; often null until the job has succeeded. */
	sha256TreeHash: TreeHash | null;
	/** Null until the inventory is ready. */
	inventorySizeInBytes: number | null;
	inventoryFormat: 'JSON' | 'CSV' | null;
	/** The archive's decoded name; ours. */
	name: string | null;
};

/** When the output of a completed job goes away at the earliest; undefined while it runs or when it failed. */
export const outputExpires = (job: Job): Timestamp | undefined =>
	job.statusCode === 'Succeeded' && job.completionDate
		? timestamp(milliseconds(job.completionDate) + jobOutputLifetime)
		: undefined;

/** Whether the job's output can be read at the moment `now` (milliseconds since 1970). */
export const hasOutput = (job: Job, now: number): boolean => {
	const expires = outputExpires(job);
	return expires !== undefined && milliseconds(expires) > now;
};

/** Whether the job retrieves the whole of its archive, so that its output can be restored from. */
export const retrievesWholeArchive = (job: Job): boolean =>
	job.action === 'ArchiveRetrieval' &&
	(job.retrievalByteRange === null ||
		job.archiveSizeInBytes === null ||
		job.retrievalByteRange === `0-${job.archiveSizeInBytes - 1}`);
