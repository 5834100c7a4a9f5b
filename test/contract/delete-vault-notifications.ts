import {expect, it} from 'vitest';
import {commonRefusals} from '../helpers/contract/common-refusals.ts';
import {contract} from '../helpers/contract/contract.ts';

contract('DeleteVaultNotifications', (service) => {
	commonRefusals(service, {action: 'DeleteVaultNotifications', method: 'DELETE', below: '/notification-configuration'});

	it('takes the configuration away, also when there is none (§1, §10)', async () => {
		const vault = await service.newVault();
		const path = `/-/vaults/${vault}/notification-configuration`;
		const body = {SNSTopic: 'arn:aws:sns:us-east-1:111122223333:jobs', Events: ['InventoryRetrievalCompleted']};
		await service.send('PUT', path, {body});
		for (let i = 0; i < 2; i++) expect(await service.send('DELETE', path)).toMatchObject({status: 204, text: ''});
		expect((await service.send('GET', path)).status).toBe(404);
	});
});
