import {it} from 'vitest';
import {commonRefusals} from '../helpers/contract/common-refusals.ts';
import {contract, expectNotFound} from '../helpers/contract/contract.ts';

contract('GetVaultAccessPolicy', (service) => {
	commonRefusals(service, {action: 'GetVaultAccessPolicy', method: 'GET', below: '/access-policy'});

	it('gives 404 where there is none (§1); what is set is SetVaultAccessPolicy’s case', async () => {
		const vault = await service.newVault();
		const answer = await service.send('GET', `/-/vaults/${vault}/access-policy`);
		expectNotFound(answer, `No vault access policy is set for: ${service.vaultArn(vault)}`);
	});
});
