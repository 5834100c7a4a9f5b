import {expect} from 'vitest';
import {contract, emulated, expectDenied} from '../helpers/contract/contract.ts';

contract('GetDataRetrievalPolicy', (service) => {
	emulated('says None until one is set (§1)', async () => {
		const answer = await service.send('GET', '/-/policies/data-retrieval');
		expect(answer).toMatchObject({
			status: 200,
			json: {Policy: {Rules: [{BytesPerHour: null, Strategy: 'None'}]}},
		});
	});

	emulated('is denied to those without the right to it (§8)', async () => {
		const key = service.emulator.identities.reader;
		expectDenied(
			await service.send('GET', '/-/policies/data-retrieval', {key}),
			/glacier:GetDataRetrievalPolicy on resource: arn:aws:glacier:us-east-1:\d+:policies\/retrieval-limit-policy because/,
		);
		const viewer = service.emulator.identities.viewer;
		expect((await service.send('GET', '/-/policies/data-retrieval', {key: viewer})).status).toBe(200);
	});
});
