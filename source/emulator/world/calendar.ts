import {settleJobs} from './jobs.ts';
import type {Store} from './store.ts';
import {forgetUploads} from './uploads.ts';
import {makeInventory, type Vault} from './vaults.ts';
import {now, transaction, type World} from './world.ts';

/**
 * Does all that has fallen due by now: inventories, jobs that finish, outputs and uploads that expire. It is called
 * before every request, so that nothing depends on a timer.
 */
export const settle = (world: World): void => {
	const moment = now(world);
	if (moment < world.nextDue) return;
	transaction(world, () => {
		const vaults = world.store.all<Vault & {inventory_due: number}>(
			'SELECT * FROM vaults WHERE inventory_due <= ?',
			moment,
		);
		for (const vault of vaults) makeInventory(world, vault, vault.inventory_due);
		settleJobs(world, moment);
		forgetUploads(world, moment);
		world.nextDue = nextDue(world.store);
	});
};

/** The next moment at which something falls due; infinity when nothing does. */
export const nextDue = (store: Store): number =>
	store.get<{due: number | null}>(`
		SELECT min(due) AS due FROM (
			SELECT min(inventory_due) AS due FROM vaults WHERE inventory_due IS NOT NULL
			UNION ALL SELECT min(due) FROM jobs
			UNION ALL SELECT min(expires) FROM uploads
		)`)!.due ?? Number.POSITIVE_INFINITY;
