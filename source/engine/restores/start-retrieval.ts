import {isAbort} from '../../model/errors/errors.ts';
import {IceaxeError} from '../../model/errors/iceaxe-error.ts';
import type {Job} from '../../model/job.ts';
import type {Transfer} from '../../model/transfer.ts';
import {vaultArn} from '../../model/vault.ts';
import {type Context, serviceNow} from '../context.ts';
import {mayHaveHappened, retryDelay} from '../failure.ts';
import {listJobs} from '../jobs/job-list.ts';

/** How a transfer's job is called at the service, so that it is found again when the answer to its start was lost. */
export const retrievalMarker = (transferId: string): string => `iceaxe ${transferId}`;

const mostTries = 3;

/** The job as it must be now: the service described none yet. */
const newJob = (context: Context, transfer: Transfer, jobId: string): Job => {
	const {region, accountId} = context.account;
	return {
		jobId,
		vaultName: transfer.vaultName,
		vaultArn: vaultArn(region, accountId, transfer.vaultName),
		action: 'ArchiveRetrieval',
		statusCode: 'InProgress',
		statusMessage: null,
		completed: false,
		creationDate: serviceNow(context),
		completionDate: null,
		jobDescription: retrievalMarker(transfer.transferId),
		tier: transfer.tier,
		archiveId: transfer.archiveId,
		archiveSizeInBytes: transfer.size,
		archiveSHA256TreeHash: transfer.treeHash,
		retrievalByteRange: `0-${transfer.size - 1}`,
		sha256TreeHash: null,
		inventorySizeInBytes: null,
		inventoryFormat: null,
		name: transfer.name,
	};
};

/** The job that a start whose answer was lost has made; undefined when it has made none. */
const findStarted = async (context: Context, transfer: Transfer, signal: AbortSignal): Promise<Job | undefined> => {
	try {
		const jobs = await listJobs(context.glacier, transfer.vaultName, signal);
		return jobs.find((job) => job.jobDescription === retrievalMarker(transfer.transferId));
	} catch (error) {
		if (isAbort(error)) throw error;
		throw new IceaxeError('unreachable', `Whether the retrieval of ${transfer.name} has begun is not known.`, {
			hint: 'Its answer was lost, and the jobs cannot be listed now. Resume it: a job that is there is used, not paid again.',
			cause: error,
		});
	}
};

/**
 * Starts the retrieval job of a download, which costs. A start whose answer was lost is not repeated before the service's list has shown
 * that it made no job.
 */
export const startRetrieval = async (context: Context, transfer: Transfer, signal: AbortSignal): Promise<Job> => {
	const {vaultName, archiveId, tier, transferId} = transfer;
	const takes = {vaultName, archiveId: archiveId!, tier: tier!, description: retrievalMarker(transferId)};
	for (let tries = 1; ; tries++) {
		try {
			const {jobId} = await context.glacier.initiateRetrieval(takes, signal);
			return newJob(context, transfer, jobId);
		} catch (error) {
			if (!mayHaveHappened(error)) throw error;
			const started = await findStarted(context, transfer, signal);
			if (started) return started;
			if (tries === mostTries) throw error;
			await context.clock.sleep(retryDelay(tries, Math.random()), signal);
		}
	}
};
