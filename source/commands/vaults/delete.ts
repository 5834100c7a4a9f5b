import {cancelled} from '../../model/errors/errors.ts';
import type {Command} from '../command.ts';
import {firstOf, noVault, offline} from '../situations.ts';
import {chosenVault, vaultOption} from '../values.ts';

export const deleteVault: Command = {
	name: 'vaults.delete',
	title: 'Delete a vault',
	description:
		'Deletes a vault for good, with its settings. The service refuses unless the last inventory is empty and nothing was written or deleted since.',
	arguments: [{...vaultOption, positional: true}],
	effect: 'irreversible',
	needs: ['glacier:DeleteVault'],
	unavailable: firstOf(offline, noVault),
	async *run(values, {link, signal, confirm}) {
		const vaultName = await chosenVault(values, link);
		const agreed = await confirm({
			title: `Delete the vault ${vaultName}`,
			lines: ['It cannot be brought back. Only an empty vault can be deleted.'],
			effect: 'irreversible',
			typed: vaultName,
		});
		if (!agreed) throw cancelled('Nothing was deleted.');
		await link.request('vaults.delete', {vaultName}, signal);
		yield {kind: 'deleted', value: {vaultName, archiveId: null}};
	},
};
