import type {Job} from '../../model/job.ts';
import {knownSize, type Transfer} from '../../model/transfer.ts';
import type {Context} from '../context.ts';
import {startJob} from '../jobs/start-job.ts';

/** Starts the retrieval job of a download, which costs. */
export const startRetrieval = (context: Context, transfer: Transfer, signal: AbortSignal): Promise<Job> => {
	const {vaultName, archiveId, tier, transferId, size, treeHash, name} = transfer;
	// Another one each time: a start whose answer was lost is looked for by it, and must not find an earlier job that has failed.
	const description = `iceaxe ${transferId} ${context.makeId()}`;
	return startJob(
		context,
		{
			known: {
				vaultName,
				action: 'ArchiveRetrieval',
				jobDescription: description,
				tier,
				archiveId,
				archiveSizeInBytes: size,
				archiveSHA256TreeHash: treeHash,
				retrievalByteRange: `0-${knownSize(transfer) - 1}`,
				name,
			},
			what: `the retrieval of ${name}`,
			initiate: (stop) =>
				context.glacier.initiateRetrieval({vaultName, archiveId: archiveId!, tier: tier!, description}, stop),
		},
		signal,
	);
};
