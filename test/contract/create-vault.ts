import {expect, it} from 'vitest';
import {commonRefusals} from '../helpers/contract/common-refusals.ts';
import {contract, emulated, expectDenied, expectInvalid, expectRefusal} from '../helpers/contract/contract.ts';

contract('CreateVault', (service) => {
	commonRefusals(service, {action: 'CreateVault', method: 'PUT', below: '', vaultMayBeMissing: true});

	it('answers 201 with the location, which names the account by its number (§0, §1)', async () => {
		const vault = await service.newVault();
		const answer = await service.send('PUT', `/-/vaults/${vault}`);
		expect(answer).toMatchObject({status: 201, text: '', headers: {location: `/${service.account}/vaults/${vault}`}});
	});

	it('changes nothing when it is repeated (§1)', async () => {
		const vault = await service.newVault();
		const before = await service.send('GET', `/-/vaults/${vault}`);
		await service.send('PUT', `/${service.account}/vaults/${vault}`);
		expect((await service.send('GET', `/-/vaults/${vault}`)).json).toEqual(before.json);
	});

	emulated('takes names of 1 and of 255 characters, capitals apart (§2.1)', async () => {
		for (const name of ['a', 'A', 'x'.repeat(255), '...', '-_.9']) {
			expect((await service.send('PUT', `/-/vaults/${name}`)).status).toBe(201);
		}
		expect((await service.send('GET', '/-/vaults/A')).json.VaultName).toBe('A');
	});

	it('is for the caller’s own account only (§0)', async () => {
		expectDenied(
			await service.send('PUT', '/999999999999/vaults/other'),
			'The account 999999999999 is not the account of the credentials that signed this request.',
		);
		expectInvalid(await service.send('PUT', '/1111-2222-3333/vaults/other'), 'Invalid account ID: 1111-2222-3333');
	});

	emulated('refuses the 1,001st vault, though not one that exists (§2.1)', async () => {
		const {json} = await service.send('GET', '/-/vaults');
		const existing = json.VaultList[0].VaultName;
		for (let i = 0; i < 1000; i++) service.emulator.control.createVault(`filler-${i}`);
		expectRefusal(
			await service.send('PUT', '/-/vaults/one-too-many'),
			400,
			'LimitExceededException',
			'The account has reached its 1000 vaults.',
		);
		expect((await service.send('PUT', `/-/vaults/${existing}`)).status).toBe(201);
	});

	emulated('makes a vault in the region of the signature, and in no other (§0)', async () => {
		await service.send('PUT', '/-/vaults/elsewhere', {region: 'eu-central-1'});
		const there = await service.send('GET', '/-/vaults/elsewhere', {region: 'eu-central-1'});
		expect(there.json.VaultARN).toBe(`arn:aws:glacier:eu-central-1:${service.account}:vaults/elsewhere`);
		expect((await service.send('GET', '/-/vaults/elsewhere')).status).toBe(404);
	});
});
