import type {Command} from '../command.ts';
import {nothingKnown} from '../inventory-words.ts';
import {noVault} from '../situations.ts';
import {chosenVault, vaultOption} from '../values.ts';

export const showBreakdown: Command = {
	name: 'inventory.breakdown',
	title: 'Show what a vault costs',
	description:
		'Sums up a vault by its top folders, by age and by the form of its descriptions, with the price of each a month before tax. Works from the catalog, without network.',
	arguments: [vaultOption],
	effect: 'none',
	needs: [],
	unavailable: noVault,
	async *run(values, {link, signal}) {
		const vaultName = await chosenVault(values, link);
		const breakdown = await link.request('inventory.breakdown', {vaultName}, signal);
		if (breakdown === null) throw nothingKnown(vaultName);
		const {byFolder, byAge, byFormat} = breakdown;
		for (const share of byFolder) yield {kind: 'share', value: {by: 'folder', ...share}};
		for (const share of byAge) yield {kind: 'share', value: {by: 'age', ...share}};
		for (const share of byFormat) yield {kind: 'share', value: {by: 'format', ...share}};
	},
};
