import type {Command} from '../command.ts';
import {offline} from '../situations.ts';
import {chosenVault, textOf, vaultOption} from '../values.ts';

export const listJobs: Command = {
	name: 'jobs.list',
	title: 'List jobs',
	description:
		'Asks the service for the retrieval jobs of a vault: those under way, and those that ended in the last day.',
	arguments: [{...vaultOption, required: false, otherwise: 'all known vaults'}],
	effect: 'none',
	needs: ['glacier:ListJobs'],
	unavailable: offline,
	async *run(values, {link, signal}) {
		const takes = textOf(values, 'vault') === undefined ? {} : {vaultName: await chosenVault(values, link)};
		for (const job of await link.request('jobs.refresh', takes, signal)) yield {kind: 'job', value: job};
	},
};
