import type {Command} from '../command.ts';
import {offline} from '../situations.ts';
import {chosenVault, textOf, vaultOption} from '../values.ts';

export const listJobs: Command = {
	name: 'jobs.list',
	title: 'List jobs',
	description:
		'Asks the service for the retrieval jobs of a vault: those under way, and those that ended in the last day.',
	arguments: [{...vaultOption, required: false, otherwise: 'all vaults'}],
	effect: 'none',
	needs: ['glacier:ListJobs'],
	unavailable: offline,
	async *run(values, {link, signal}) {
		const everywhere = textOf(values, 'vault') === undefined;
		const takes = everywhere ? {} : {vaultName: await chosenVault(values, link)};
		// Whoever has never listed vaults knows of none whose jobs could be asked for.
		if (everywhere) await link.request('vaults.refresh', {}, signal);
		for (const job of await link.request('jobs.refresh', takes, signal)) yield {kind: 'job', value: job};
	},
};
