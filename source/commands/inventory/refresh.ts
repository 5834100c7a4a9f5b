import {leftOutText} from '../../model/format.ts';
import {nothingYet} from '../../model/inventory.ts';
import type {Command} from '../command.ts';
import {firstOf, noVault, offline} from '../situations.ts';
import {chosenVault, vaultOption} from '../values.ts';

export const refreshInventory: Command = {
	name: 'inventory.refresh',
	title: 'Refresh an inventory',
	description:
		'Asks the service for the list of what a vault holds. A job that is under way or whose output is newer than ours is used; else one is started, which takes hours. Costs nothing.',
	arguments: [
		vaultOption,
		{
			name: 'wait',
			title: 'Return when the inventory is in the catalog.',
			type: 'flag',
			otherwise: 'returns when the job is known; the inventory comes by itself',
		},
	],
	effect: 'none',
	lasting: 'begins',
	needs: ['glacier:InitiateJob', 'glacier:GetJobOutput'],
	unavailable: firstOf(offline, noVault),
	async *run(values, {link, signal, say}) {
		const vaultName = await chosenVault(values, link);
		const wait = values.wait === true;
		const {jobId, reused, inventory} = await link.request('inventory.refresh', {vaultName, wait}, signal);
		if (!wait) {
			say(
				reused
					? `An inventory job of ${vaultName} is there already and is used.`
					: `An inventory job of ${vaultName} was started; it usually takes about 4 hours.`,
			);
		}
		if (wait && inventory && inventory.malformed > 0) say(leftOutText(inventory.malformed, 'row'));
		yield {kind: 'inventory', value: {...(inventory ?? nothingYet(vaultName)), jobId}};
	},
};
