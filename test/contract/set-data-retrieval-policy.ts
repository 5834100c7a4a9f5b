import {expect, it} from 'vitest';
import {contract, emulated, expectDenied, expectInvalid, expectMissing} from '../helpers/contract/contract.ts';

const path = '/-/policies/data-retrieval';

contract('SetDataRetrievalPolicy', (service) => {
	const set = (Policy: unknown) => service.send('PUT', path, {body: {Policy}});
	const rules = (...Rules: unknown[]) => set({Rules});

	emulated('sets each of the three strategies (§5.5)', async () => {
		for (const rule of [
			{Strategy: 'FreeTier'},
			{Strategy: 'BytesPerHour', BytesPerHour: 1},
			{Strategy: 'BytesPerHour', BytesPerHour: 2 ** 53},
			{Strategy: 'None', BytesPerHour: null},
		]) {
			expect(await rules(rule)).toMatchObject({status: 204, text: ''});
			const {json} = await service.send('GET', path);
			expect(json).toEqual({Policy: {Rules: [{BytesPerHour: null, ...rule}]}});
		}
	});

	it('takes exactly one rule, whose bytes go with BytesPerHour alone (§5.5)', async () => {
		expectMissing(await service.send('PUT', path, {body: {}}), 'Policy');
		expectInvalid(await set({}), 'Invalid Rules: undefined');
		expectInvalid(await rules(), 'Invalid Rules: []');
		const none = {Strategy: 'None'};
		expectInvalid(await rules(none, none), `Invalid Rules: ${JSON.stringify([none, none])}`);
		expectInvalid(await rules({Strategy: 'Some'}), 'Invalid Strategy: Some');
		expectInvalid(await rules({Strategy: 'BytesPerHour'}), 'Invalid BytesPerHour: undefined');
		expectInvalid(await rules({Strategy: 'BytesPerHour', BytesPerHour: 0}), 'Invalid BytesPerHour: 0');
		expectInvalid(await rules({Strategy: 'BytesPerHour', BytesPerHour: 1.5}), 'Invalid BytesPerHour: 1.5');
		expectInvalid(await rules({Strategy: 'FreeTier', BytesPerHour: 1}), 'Invalid BytesPerHour: 1');
	});

	emulated('is for each account and region (§0, §8)', async () => {
		await rules({Strategy: 'FreeTier'});
		const elsewhere = await service.send('GET', path, {region: 'eu-west-1'});
		expect(elsewhere.json.Policy.Rules[0].Strategy).toBe('None');
		expectDenied(await service.send('PUT', '/999999999999/policies/data-retrieval', {body: {}}), /not the account/);
		const {writer, accountId} = {...service.emulator.identities, ...service.emulator};
		expectDenied(
			await service.send('PUT', path, {body: {}, key: writer}),
			`User: ${writer.arn} is not authorized to perform: glacier:SetDataRetrievalPolicy on resource: arn:aws:glacier:us-east-1:${accountId}:policies/retrieval-limit-policy because no identity-based policy allows the glacier:SetDataRetrievalPolicy action`,
		);
	});
});
