import {timestamp} from '../../model/timestamp.ts';
import {refuse} from '../errors.ts';
import {operation} from '../operation.ts';
import {activeLock, lockTrial} from '../world/locks.ts';
import {arnOf} from '../world/vaults.ts';

/** GET lock-policy (api-GetVaultLock). A completed lock does not expire. */
export const getVaultLock = operation({
	action: 'GetVaultLock',
	vault: 'existing',
	parameters: {},
	run: ({world, vault}) => {
		const lock = activeLock(world, vault);
		if (!lock) throw refuse.noLock(arnOf(vault));
		return {
			status: 200,
			json: {
				CreationDate: timestamp(lock.created),
				ExpirationDate: lock.state === 'Locked' ? null : timestamp(lock.created + lockTrial),
				Policy: lock.policy,
				State: lock.state,
			},
		};
	},
});
