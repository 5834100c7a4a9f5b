import type {Job} from '../../model/job.ts';
import {vaultArn} from '../../model/vault.ts';
import {type Context, serviceNow} from '../context.ts';

/** A job that was started a moment ago, as it must be: the service has not described it yet. */
export const newJob = (
	context: Context,
	known: Pick<Job, 'jobId' | 'vaultName' | 'action' | 'jobDescription'> & Partial<Job>,
): Job => {
	const {region, accountId} = context.account;
	return {
		vaultArn: vaultArn(region, accountId, known.vaultName),
		statusCode: 'InProgress',
		statusMessage: null,
		completed: false,
		creationDate: serviceNow(context),
		completionDate: null,
		tier: null,
		archiveId: null,
		archiveSizeInBytes: null,
		archiveSHA256TreeHash: null,
		retrievalByteRange: null,
		sha256TreeHash: null,
		inventorySizeInBytes: null,
		inventoryFormat: null,
		name: null,
		...known,
	};
};
