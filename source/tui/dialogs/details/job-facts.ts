import {bytesText, momentText} from '../../../model/format.ts';
import {outputExpires} from '../../../model/job.ts';
import {displayText} from '../../../model/names/display-text.ts';
import type {State} from '../../../store/state.ts';
import type {Fact} from '../../components/table/facts-table.tsx';
import {jobRow} from '../../panes/jobs/model.ts';
import {whenText} from './vault-facts.ts';

/** What is known of a job. */
export const jobFacts = (state: State, jobId: string, now: number): Fact[] => {
	const job = state.jobs.find((candidate) => candidate.jobId === jobId);
	if (!job)
		return [
			{name: 'job id', value: jobId},
			{name: 'state', value: 'The service knows it no longer.'},
		];
	const row = jobRow(job, now);
	const size = job.action === 'InventoryRetrieval' ? job.inventorySizeInBytes : job.archiveSizeInBytes;
	return [
		{name: 'kind', value: job.action, tone: 'strong'},
		{name: 'what', value: row.what},
		{name: 'vault', value: displayText(job.vaultName)},
		{name: 'job id', value: displayText(job.jobId)},
		...(job.tier === null ? [] : [{name: 'tier', value: job.tier}]),
		{name: 'state', value: row.state, ...(row.stage === 'failed' ? {tone: 'failed' as const} : {})},
		{name: 'asked for', value: whenText(job.creationDate, now, '–')},
		{name: 'completed', value: whenText(job.completionDate, now, 'not yet')},
		{name: 'output until', value: momentText(outputExpires(job) ?? null)},
		{name: 'size', value: bytesText(size)},
		...(job.retrievalByteRange === null ? [] : [{name: 'bytes', value: job.retrievalByteRange}]),
		...(job.sha256TreeHash === null ? [] : [{name: 'tree hash', value: displayText(job.sha256TreeHash)}]),
		{name: 'description', value: displayText(job.jobDescription ?? '') || 'none'},
	];
};
