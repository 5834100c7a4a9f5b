import {expect, it} from 'vitest';
import {commonRefusals} from '../helpers/contract/common-refusals.ts';
import {contract, emulated, expectDenied} from '../helpers/contract/contract.ts';
import {beginLock, completeLock} from '../helpers/contract/locks.ts';

contract('AbortVaultLock', (service) => {
	commonRefusals(service, {action: 'AbortVaultLock', method: 'DELETE', below: '/lock-policy'});

	const abort = (vault: string) => service.send('DELETE', `/-/vaults/${vault}/lock-policy`);

	it('takes a lock in progress away, and says yes where there is none (§5.2)', async () => {
		const vault = await service.newVault();
		await beginLock(service, vault, 'ListJobs');
		for (let i = 0; i < 2; i++) expect(await abort(vault)).toMatchObject({status: 204, text: ''});
		expect((await service.send('GET', `/-/vaults/${vault}/lock-policy`)).status).toBe(404);
		expect((await service.send('GET', `/-/vaults/${vault}/jobs`)).status).toBe(200);
	});

	emulated('cannot take a final one away (§5.2)', async () => {
		const vault = await service.newVault();
		await completeLock(service, vault, await beginLock(service, vault));
		expectDenied(await abort(vault), `The vault lock is Locked and cannot be changed: ${service.vaultArn(vault)}`);
	});
});
