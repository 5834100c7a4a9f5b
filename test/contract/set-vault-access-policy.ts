import {randomBytes} from 'node:crypto';
import {expect, it} from 'vitest';
import {commonRefusals} from '../helpers/contract/common-refusals.ts';
import {
	contract,
	emulated,
	expectDenied,
	expectInvalid,
	expectMissing,
	hashHeaders,
} from '../helpers/contract/contract.ts';

contract('SetVaultAccessPolicy', (service) => {
	commonRefusals(service, {
		action: 'SetVaultAccessPolicy',
		method: 'PUT',
		below: '/access-policy',
		// What is wrong with it comes to light after all else.
		sending: {body: {Policy: '{}'}},
	});

	const statement = (vault: string, more: object = {}) => ({
		Effect: 'Allow',
		Principal: '*',
		Action: 'glacier:DescribeVault',
		Resource: service.vaultArn(vault),
		...more,
	});
	const set = (vault: string, policy: unknown) =>
		service.send('PUT', `/-/vaults/${vault}/access-policy`, {
			body: {Policy: typeof policy === 'string' ? policy : JSON.stringify(policy)},
		});

	it('keeps the text as it is, in the place of an earlier one (§5.1)', async () => {
		const vault = await service.newVault();
		const text = `{ "Version":"2012-10-17",\n "Statement": ${JSON.stringify([statement(vault)])} }`;
		expect(await set(vault, {Statement: statement(vault)})).toMatchObject({status: 204, text: ''});
		expect((await set(vault, text)).status).toBe(204);
		expect((await service.send('GET', `/-/vaults/${vault}/access-policy`)).json).toEqual({Policy: text});
	});

	it('wants a policy', async () => {
		const vault = await service.newVault();
		expectMissing(await service.send('PUT', `/-/vaults/${vault}/access-policy`, {body: {}}), 'Policy');
	});

	it('refuses what is no policy of this vault (§5.1)', async () => {
		const vault = await service.newVault();
		const wrong: [unknown, string][] = [
			['not JSON', 'it is not a JSON object.'],
			[{Version: '2012-10-17'}, 'it has no Statement.'],
			[{Statement: []}, 'it has no Statement.'],
			[{Version: '2020-01-01', Statement: statement(vault)}, 'its Version is unknown.'],
			[{Statement: statement(vault, {Effect: 'Maybe'})}, 'an Effect must be Allow or Deny.'],
			[{Statement: statement(vault, {Action: undefined})}, 'a statement needs either Action or NotAction.'],
			[{Statement: statement(vault, {Action: 's3:GetObject'})}, 'its actions must be actions of Glacier.'],
			[{Statement: statement(vault, {Principal: undefined})}, 'a statement needs a Principal.'],
			[{Statement: statement(vault, {Principal: {Service: 'x'}})}, 'a statement needs a Principal.'],
			[{Statement: statement('another')}, 'its resources must be the vault itself.'],
			[{Statement: statement(vault, {Condition: {Sometimes: {}}})}, 'it has an unknown condition.'],
			[{Statement: statement(vault, {Sid: 'x'.repeat(20_480)})}, 'it must not exceed 20480 bytes.'],
		];
		for (const [policy, problem] of wrong) expectInvalid(await set(vault, policy), `Invalid policy: ${problem}`);
		const sized = (length: number) => ({Statement: statement(vault, {Sid: 'x'.repeat(length)})});
		const room = 20_480 - JSON.stringify(sized(0)).length;
		expect((await set(vault, sized(room))).status, 'exactly 20 KB').toBe(204);
		expect((await set(vault, sized(room + 1))).status).toBe(400);
	});

	emulated('grants what IAM is silent about, and forbids whatever IAM allows (§5.1)', async () => {
		const vault = await service.newVault();
		const {writer, admin} = service.emulator.identities;
		const list = (key: typeof writer) => service.send('GET', `/-/vaults/${vault}/jobs`, {key});
		expect((await list(writer)).status).toBe(403);
		const jobs = {Action: 'glacier:List*', Principal: {AWS: writer.arn}};
		await set(vault, {Statement: statement(vault, jobs)});
		expect((await list(writer)).status).toBe(200);
		expect((await list(service.emulator.identities.reader)).status).toBe(200);

		await set(vault, {Statement: statement(vault, {...jobs, Effect: 'Deny', Principal: {AWS: [admin.account]}})});
		expectDenied(await list(admin), / with an explicit deny in a resource-based policy$/);
		await set(vault, {
			Statement: statement(vault, {...jobs, Effect: 'Deny', Principal: undefined, NotPrincipal: {AWS: admin.arn}}),
		});
		expect((await list(admin)).status).toBe(200);
		expect((await list(service.emulator.identities.reader)).status).toBe(403);
	});

	emulated('lets another account in, if that account’s own policies do too (§0, §5.1)', async () => {
		const vault = await service.newVault();
		const stranger = {
			accessKeyId: 'AKIASTRANGER00000000',
			secretAccessKey: 'a secret',
			account: '999999999999',
			arn: 'arn:aws:iam::999999999999:role/backup',
			policies: [{Statement: {Effect: 'Allow' as const, Action: 'glacier:UploadArchive', Resource: '*'}}],
		};
		service.emulator.control.identities.put(stranger);
		const bytes = randomBytes(10);
		const upload = () =>
			service.send('POST', `/${service.account}/vaults/${vault}/archives`, {
				key: stranger,
				headers: hashHeaders(bytes),
				body: bytes,
			});
		expectDenied(await upload(), / because no resource-based policy allows the glacier:UploadArchive action$/);
		await set(vault, {
			Statement: statement(vault, {
				Action: ['glacier:UploadArchive', 'glacier:DescribeVault'],
				Principal: {AWS: 'arn:aws:iam::999999999999:root'},
			}),
		});
		const answer = await upload();
		expect(answer.status).toBe(201);
		expect(answer.headers.location).toMatch(new RegExp(`^/${service.account}/vaults/`));
		expectDenied(
			await service.send('GET', `/${service.account}/vaults/${vault}`, {key: stranger}),
			/ because no identity-based policy allows the glacier:DescribeVault action$/,
		);
	});
});
