import type {Command} from '../command.ts';
import {noVault} from '../situations.ts';
import {chosenVault, vaultOption} from '../values.ts';

export const clearMarks: Command = {
	name: 'marks.clear',
	title: 'Clear marks',
	description: 'Takes the marks of all archives of a vault away. Needs no network.',
	arguments: [vaultOption],
	effect: 'none',
	needs: [],
	unavailable: noVault,
	async *run(values, {link, signal}) {
		const vaultName = await chosenVault(values, link);
		const {count, bytes} = await link.request('inventory.mark', {vaultName, change: {do: 'clear'}}, signal);
		yield {kind: 'marks', value: {vaultName, path: null, archives: count, bytes, unknown: 0}};
	},
};
