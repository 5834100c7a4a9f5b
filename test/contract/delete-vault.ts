import {randomBytes} from 'node:crypto';
import {expect, it} from 'vitest';
import {commonRefusals} from '../helpers/contract/common-refusals.ts';
import {contract, emulated, expectInvalid} from '../helpers/contract/contract.ts';

const day = 86_400_000;

contract('DeleteVault', (service) => {
	commonRefusals(service, {action: 'DeleteVault', method: 'DELETE', below: '', vaultMayBeMissing: true});

	it('deletes an empty vault, and a missing one too (§4)', async () => {
		const vault = await service.newVault();
		for (let i = 0; i < 2; i++) {
			expect(await service.send('DELETE', `/-/vaults/${vault}`)).toMatchObject({status: 204, text: ''});
		}
		expect((await service.send('GET', `/-/vaults/${vault}`)).status).toBe(404);
	});

	emulated('goes by the last inventory: nothing in it, and nothing written since (§4)', async () => {
		const vault = await service.newVault();
		const remove = () => service.send('DELETE', `/-/vaults/${vault}`);
		const refused = `Vault not empty or recently written to: ${service.vaultArn(vault)}`;
		const id = await service.upload(vault, randomBytes(10));
		expectInvalid(await remove(), refused);
		await service.send('DELETE', `/-/vaults/${vault}/archives/${id}`);
		expectInvalid(await remove(), refused);
		await service.advance(day);
		expect((await remove()).status).toBe(204);
	});

	emulated('refuses a vault that its inventory finds full, although it is empty by now (§4)', async () => {
		const vault = await service.newVault();
		const id = await service.upload(vault, randomBytes(10));
		await service.advance(day);
		await service.send('DELETE', `/-/vaults/${vault}/archives/${id}`);
		expectInvalid(await service.send('DELETE', `/-/vaults/${vault}`), /^Vault not empty/);
	});

	emulated('takes along what hangs on the vault, unfinished uploads too (§4, §10)', async () => {
		const vault = await service.newVault();
		const {headers} = await service.send('POST', `/-/vaults/${vault}/multipart-uploads`, {
			headers: {'x-amz-part-size': '1048576'},
		});
		await service.send('POST', `/-/vaults/${vault}/tags?operation=add`, {body: {Tags: {a: 'b'}}});
		const before = (await service.send('GET', `/-/vaults/${vault}`)).json;
		expect((await service.send('DELETE', `/-/vaults/${vault}`)).status).toBe(204);
		await service.advance(1000);
		await service.send('PUT', `/-/vaults/${vault}`);
		const after = (await service.send('GET', `/-/vaults/${vault}`)).json;
		expect(after.CreationDate > before.CreationDate).toBe(true);
		expect((await service.send('GET', `/-/vaults/${vault}/tags`)).json).toEqual({Tags: {}});
		const upload = headers['x-amz-multipart-upload-id'];
		expect((await service.send('GET', `/-/vaults/${vault}/multipart-uploads/${upload}`)).status).toBe(404);
	});
});
