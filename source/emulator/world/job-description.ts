import {rangeText} from '../../model/byte-range.ts';
import {timestamp, wholeSeconds} from '../../model/timestamp.ts';
import type {InventoryRetrieval, Job, Retrieval} from './jobs.ts';
import {arnOf, type Vault} from './vaults.ts';

/** What DescribeJob, ListJobs and the notification say (api-describe-job-get). What does not apply is null, not left out. */
export const describeJob = (vault: Vault, job: Job) => ({
	...(job.about.kind === 'archive' ? describeRetrieval(job, job.about) : describeInventory(job, job.about)),
	Completed: job.status !== 'InProgress',
	CompletionDate: job.completed === undefined ? null : timestamp(job.completed),
	CreationDate: timestamp(job.created),
	JobDescription: job.description ?? null,
	JobId: job.id,
	JobOutputPath: null,
	OutputLocation: null,
	SelectParameters: null,
	SNSTopic: job.topic ?? null,
	StatusCode: job.status,
	StatusMessage: job.message,
	VaultARN: arnOf(vault),
});

const describeRetrieval = ({status}: Job, {archive, size, treeHash, range, rangeTreeHash, tier}: Retrieval) => ({
	Action: 'ArchiveRetrieval',
	ArchiveId: archive,
	ArchiveSHA256TreeHash: treeHash,
	ArchiveSizeInBytes: size,
	InventoryRetrievalParameters: null,
	InventorySizeInBytes: null,
	RetrievalByteRange: rangeText(range),
	SHA256TreeHash: status === 'Succeeded' && rangeTreeHash !== undefined ? rangeTreeHash : null,
	Tier: tier,
});

const describeInventory = ({status}: Job, about: InventoryRetrieval) => ({
	Action: 'InventoryRetrieval',
	ArchiveId: null,
	ArchiveSHA256TreeHash: null,
	ArchiveSizeInBytes: null,
	InventoryRetrievalParameters: {
		Format: about.format,
		StartDate: about.start === undefined ? null : wholeSeconds(about.start),
		EndDate: about.end === undefined ? null : wholeSeconds(about.end),
		Limit: about.limit === undefined ? null : String(about.limit),
		// Where the page starts; once it is there, where the next one does.
		Marker: (status === 'Succeeded' ? about.nextMarker : about.marker) ?? null,
	},
	InventorySizeInBytes: about.size ?? null,
	RetrievalByteRange: null,
	SHA256TreeHash: null,
	Tier: null,
});
