import {type Glacier, pages} from '../../glacier/glacier.ts';
import type {Job} from '../../model/job.ts';

/** All jobs of a vault, to the last page. */
export const listJobs = async (
	glacier: Pick<Glacier, 'listJobs'>,
	vaultName: string,
	signal: AbortSignal,
): Promise<Job[]> => {
	const jobs: Job[] = [];
	for await (const page of pages((marker) => glacier.listJobs({vaultName, marker}, signal))) jobs.push(...page);
	return jobs;
};
