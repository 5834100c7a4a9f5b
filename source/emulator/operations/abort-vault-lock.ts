import {refuse} from '../errors.ts';
import {operation} from '../operation.ts';
import {activeLock, saveLock} from '../world/locks.ts';
import {arnOf} from '../world/vaults.ts';

/** DELETE lock-policy (api-AbortVaultLock): only while it is in progress; without a lock it is no error. */
export const abortVaultLock = operation({
	action: 'AbortVaultLock',
	account: 'own',
	vault: 'existing',
	parameters: {},
	run: ({world, vault}) => {
		if (activeLock(world, vault)?.state === 'Locked') throw refuse.lockIsFinal(arnOf(vault));
		saveLock(world, vault, undefined);
		return {status: 204};
	},
});
