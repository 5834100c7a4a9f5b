import {randomBytes} from 'node:crypto';
import {expect, it} from 'vitest';
import {commonRefusals} from '../helpers/contract/common-refusals.ts';
import {contract, emulated} from '../helpers/contract/contract.ts';

const day = 86_400_000;

contract('DescribeVault', (service) => {
	commonRefusals(service, {action: 'DescribeVault', method: 'GET', below: ''});

	it('gives a new vault zeroes and no inventory date (§4)', async () => {
		const vault = await service.newVault();
		const answer = await service.send('GET', `/-/vaults/${vault}`);
		expect(answer).toMatchObject({status: 200, headers: {'content-type': 'application/json'}});
		expect(answer.json).toEqual({
			CreationDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
			LastInventoryDate: null,
			NumberOfArchives: 0,
			SizeInBytes: 0,
			VaultARN: service.vaultArn(vault),
			VaultName: vault,
		});
	});

	emulated('counts what the last inventory has, with 32 KiB for each archive (§4)', async () => {
		const vault = await service.newVault();
		const created = service.emulator.control.now();
		const id = await service.upload(vault, randomBytes(1000));
		await service.upload(vault, randomBytes(500));
		const describe = async () => (await service.send('GET', `/-/vaults/${vault}`)).json;
		expect(await describe()).toMatchObject({NumberOfArchives: 0, LastInventoryDate: null});

		await service.advance(day);
		const first = new Date(created + day).toISOString();
		const counted = {NumberOfArchives: 2, SizeInBytes: 1500 + 65_536, LastInventoryDate: first};
		expect(await describe()).toMatchObject(counted);

		await service.send('DELETE', `/-/vaults/${vault}/archives/${id}`);
		expect(await describe()).toMatchObject(counted);
		await service.advance(day - 1);
		expect(await describe()).toMatchObject(counted);
		await service.advance(1);
		const second = new Date(created + 2 * day).toISOString();
		expect(await describe()).toMatchObject({NumberOfArchives: 1, SizeInBytes: 500 + 32_768, LastInventoryDate: second});

		await service.advance(5 * day);
		expect(await describe(), 'no change, no new inventory').toMatchObject({LastInventoryDate: second});
	});
});
