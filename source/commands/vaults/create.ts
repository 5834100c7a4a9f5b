import {invalidInput} from '../../model/errors/errors.ts';
import {vaultNameOf} from '../../model/vault.ts';
import type {Command} from '../command.ts';
import {offline} from '../situations.ts';
import {requiredText} from '../values.ts';

export const createVault: Command = {
	name: 'vaults.create',
	title: 'Create a vault',
	description:
		'Creates a vault in this region. An empty vault costs nothing; creating one that exists changes nothing.',
	arguments: [
		{
			name: 'name',
			title: 'Its name: 1 to 255 of the characters a–z, A–Z, 0–9, _, - and .',
			type: 'text',
			positional: true,
			required: true,
		},
	],
	effect: 'none',
	needs: ['glacier:CreateVault'],
	unavailable: offline,
	async *run(values, {link, signal}) {
		const given = requiredText(values, 'name');
		const vaultName = vaultNameOf(given);
		// An ARN names a vault that exists somewhere; here a name is chosen.
		if (vaultName === undefined || vaultName !== given) {
			throw invalidInput(
				`A vault cannot be called \`${given}\`.`,
				'A name has 1 to 255 of the characters a–z, A–Z, 0–9, _, - and .',
			);
		}
		yield {kind: 'vault', value: await link.request('vaults.create', {vaultName}, signal)};
	},
};
