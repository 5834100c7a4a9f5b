import {join} from 'node:path';
import type {Archive, Selection} from '../../model/archive.ts';
import {countedText} from '../../model/format.ts';
import type {Job} from '../../model/job.ts';
import {largestExpeditedArchive} from '../../model/limits.ts';
import {prices, type Quantity, restoreCost} from '../../model/prices/cost.ts';
import type {RestorePlan, TierChoice} from '../../model/restore-plan.ts';
import {tiers} from '../../model/tiers.ts';
import {freeSpace} from '../../platform/free-space.ts';
import {destinationPath, obstacleAt} from '../../platform/safe-folder.ts';
import type {Context} from '../context.ts';
import {usableRetrieval} from '../jobs/usable-jobs.ts';
import {restorePaths} from './restore-paths.ts';

/** A plan looks at the files of so many archives; of more it says what it knows without. */
const mostLookedAt = 10_000;
const mostNames = 10;

/** What is paid for: archives without a usable job. What is sent out is all of them. */
const tierChoices = (region: string, toRetrieve: Quantity, bytes: number, above: number): TierChoice[] =>
	tiers.map(({tier, usual, largestArchive}) => {
		const {retrieval, requests} = restoreCost(toRetrieve, tier, region);
		const {transferOut} = restoreCost({count: 0, bytes}, tier, region);
		const tooLarge = largestArchive !== null && above > 0;
		return {
			tier,
			unavailable: tooLarge ? `${countedText(above, 'archive')} ${above === 1 ? 'is' : 'are'} above 250 MB` : null,
			usual,
			cost: {retrieval, requests, transferOut},
		};
	});

const reusable = (context: Context, archives: readonly Archive[], jobs: readonly Job[]): Quantity => {
	const {serviceClock, account} = context;
	const takes = {now: serviceClock.now(), speed: account.speed};
	const found = archives.filter((archive) => usableRetrieval(jobs, {...archive, ...takes}));
	return {count: found.length, bytes: found.reduce((sum, {size}) => sum + size, 0)};
};

const existing = async (root: string, archives: readonly Archive[]): Promise<RestorePlan['existing']> => {
	const names: string[] = [];
	let count = 0;
	for (const {path} of restorePaths(archives)) {
		// What else may be in the way cannot be replaced, and is refused when the restore begins.
		if ((await obstacleAt(root, join(root, path))) !== 'file') continue;
		count++;
		if (names.length < mostNames) names.push(path);
	}
	return {count, names};
};

/** How many marked archives a filter leaves out. */
const hiddenBy = async (
	{catalog}: Context,
	vaultName: string,
	selection: Selection,
	chosen: number,
): Promise<number> => {
	if (!('marked' in selection) || !selection.filter) return 0;
	const all = await catalog.archives.measure(vaultName, {marked: true}, largestExpeditedArchive);
	return all.count - chosen;
};

/** What a restore would do and cost. `jobs` are the vault's, as far as they are known. */
export const planRestore = async (
	context: Context,
	takes: {vaultName: string; selection: Selection; to: string},
	jobs: readonly Job[],
): Promise<RestorePlan> => {
	const {catalog, account} = context;
	const {vaultName, selection} = takes;
	const {count, bytes, above} = await catalog.archives.measure(vaultName, selection, largestExpeditedArchive);
	const archives = await catalog.archives.select(vaultName, selection, mostLookedAt);
	const reused = reusable(context, archives, jobs);
	const to = await destinationPath(takes.to);
	const toRetrieve = {count: count - reused.count, bytes: bytes - reused.bytes};
	return {
		vaultName,
		archives: count,
		bytes,
		hidden: await hiddenBy(context, vaultName, selection, count),
		reused: reused.count,
		to,
		free: await freeSpace(to),
		existing: await existing(to, archives),
		tiers: tierChoices(account.region, toRetrieve, bytes, above),
		pricesOf: prices.date,
		region: account.region,
	};
};
