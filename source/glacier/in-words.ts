import {rangeText} from '../model/byte-range.ts';
import {displayText} from '../model/names/display-text.ts';
import type {Calling} from './around.ts';
import type {GlacierCall, Takes} from './glacier.ts';

/** The service's ids are 92 to 138 characters: both ends tell them apart. */
export const shortId = (id: string): string => displayText(id.length > 24 ? `${id.slice(0, 10)}…${id.slice(-8)}` : id);

type Words = {[Call in GlacierCall]: (takes: Takes<Call>) => string};

const words: Words = {
	listVaults: () => 'list the vaults',
	describeVault: ({vaultName}) => `describe vault ${vaultName}`,
	createVault: ({vaultName}) => `create vault ${vaultName}`,
	deleteVault: ({vaultName}) => `delete vault ${vaultName}`,
	uploadArchive: ({vaultName}) => `upload an archive to vault ${vaultName}`,
	deleteArchive: ({vaultName, archiveId}) => `delete archive ${shortId(archiveId)} from vault ${vaultName}`,
	initiateUpload: ({vaultName}) => `begin an upload to vault ${vaultName}`,
	uploadPart: ({vaultName, range}) => `upload part ${rangeText(range)} to vault ${vaultName}`,
	completeUpload: ({vaultName}) => `complete an upload to vault ${vaultName}`,
	abortUpload: ({vaultName}) => `give up an upload to vault ${vaultName}`,
	listUploads: ({vaultName}) => `list the open uploads of vault ${vaultName}`,
	listParts: ({vaultName}) => `list the parts of an upload to vault ${vaultName}`,
	initiateRetrieval: ({vaultName, archiveId}) => `retrieve archive ${shortId(archiveId)} of vault ${vaultName}`,
	initiateInventory: ({vaultName}) => `ask for an inventory of vault ${vaultName}`,
	describeJob: ({vaultName, jobId}) => `describe job ${shortId(jobId)} of vault ${vaultName}`,
	listJobs: ({vaultName}) => `list the jobs of vault ${vaultName}`,
	getJobOutput: ({vaultName, jobId, range}) =>
		`read ${range ? `bytes ${rangeText(range)} of ` : ''}the output of job ${shortId(jobId)} of vault ${vaultName}`,
};

/** What a call was to do, to follow "could not": `delete vault photos`. */
export const actOf = ({call, takes}: Calling): string => (words[call] as (takes: unknown) => string)(takes);
