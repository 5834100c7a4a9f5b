import {checkPolicy} from '../authorization/check-policy.ts';
import {operation} from '../operation.ts';
import {member, required} from '../parameters.ts';
import {text} from '../requirements.ts';
import {arnOf, setOnVault} from '../world/vaults.ts';

/** PUT access-policy (api-SetVaultAccessPolicy): takes the place of an earlier one. */
export const setVaultAccessPolicy = operation({
	action: 'SetVaultAccessPolicy',
	vault: 'existing',
	body: 'json',
	parameters: {policy: required(member('Policy', text))},
	run: ({world, vault, parameters: {policy}}) => {
		checkPolicy(policy, arnOf(vault));
		setOnVault(world, vault, 'access_policy', policy);
		return {status: 204};
	},
});
