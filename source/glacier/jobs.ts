import type {Readable} from 'node:stream';
import {
	DescribeJobCommand,
	GetJobOutputCommand,
	type GlacierJobDescription,
	InitiateJobCommand,
	type JobParameters,
	ListJobsCommand,
} from '@aws-sdk/client-glacier';
import {rangeText} from '../model/byte-range.ts';
import type {Job, JobAction, JobStatus, Tier} from '../model/job.ts';
import {jobsPerPage} from '../model/limits.ts';
import type {Door} from './door.ts';
import type {Glacier} from './glacier.ts';
import {incomingBody} from './incoming-body.ts';
import {required} from './required.ts';
import {toError} from './to-error.ts';

const toJob = (job: GlacierJobDescription, vaultName: string): Job => {
	const action = required(job.Action, 'Action') as JobAction;
	const inventory = action === 'InventoryRetrieval';
	const format = job.InventoryRetrievalParameters?.Format;
	return {
		jobId: required(job.JobId, 'JobId'),
		vaultName,
		vaultArn: required(job.VaultARN, 'VaultARN'),
		action,
		statusCode: required(job.StatusCode, 'StatusCode') as JobStatus,
		statusMessage: job.StatusMessage ?? null,
		completed: job.Completed ?? false,
		creationDate: required(job.CreationDate, 'CreationDate'),
		completionDate: job.CompletionDate ?? null,
		jobDescription: job.JobDescription ?? null,
		// Samples of the service show a tier for inventories too, which have none.
		tier: inventory ? null : ((job.Tier as Tier | undefined) ?? null),
		archiveId: job.ArchiveId ?? null,
		archiveSizeInBytes: job.ArchiveSizeInBytes ?? null,
		archiveSHA256TreeHash: job.ArchiveSHA256TreeHash ?? null,
		retrievalByteRange: job.RetrievalByteRange ?? null,
		sha256TreeHash: job.SHA256TreeHash ?? null,
		inventorySizeInBytes: job.InventorySizeInBytes ?? null,
		inventoryFormat: format === 'JSON' || format === 'CSV' ? format : null,
		name: null,
	};
};

type JobCalls = Pick<Glacier, 'initiateRetrieval' | 'initiateInventory' | 'describeJob' | 'listJobs' | 'getJobOutput'>;

/** The calls about jobs. */
export const jobCalls = (door: Door): JobCalls => {
	const {client, accountId, send} = door;
	const initiate = (vaultName: string, jobParameters: JobParameters) => (options: {abortSignal: AbortSignal}) =>
		client.send(new InitiateJobCommand({accountId, vaultName, jobParameters}), options);
	const toJobId = (answer: {jobId?: string | undefined}) => ({jobId: required(answer.jobId, 'x-amz-job-id')});
	return {
		initiateRetrieval: (takes, signal) =>
			send(
				{call: 'initiateRetrieval', takes, signal},
				initiate(takes.vaultName, {
					Type: 'archive-retrieval',
					ArchiveId: takes.archiveId,
					Tier: takes.tier,
					Description: takes.description || undefined,
				}),
				toJobId,
			),
		initiateInventory: (takes, signal) =>
			send(
				{call: 'initiateInventory', takes, signal},
				initiate(takes.vaultName, {
					Type: 'inventory-retrieval',
					Format: takes.format,
					Description: takes.description || undefined,
				}),
				toJobId,
			),
		describeJob: (takes, signal) =>
			send(
				{call: 'describeJob', takes, signal},
				(options) =>
					client.send(new DescribeJobCommand({accountId, vaultName: takes.vaultName, jobId: takes.jobId}), options),
				(answer) => toJob(answer, takes.vaultName),
			),
		listJobs: (takes, signal) =>
			send(
				{call: 'listJobs', takes, signal},
				(options) =>
					client.send(
						new ListJobsCommand({
							accountId,
							vaultName: takes.vaultName,
							limit: jobsPerPage,
							marker: takes.marker ?? undefined,
						}),
						options,
					),
				(answer) => ({
					items: (answer.JobList ?? []).map((job) => toJob(job, takes.vaultName)),
					marker: answer.Marker ?? null,
				}),
			),
		getJobOutput: (takes, signal) => {
			const calling = {call: 'getJobOutput', takes, signal} as const;
			return send(
				calling,
				(options) =>
					client.send(
						new GetJobOutputCommand({
							accountId,
							vaultName: takes.vaultName,
							jobId: takes.jobId,
							range: takes.range ? `bytes=${rangeText(takes.range)}` : undefined,
						}),
						options,
					),
				(answer) => ({
					status: required(answer.status, 'status'),
					contentRange: answer.contentRange ?? null,
					treeHash: answer.checksum ?? null,
					body: incomingBody(answer.body as unknown as Readable, {
						clock: door.clock,
						limit: door.timeouts.answer,
						signal,
						toError: (error) => toError(error, {...calling, ...door}),
					}),
				}),
			);
		},
	};
};
