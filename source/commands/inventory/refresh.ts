import {leftOutText} from '../../model/format.ts';
import {nothingYet} from '../../model/inventory.ts';
import type {Command} from '../command.ts';
import {firstOf, noVault, offline} from '../situations.ts';
import {chosenVault, vaultOption} from '../values.ts';

const passedOverText =
	'A finished job that iceaxe has not started is not used: it may list only a part of the vault. `inventory import` takes its output from a file.';

export const refreshInventory: Command = {
	name: 'inventory.refresh',
	title: 'Refresh an inventory',
	description:
		'Asks the service for the list of what a vault holds. A job that iceaxe has started and that is under way, or whose output is newer than what is here, is used; else one is started, which takes hours. Jobs of others may be of a part of the vault and are not used. Costs nothing.',
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
		const {jobId, reused, passedOver, inventory} = await link.request('inventory.refresh', {vaultName, wait}, signal);
		if (!wait) {
			say(
				reused
					? `An inventory job of ${vaultName} is there already and is used.`
					: `An inventory job of ${vaultName} was started; it usually takes about 4 hours.`,
			);
		}
		if (passedOver !== null) say(passedOverText);
		if (wait && inventory && inventory.malformed > 0) say(leftOutText(inventory.malformed, 'row'));
		yield {kind: 'inventory', value: {...(inventory ?? nothingYet(vaultName)), jobId}};
	},
};
