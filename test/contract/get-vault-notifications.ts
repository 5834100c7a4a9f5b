import {expect, it} from 'vitest';
import {commonRefusals} from '../helpers/contract/common-refusals.ts';
import {contract, expectNotFound} from '../helpers/contract/contract.ts';

contract('GetVaultNotifications', (service) => {
	commonRefusals(service, {action: 'GetVaultNotifications', method: 'GET', below: '/notification-configuration'});

	it('gives the configuration, or 404 where there is none (§1)', async () => {
		const vault = await service.newVault();
		const path = `/-/vaults/${vault}/notification-configuration`;
		expectNotFound(
			await service.send('GET', path),
			`No notification configuration is set for vault: ${service.vaultArn(vault)}`,
		);
		const body = {SNSTopic: 'arn:aws:sns:us-east-1:111122223333:jobs', Events: ['InventoryRetrievalCompleted']};
		await service.send('PUT', path, {body});
		expect(await service.send('GET', path)).toMatchObject({status: 200, json: body});
	});
});
