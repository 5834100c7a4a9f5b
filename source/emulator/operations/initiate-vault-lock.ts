import {checkPolicy} from '../authorization/check-policy.ts';
import {refuse} from '../errors.ts';
import {newLockId} from '../identifiers.ts';
import {operation} from '../operation.ts';
import {member, required} from '../parameters.ts';
import {text} from '../requirements.ts';
import {activeLock, saveLock} from '../world/locks.ts';
import {arnOf} from '../world/vaults.ts';
import {now} from '../world/world.ts';

/** POST lock-policy (api-InitiateVaultLock): the policy is in force at once, and for 24 hours unless it is completed. */
export const initiateVaultLock = operation({
	action: 'InitiateVaultLock',
	account: 'own',
	vault: 'existing',
	body: 'json',
	parameters: {policy: required(member('Policy', text))},
	run: ({world, vault, parameters: {policy}}) => {
		const lock = activeLock(world, vault);
		if (lock) throw refuse.lockExists(arnOf(vault), lock.state);
		checkPolicy(policy, arnOf(vault));
		const id = newLockId();
		saveLock(world, vault, {id, policy, state: 'InProgress', created: now(world)});
		return {status: 201, headers: {'x-amz-lock-id': id}};
	},
});
