import {countedText} from '../../model/format.ts';
import type {Command} from '../command.ts';
import {noVault} from '../situations.ts';
import {absolutePath, chosenVault, requiredText, vaultOption} from '../values.ts';

export const saveMarks: Command = {
	name: 'marks.save',
	title: 'Save marks',
	description:
		'Writes the ids of the archives that are marked in a vault to a new file, one a line. Needs no network, and never overwrites a file.',
	arguments: [{name: 'file', title: 'A new file.', type: 'file', positional: true, required: true}, vaultOption],
	effect: 'none',
	needs: [],
	unavailable: noVault,
	async *run(values, {link, folder, signal, say}) {
		const path = absolutePath(folder, requiredText(values, 'file'));
		const vaultName = await chosenVault(values, link);
		const {archives} = await link.request('marks.save', {vaultName, path}, signal);
		const {bytes} = await link.request('inventory.mark', {vaultName, change: {do: 'toggle', archiveIds: []}}, signal);
		if (archives === 0) say(`Nothing is marked in ${vaultName}: the file is empty.`);
		else say(`The ids of ${countedText(archives, 'archive')} were written.`);
		yield {kind: 'marks', value: {vaultName, path, archives, bytes, unknown: 0}};
	},
};
