import {countedText} from '../../model/format.ts';
import type {Command} from '../command.ts';
import {noVault} from '../situations.ts';
import {absolutePath, chosenVault, requiredText, vaultOption} from '../values.ts';

export const loadMarks: Command = {
	name: 'marks.load',
	title: 'Load marks',
	description:
		'Marks the archives whose ids stand in a file, one a line, in addition to what is marked. Ids of no archive that is there are counted. Needs no network.',
	arguments: [{name: 'file', title: 'The file.', type: 'file', positional: true, required: true}, vaultOption],
	effect: 'none',
	needs: [],
	unavailable: noVault,
	async *run(values, {link, folder, signal, say}) {
		const path = absolutePath(folder, requiredText(values, 'file'));
		const vaultName = await chosenVault(values, link);
		const {unknown, marks} = await link.request('marks.load', {vaultName, path}, signal);
		if (unknown > 0)
			say(`${countedText(unknown, 'id')} in it ${unknown === 1 ? 'is' : 'are'} of no archive that is there.`);
		yield {kind: 'marks', value: {vaultName, path, archives: marks.count, bytes: marks.bytes, unknown}};
	},
};
