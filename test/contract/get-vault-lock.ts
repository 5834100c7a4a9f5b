import {expect, it} from 'vitest';
import {commonRefusals} from '../helpers/contract/common-refusals.ts';
import {contract, emulated, expectNotFound} from '../helpers/contract/contract.ts';
import {beginLock, completeLock, lockPolicy} from '../helpers/contract/locks.ts';

contract('GetVaultLock', (service) => {
	commonRefusals(service, {action: 'GetVaultLock', method: 'GET', below: '/lock-policy'});

	const get = (vault: string) => service.send('GET', `/-/vaults/${vault}/lock-policy`);

	it('finds none where none was begun (§5.2)', async () => {
		const vault = await service.newVault();
		expectNotFound(await get(vault), `No vault lock policy is set for: ${service.vaultArn(vault)}`);
	});

	emulated('gives policy, state and dates, in progress and locked (§5.2)', async () => {
		const vault = await service.newVault();
		const created = service.emulator.control.now();
		const id = await beginLock(service, vault);
		const begun = {
			Policy: lockPolicy(service, vault),
			State: 'InProgress',
			CreationDate: new Date(created).toISOString(),
			ExpirationDate: new Date(created + 24 * 3_600_000).toISOString(),
		};
		expect(await get(vault)).toMatchObject({status: 200, json: begun});
		await service.advance(3_600_000);
		await completeLock(service, vault, id);
		expect((await get(vault)).json).toEqual({...begun, State: 'Locked', ExpirationDate: null});
	});

	emulated('finds none that has lapsed (§5.2)', async () => {
		const vault = await service.newVault();
		await beginLock(service, vault);
		await service.advance(24 * 3_600_000);
		expectNotFound(await get(vault), /^No vault lock policy/);
	});
});
