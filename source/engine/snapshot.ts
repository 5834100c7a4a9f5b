import type {EngineEvent} from '../model/events.ts';
import {nothingYet} from '../model/inventory.ts';
import type {Parts} from './parts.ts';
import type {Sensed} from './senses.ts';
import {limitsNow} from './transfers/transfer-limits.ts';

/** The present state as events that build it from nothing. */
export const snapshot = async ({context, book}: Parts, sensed: Sensed): Promise<EngineEvent[]> => {
	const {catalog, account, news} = context;
	const vaults = await catalog.vaults.list();
	const events: EngineEvent[] = [
		{type: 'account', account},
		...sensed.events(),
		{type: 'limits', limits: limitsNow(context)},
	];
	for (const vault of vaults) {
		events.push({type: 'vault', vault});
		const inventory = await catalog.inventories.summary(vault.vaultName);
		const progress = news.progressOf(vault.vaultName);
		// A first inventory may be on its way to a vault of which nothing is known yet.
		if (inventory || progress) {
			events.push({type: 'inventory', inventory: inventory ?? nothingYet(vault.vaultName), progress});
		}
	}
	const jobs = await catalog.jobs.list();
	for (const job of jobs) events.push({type: 'job', job});
	const transfers = await book.list();
	for (const transfer of transfers) {
		events.push({type: 'transfer', transfer, chunks: await book.chunkMapOf(transfer)});
	}
	events.push({
		type: 'no-others',
		vaultNames: vaults.map(({vaultName}) => vaultName),
		jobIds: jobs.map(({jobId}) => jobId),
		transferIds: transfers.map(({transferId}) => transferId),
	});
	return events;
};
