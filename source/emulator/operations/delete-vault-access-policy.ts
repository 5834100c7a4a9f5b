import {operation} from '../operation.ts';
import {setOnVault} from '../world/vaults.ts';

/** DELETE access-policy (api-DeleteVaultAccessPolicy). A policy that is not there is no error. */
export const deleteVaultAccessPolicy = operation({
	action: 'DeleteVaultAccessPolicy',
	vault: 'existing',
	parameters: {},
	run: ({world, vault}) => {
		setOnVault(world, vault, 'access_policy', null);
		return {status: 204};
	},
});
