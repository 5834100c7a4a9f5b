import {refuse} from '../errors.ts';
import {operation} from '../operation.ts';
import type {NotificationConfiguration} from '../world/notifications.ts';
import {arnOf} from '../world/vaults.ts';

/** GET notification-configuration (api-vault-notifications-get). */
export const getVaultNotifications = operation({
	action: 'GetVaultNotifications',
	vault: 'existing',
	parameters: {},
	run: ({vault}) => {
		if (vault.notifications === null) throw refuse.noNotifications(arnOf(vault));
		const {Events, SNSTopic}: NotificationConfiguration = JSON.parse(vault.notifications);
		return {status: 200, json: {Events, SNSTopic}};
	},
});
