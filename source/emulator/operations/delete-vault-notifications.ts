import {operation} from '../operation.ts';
import {setOnVault} from '../world/vaults.ts';

/** DELETE notification-configuration (api-vault-notifications-delete). A configuration that is not there is no error. */
export const deleteVaultNotifications = operation({
	action: 'DeleteVaultNotifications',
	vault: 'existing',
	parameters: {},
	run: ({world, vault}) => {
		setOnVault(world, vault, 'notifications', null);
		return {status: 204};
	},
});
