import {expect, it} from 'vitest';
import {commonRefusals} from '../helpers/contract/common-refusals.ts';
import {contract, emulated, expectDenied, expectInvalid, expectMissing} from '../helpers/contract/contract.ts';
import {beginLock, completeLock, lockPolicy} from '../helpers/contract/locks.ts';

contract('InitiateVaultLock', (service) => {
	commonRefusals(service, {
		action: 'InitiateVaultLock',
		method: 'POST',
		below: '/lock-policy',
		sending: {body: {Policy: '{}'}},
	});

	const initiate = (vault: string, Policy = lockPolicy(service, vault)) =>
		service.send('POST', `/-/vaults/${vault}/lock-policy`, {body: {Policy}});

	it('answers 201 with a lock id, the policy in force at once (§5.2)', async () => {
		const vault = await service.newVault();
		const answer = await initiate(vault, lockPolicy(service, vault, 'ListJobs'));
		expect(answer).toMatchObject({status: 201, text: ''});
		expect(answer.headers['x-amz-lock-id']).toMatch(/^[A-Za-z0-9_-]{24}$/);
		expectDenied(
			await service.send('GET', `/-/vaults/${vault}/jobs`),
			/ with an explicit deny in a resource-based policy$/,
		);
	});

	it('refuses a second lock while one is in progress (§5.2)', async () => {
		const vault = await service.newVault();
		await beginLock(service, vault);
		expectDenied(await initiate(vault), `A vault lock is already InProgress for: ${service.vaultArn(vault)}`);
	});

	emulated('refuses it for ever once one is locked (§5.2)', async () => {
		const vault = await service.newVault();
		await completeLock(service, vault, await beginLock(service, vault));
		await service.advance(400 * 86_400_000);
		expectDenied(await initiate(vault), `A vault lock is already Locked for: ${service.vaultArn(vault)}`);
	});

	emulated('begins anew when 24 hours have passed, with a new id (§5.2)', async () => {
		const vault = await service.newVault();
		const first = await beginLock(service, vault, 'ListJobs');
		await service.advance(24 * 3_600_000 - 1);
		expect((await initiate(vault)).status).toBe(403);
		expect((await service.send('GET', `/-/vaults/${vault}/jobs`)).status).toBe(403);
		await service.advance(1);
		expect((await service.send('GET', `/-/vaults/${vault}/jobs`)).status, 'the policy is gone').toBe(200);
		expect(await beginLock(service, vault)).not.toBe(first);
	});

	it('refuses what is no policy of this vault (§5.1, §5.2)', async () => {
		const vault = await service.newVault();
		expectInvalid(await initiate(vault, 'not JSON'), 'Invalid policy: it is not a JSON object.');
		expectInvalid(
			await initiate(vault, lockPolicy(service, 'another')),
			'Invalid policy: its resources must be the vault itself.',
		);
		expectMissing(await service.send('POST', `/-/vaults/${vault}/lock-policy`, {body: {}}), 'Policy');
	});

	it('is for the caller’s own account only (§0)', async () => {
		expectDenied(
			await service.send('POST', '/999999999999/vaults/a/lock-policy', {body: {Policy: '{}'}}),
			/not the account of the credentials/,
		);
	});
});
