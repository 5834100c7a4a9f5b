import {expect} from 'vitest';
import {contract, emulated, expectDenied} from '../helpers/contract/contract.ts';

contract('ListProvisionedCapacity', (service) => {
	const list = async () => (await service.send('GET', '/-/provisioned-capacity')).json.ProvisionedCapacityList;

	emulated('lists the units that are still good (§1)', async () => {
		expect(await list()).toEqual([]);
		const start = service.emulator.control.now();
		const {headers} = await service.send('POST', '/-/provisioned-capacity');
		const end = new Date(start);
		end.setUTCMonth(end.getUTCMonth() + 1);
		expect(await list()).toEqual([
			{
				CapacityId: headers['x-amz-capacity-id'],
				StartDate: new Date(start).toISOString(),
				ExpirationDate: expect.stringMatching(/Z$/),
			},
		]);
		await service.advance(27 * 86_400_000);
		expect(await list()).toHaveLength(1);
		await service.advance(4 * 86_400_000);
		expect(await list()).toEqual([]);
	});

	emulated('is denied to those without the right to it (§8)', async () => {
		const key = service.emulator.identities.reader;
		expectDenied(await service.send('GET', '/-/provisioned-capacity', {key}), /glacier:ListProvisionedCapacity/);
	});
});
