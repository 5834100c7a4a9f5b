import type {Command} from '../command.ts';
import {firstOf, noVault, offline} from '../situations.ts';
import {chosenVault, vaultOption} from '../values.ts';

export const describeVault: Command = {
	name: 'vaults.describe',
	title: 'Describe a vault',
	description:
		'Asks the service for one vault, and remembers it: a vault that cannot be listed is opened like this. Counts are those of its last inventory.',
	arguments: [{...vaultOption, positional: true}],
	effect: 'none',
	needs: ['glacier:DescribeVault'],
	unavailable: firstOf(offline, noVault),
	async *run(values, {link, signal}) {
		const vault = await chosenVault(values, link);
		yield {kind: 'vault', value: await link.request('vaults.describe', {vault}, signal)};
	},
};
