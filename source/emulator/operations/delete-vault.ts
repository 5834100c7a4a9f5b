import {operation} from '../operation.ts';
import {deleteVault as remove} from '../world/delete-vault.ts';
import {findVault} from '../world/vaults.ts';

/** DELETE vault (api-vault-delete): only if its last inventory is empty and nothing was written since. A vault that is gone is no error. */
export const deleteVault = operation({
	action: 'DeleteVault',
	vault: 'named',
	parameters: {},
	run: ({world, realm, path}) => {
		const vault = findVault(world, realm, path.vault!);
		if (vault) remove(world, vault);
		return {status: 204};
	},
});
