import {expect, it} from 'vitest';
import {commonRefusals} from '../helpers/contract/common-refusals.ts';
import {contract} from '../helpers/contract/contract.ts';

contract('DeleteVaultAccessPolicy', (service) => {
	commonRefusals(service, {action: 'DeleteVaultAccessPolicy', method: 'DELETE', below: '/access-policy'});

	it('takes the policy away, also when there is none (§1)', async () => {
		const vault = await service.newVault();
		const path = `/-/vaults/${vault}/access-policy`;
		const Statement = {Effect: 'Deny', Principal: '*', Action: 'glacier:ListJobs', Resource: service.vaultArn(vault)};
		await service.send('PUT', path, {body: {Policy: JSON.stringify({Statement})}});
		expect((await service.send('GET', `/-/vaults/${vault}/jobs`)).status).toBe(403);
		for (let i = 0; i < 2; i++) expect(await service.send('DELETE', path)).toMatchObject({status: 204, text: ''});
		expect((await service.send('GET', `/-/vaults/${vault}/jobs`)).status).toBe(200);
		expect((await service.send('GET', path)).status).toBe(404);
	});
});
