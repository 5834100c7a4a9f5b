import {ageText, durationText} from '../../../model/format.ts';
import {type Job, outputExpires} from '../../../model/job.ts';
import {displayText} from '../../../model/names/display-text.ts';
import {tierFacts, usualInventoryTime} from '../../../model/tiers.ts';
import {milliseconds} from '../../../model/timestamp.ts';

/** Where a job is, as a person cares: `ready` has output, `expiring` has it for little longer, `expired` had it. */
export type JobStage = 'running' | 'ready' | 'expiring' | 'expired' | 'failed';

export type JobRow = {
	jobId: string;
	stage: JobStage;
	kind: 'retrieve' | 'inventory';
	/** The archive's name, or the vault of an inventory. */
	what: string;
	/** Empty for inventories. */
	tier: string;
	/** Ready when, or output for how long, or why it failed. */
	state: string;
};

/** From here on it is time to fetch what is not fetched. */
const soon = 3 * 3_600_000;

/** When a running job is usually ready, in milliseconds since 1970: the later end, so that one is seldom disappointed. */
export const usuallyReady = (job: Job): number => {
	const usual = job.action === 'InventoryRetrieval' ? usualInventoryTime : tierFacts(job.tier ?? 'Standard').usual.to;
	return milliseconds(job.creationDate) + usual;
};

const stageOf = (job: Job, now: number): JobStage => {
	if (job.statusCode === 'InProgress') return 'running';
	if (job.statusCode === 'Failed') return 'failed';
	const left = milliseconds(outputExpires(job)!) - now;
	return left <= 0 ? 'expired' : left < soon ? 'expiring' : 'ready';
};

const stateOf = (job: Job, stage: JobStage, now: number): string => {
	switch (stage) {
		case 'running': {
			const left = usuallyReady(job) - now;
			return left > 0 ? `ready in ~${durationText(left)}` : 'ready any minute';
		}
		case 'ready':
			return `output for ${ageText(milliseconds(outputExpires(job)!) - now)}`;
		case 'expiring':
			return `output for ${durationText(milliseconds(outputExpires(job)!) - now)}`;
		case 'expired':
			return 'output expired';
		case 'failed':
			return displayText(job.statusMessage ?? 'failed');
	}
};

export const jobRow = (job: Job, now: number): JobRow => {
	const stage = stageOf(job, now);
	const inventory = job.action === 'InventoryRetrieval';
	return {
		jobId: job.jobId,
		stage,
		kind: inventory ? 'inventory' : 'retrieve',
		what: displayText(inventory ? job.vaultName : (job.name ?? job.archiveId ?? job.vaultName)),
		tier: inventory ? '' : (job.tier ?? ''),
		state: stateOf(job, stage, now),
	};
};

/** The jobs in which the filter is found: in what they are about, whatever its case. */
export const shownJobs = (jobs: readonly Job[], filter: string): readonly Job[] => {
	const wanted = filter.toLowerCase();
	if (wanted === '') return jobs;
	return jobs.filter((job) => `${job.name ?? ''} ${job.vaultName}`.toLowerCase().includes(wanted));
};
