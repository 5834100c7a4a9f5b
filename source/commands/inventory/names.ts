import {invalidInput} from '../../model/errors/errors.ts';
import {leftOutText} from '../../model/format.ts';
import type {ArgumentValues, Command} from '../command.ts';
import {noVault} from '../situations.ts';
import {absolutePath, chosenVault, textOf, vaultOption} from '../values.ts';

const sourceOf = (values: ArgumentValues, folder: string) => {
	const list = textOf(values, 'file');
	const mapping = textOf(values, 'from-mapping');
	const given = [list !== undefined, mapping !== undefined, values.forget === true].filter(Boolean).length;
	if (given !== 1) {
		throw invalidInput('Which names?', 'Give a file, or --from-mapping with a file, or --forget; one of them.');
	}
	if (list !== undefined) return {list: absolutePath(folder, list)};
	return mapping === undefined ? null : {mapping: absolutePath(folder, mapping)};
};

export const changeNames: Command = {
	name: 'inventory.names',
	title: 'Name archives by a list',
	description:
		'Gives the archives of a vault names of your own: a CSV of archive id, path and perhaps time, or the mapping database of Synology Glacier Backup. They count more than the descriptions and stay over new inventories; another list takes the place of this one.',
	arguments: [
		{
			name: 'file',
			title: 'The CSV, or the mapping database: which it is shows from its beginning.',
			type: 'file',
			positional: true,
		},
		vaultOption,
		{
			name: 'from-mapping',
			title: 'The database that was restored from the vault whose name ends in _mapping.',
			type: 'file',
		},
		{name: 'forget', title: 'Back to the names of the descriptions.', type: 'flag'},
	],
	effect: 'none',
	needs: [],
	unavailable: noVault,
	async *run(values, {link, folder, signal, say}) {
		const source = sourceOf(values, folder);
		const vaultName = await chosenVault(values, link);
		const taken = await link.request('inventory.names', {vaultName, source}, signal);
		if (taken.refused > 0) say(leftOutText(taken.refused, 'line'));
		yield {kind: 'names', value: {vaultName, ...taken}};
	},
};
