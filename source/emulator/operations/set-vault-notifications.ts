import {refuse} from '../errors.ts';
import {operation} from '../operation.ts';
import {member, type Rule, required} from '../parameters.ts';
import {text} from '../requirements.ts';
import {type NotificationConfiguration, notificationEvents} from '../world/notifications.ts';
import {setOnVault} from '../world/vaults.ts';

const events: Rule<string[]> = (given) => {
	const list = Array.isArray(given) ? given : [];
	const unknown = list.find((event) => !notificationEvents.includes(event));
	if (list.length === 0 || unknown !== undefined) throw refuse.invalidValue('Events', JSON.stringify(given));
	return list;
};

/** PUT notification-configuration (api-vault-notifications-put): one topic, one or both events. Whether the topic exists is not checked. */
export const setVaultNotifications = operation({
	action: 'SetVaultNotifications',
	vault: 'existing',
	body: 'json',
	parameters: {topic: required(member('SNSTopic', text)), events: required(member('Events', events))},
	run: ({world, vault, parameters: {topic, events}}) => {
		const configuration: NotificationConfiguration = {SNSTopic: topic, Events: events};
		setOnVault(world, vault, 'notifications', JSON.stringify(configuration));
		return {status: 204};
	},
});
