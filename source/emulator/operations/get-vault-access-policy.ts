import {refuse} from '../errors.ts';
import {operation} from '../operation.ts';
import {arnOf} from '../world/vaults.ts';

/** GET access-policy (api-GetVaultAccessPolicy): the text as it was set. */
export const getVaultAccessPolicy = operation({
	action: 'GetVaultAccessPolicy',
	vault: 'existing',
	parameters: {},
	run: ({vault}) => {
		if (vault.access_policy === null) throw refuse.noAccessPolicy(arnOf(vault));
		return {status: 200, json: {Policy: vault.access_policy}};
	},
});
