import {randomBytes} from 'node:crypto';
import {expect} from 'vitest';
import {commonRefusals} from '../helpers/contract/common-refusals.ts';
import {contract, emulated, expectDenied, expectInvalid, expectNotFound} from '../helpers/contract/contract.ts';

const day = 86_400_000;
const unknown = 'A'.repeat(138);

contract('DeleteArchive', (service) => {
	commonRefusals(service, {action: 'DeleteArchive', method: 'DELETE', below: `/archives/${unknown}`});

	const remove = (vault: string, id: string) => service.send('DELETE', `/-/vaults/${vault}/archives/${id}`);

	emulated('deletes once and says yes as often as it is asked (§2.6)', async () => {
		const vault = await service.newVault();
		const id = await service.upload(vault, randomBytes(10));
		for (let i = 0; i < 3; i++) expect(await remove(vault, id)).toMatchObject({status: 204, text: ''});
		const retrieval = {Type: 'archive-retrieval', ArchiveId: id};
		expectNotFound(
			await service.send('POST', `/-/vaults/${vault}/jobs`, {body: retrieval}),
			`The archive ID was not found: ${id}`,
		);
	});

	emulated('says yes to an id that never was, and no to what is no id (§2.6)', async () => {
		const vault = await service.newVault();
		expect((await remove(vault, unknown)).status).toBe(204);
		for (const garbage of ['garbage', `${unknown}A`, 'A'.repeat(137)]) {
			expectNotFound(await remove(vault, garbage), `The archive ID was not found: ${garbage}`);
		}
	});

	emulated('refuses an archive of another vault (§0.1)', async () => {
		const [vault, other] = [await service.newVault(), await service.newVault()];
		const id = await service.upload(other, randomBytes(10));
		expectInvalid(await remove(vault, id), `Invalid vault name: ${service.vaultArn(vault)}`);
	});

	emulated('obeys a lock policy that keeps archives for a year (§8.3)', async () => {
		const vault = await service.newVault();
		const Policy = JSON.stringify({
			Version: '2012-10-17',
			Statement: [
				{
					Sid: 'deny-young-deletes',
					Principal: '*',
					Effect: 'Deny',
					Action: 'glacier:DeleteArchive',
					Resource: [service.vaultArn(vault)],
					Condition: {NumericLessThan: {'glacier:ArchiveAgeinDays': '365'}},
				},
			],
		});
		await service.send('POST', `/-/vaults/${vault}/lock-policy`, {body: {Policy}});
		const id = await service.upload(vault, randomBytes(10));
		const {arn} = service.emulator.identities.admin;
		const denied = `User: ${arn} is not authorized to perform: glacier:DeleteArchive on resource: ${service.vaultArn(vault)} with an explicit deny in a resource-based policy`;
		expectDenied(await remove(vault, id), denied);

		const lock = (await service.send('GET', `/-/vaults/${vault}/lock-policy`)).json;
		expect(lock.State, 'a lock in progress is in force (§5.2)').toBe('InProgress');
		await service.advance(day);
		expect((await remove(vault, id)).status, 'and gone after 24 hours').toBe(204);

		const young = await service.upload(vault, randomBytes(10));
		const {headers} = await service.send('POST', `/-/vaults/${vault}/lock-policy`, {body: {Policy}});
		await service.send('POST', `/-/vaults/${vault}/lock-policy/${headers['x-amz-lock-id']}`);
		await service.advance(365 * day - 1);
		expectDenied(await remove(vault, young), denied);
		await service.advance(1);
		expect((await remove(vault, young)).status, 'day 365 is deletable').toBe(204);
	});

	emulated('obeys a legal hold by a tag of the vault (§8.3)', async () => {
		const vault = await service.newVault();
		const Policy = JSON.stringify({
			Version: '2012-10-17',
			Statement: [
				{
					Sid: 'legal-hold',
					Principal: '*',
					Effect: 'Deny',
					Action: ['glacier:DeleteArchive'],
					Resource: [service.vaultArn(vault)],
					Condition: {StringLike: {'glacier:ResourceTag/LegalHold': ['true', '']}},
				},
			],
		});
		const {headers} = await service.send('POST', `/-/vaults/${vault}/lock-policy`, {body: {Policy}});
		await service.send('POST', `/-/vaults/${vault}/lock-policy/${headers['x-amz-lock-id']}`);
		const tag = (LegalHold: string) =>
			service.send('POST', `/-/vaults/${vault}/tags?operation=add`, {body: {Tags: {LegalHold}}});
		const id = await service.upload(vault, randomBytes(10));
		for (const held of ['true', '']) {
			await tag(held);
			expect((await remove(vault, id)).status, `held by "${held}"`).toBe(403);
		}
		await tag('false');
		expect((await remove(vault, id)).status).toBe(204);
		await service.send('POST', `/-/vaults/${vault}/tags?operation=remove`, {body: {TagKeys: ['LegalHold']}});
		const other = await service.upload(vault, randomBytes(10));
		expect((await remove(vault, other)).status, 'no tag, no hold').toBe(204);
	});
});
