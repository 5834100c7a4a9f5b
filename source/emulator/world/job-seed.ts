import {syntheticArchiveIn} from './archives.ts';
import {type NewJob, type Retrieval, startJob, type Tier} from './jobs.ts';
import type {Vault} from './vaults.ts';
import {fallsDue, now, type World} from './world.ts';

/** A job to begin with. Times are milliseconds before now. */
export type JobSeed = {
	/** Which archive of the vault's synthetic sets, counted from the newest, 0; absent for an inventory. */
	archive?: number;
	tier?: Tier;
	/** How long ago it was asked for. */
	age: number;
	/** How long it takes or took. */
	delay: number;
	/** Why it fails or failed; absent if it does not. */
	failure?: string;
};

/** Starts a job as if it had been asked for some time ago. It takes its course at the next look at the calendar. */
export const seedJob = (
	world: World,
	vault: Vault,
	{archive, tier = 'Standard', age, delay, failure}: JobSeed,
): string => {
	let about: NewJob['about'];
	if (archive === undefined) {
		about = {kind: 'inventory', format: 'JSON', date: vault.inventory_date, change: vault.inventory_change};
	} else {
		const {id, size, treeHash, description} = syntheticArchiveIn(world, vault, archive);
		const range = {first: 0, last: size - 1};
		about = {
			kind: 'archive',
			archive: id,
			size,
			treeHash,
			description,
			range,
			tier,
			rangeTreeHash: treeHash,
		} satisfies Retrieval;
	}
	const job: NewJob = {about, created: now(world) - age};
	if (failure !== undefined) job.failure = failure;
	const id = startJob(world, vault, delay, job);
	fallsDue(world, now(world));
	return id;
};
