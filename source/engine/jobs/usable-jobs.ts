import {hasOutput, type Job, outputExpires, retrievesWholeArchive} from '../../model/job.ts';
import {milliseconds} from '../../model/timestamp.ts';

/** Half a gigabit: slower lines than this may have to retrieve the rest of a large archive again. */
const assumedRate = 50_000_000;
const margin = 10 * 60_000;

/** How long the output of a job must stay, milliseconds of the service's time, for `size` bytes to be worth beginning with. */
const enough = (size: number, speed: number): number => margin + (size / assumedRate) * 1000 * speed;

const fastest = ['Expedited', 'Standard', 'Bulk', null];

/**
 * The job to restore an archive from without paying for another: one with output for long enough, the longest first; else one under way,
 * the fastest first. `now` is the service's time, `speed` that of its clock.
 */
export const usableRetrieval = (
	jobs: readonly Job[],
	takes: {archiveId: string; size: number; now: number; speed: number},
): Job | undefined => {
	const {archiveId, size, now, speed} = takes;
	const all = jobs.filter((job) => job.archiveId === archiveId && retrievesWholeArchive(job));
	const ready = all
		.filter((job) => hasOutput(job, now) && milliseconds(outputExpires(job)!) - now >= enough(size, speed))
		.toSorted((a, b) => milliseconds(b.completionDate!) - milliseconds(a.completionDate!));
	const underWay = all
		.filter((job) => job.statusCode === 'InProgress')
		.toSorted((a, b) => fastest.indexOf(a.tier) - fastest.indexOf(b.tier));
	return ready[0] ?? underWay[0];
};

/** What our own inventory jobs are called at the service, so that they are known again. */
export const inventoryMarker = 'iceaxe inventory';

/** Whether the job was asked for by an iceaxe: then it is of the whole vault. Others may be of some days only, and the list does not say. */
const isOurs = (job: Job): boolean =>
	job.action === 'InventoryRetrieval' && (job.jobDescription ?? '').startsWith(inventoryMarker);

const isSince = ({completionDate}: Job, importedAt: string | null): boolean =>
	importedAt === null || milliseconds(completionDate!) > milliseconds(importedAt);

/**
 * The inventory job to use instead of starting one: one whose output is newer than what was imported at `importedAt`, the newest first;
 * else one under way.
 */
export const usableInventory = (
	jobs: readonly Job[],
	{importedAt, now}: {importedAt: string | null; now: number},
): Job | undefined => {
	const ours = jobs.filter(isOurs).toSorted((a, b) => milliseconds(b.creationDate) - milliseconds(a.creationDate));
	return (
		ours.find((job) => hasOutput(job, now) && isSince(job, importedAt)) ??
		ours.find((job) => job.statusCode === 'InProgress')
	);
};

/** An inventory job with output that {@link usableInventory} passes over, because somebody else asked for it. */
export const foreignInventory = (
	jobs: readonly Job[],
	{importedAt, now}: {importedAt: string | null; now: number},
): Job | undefined =>
	jobs.find(
		(job) => job.action === 'InventoryRetrieval' && !isOurs(job) && hasOutput(job, now) && isSince(job, importedAt),
	);
