import {expect, it} from 'vitest';
import {commonRefusals} from '../helpers/contract/common-refusals.ts';
import {contract, emulated, expectDenied, expectInvalid, expectNotFound} from '../helpers/contract/contract.ts';
import {beginLock, completeLock} from '../helpers/contract/locks.ts';

contract('CompleteVaultLock', (service) => {
	commonRefusals(service, {action: 'CompleteVaultLock', method: 'POST', below: '/lock-policy/none'});

	it('finds no lock where none was begun (§5.2)', async () => {
		const vault = await service.newVault();
		expectNotFound(
			await completeLock(service, vault, 'any'),
			`No vault lock policy is set for: ${service.vaultArn(vault)}`,
		);
	});

	it('wants the right id while the lock is in progress (§5.2)', async () => {
		const vault = await service.newVault();
		await beginLock(service, vault);
		expectInvalid(await completeLock(service, vault, 'wrong'), 'Invalid lock ID: wrong');
	});

	emulated('locks, as often as it is asked with the same id, and never with another (§5.2)', async () => {
		const vault = await service.newVault();
		const id = await beginLock(service, vault);
		for (let i = 0; i < 2; i++) expect(await completeLock(service, vault, id)).toMatchObject({status: 204, text: ''});
		expectDenied(
			await completeLock(service, vault, 'wrong'),
			`The vault lock is Locked and cannot be changed: ${service.vaultArn(vault)}`,
		);
	});

	emulated('knows the id for 24 hours only (§5.2)', async () => {
		const vault = await service.newVault();
		const id = await beginLock(service, vault);
		await service.advance(24 * 3_600_000);
		expectNotFound(await completeLock(service, vault, id), /^No vault lock policy is set for: /);
	});
});
