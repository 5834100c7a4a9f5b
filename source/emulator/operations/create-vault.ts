import {mostVaults} from '../../model/limits.ts';
import {refuse} from '../errors.ts';
import {operation} from '../operation.ts';
import {countVaults, createVault as create, findVault} from '../world/vaults.ts';

/** PUT vault (api-vault-put). Repeating it changes nothing. */
export const createVault = operation({
	action: 'CreateVault',
	account: 'own',
	vault: 'named',
	parameters: {},
	run: ({world, realm, path}) => {
		const name = path.vault!;
		if (!findVault(world, realm, name)) {
			if (countVaults(world, realm) >= mostVaults) throw refuse.tooManyVaults(mostVaults);
			create(world, realm, name);
		}
		return {status: 201, headers: {Location: `/${realm.account}/vaults/${name}`}};
	},
});
