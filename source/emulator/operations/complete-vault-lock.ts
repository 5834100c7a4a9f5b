import {refuse} from '../errors.ts';
import {operation} from '../operation.ts';
import {activeLock, saveLock} from '../world/locks.ts';
import {arnOf} from '../world/vaults.ts';

/** POST lock-policy/ID (api-CompleteVaultLock): from here on nobody can change the lock. Repeating it with the same id is harmless. */
export const completeVaultLock = operation({
	action: 'CompleteVaultLock',
	account: 'own',
	vault: 'existing',
	parameters: {},
	run: ({world, vault, path}) => {
		const lock = activeLock(world, vault);
		if (!lock) throw refuse.noLock(arnOf(vault));
		if (lock.id !== path.lock) {
			throw lock.state === 'Locked' ? refuse.lockIsFinal(arnOf(vault)) : refuse.lockId(path.lock!);
		}
		saveLock(world, vault, {...lock, state: 'Locked'});
		return {status: 204};
	},
});
