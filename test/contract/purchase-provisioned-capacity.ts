import {expect} from 'vitest';
import {contract, emulated, expectRefusal} from '../helpers/contract/contract.ts';

// It costs money, so that none of it is for the live service.
contract('PurchaseProvisionedCapacity', (service) => {
	emulated('sells two units, not a third (§1, §2.1)', async () => {
		const buy = () => service.send('POST', '/-/provisioned-capacity');
		const ids = new Set<unknown>();
		for (let i = 0; i < 2; i++) {
			const answer = await buy();
			expect(answer).toMatchObject({status: 201, text: ''});
			expect(answer.headers['x-amz-capacity-id']).toMatch(/^[A-Za-z0-9_-]{24}$/);
			ids.add(answer.headers['x-amz-capacity-id']);
		}
		expect(ids.size).toBe(2);
		expectRefusal(await buy(), 400, 'LimitExceededException', 'An account has at most 2 provisioned capacity units.');
		await service.advance(32 * 86_400_000);
		expect((await buy()).status, 'the first two have expired').toBe(201);
	});
});
