import {expect, it} from 'vitest';
import {commonRefusals} from '../helpers/contract/common-refusals.ts';
import {contract} from '../helpers/contract/contract.ts';

contract('ListTagsForVault', (service) => {
	commonRefusals(service, {action: 'ListTagsForVault', method: 'GET', below: '/tags'});

	it('gives an empty map where there are none, and fifty without pages (§1)', async () => {
		const vault = await service.newVault();
		const list = () => service.send('GET', `/-/vaults/${vault}/tags`);
		expect(await list()).toMatchObject({status: 200, json: {Tags: {}}});
		const all = Object.fromEntries(Array.from({length: 50}, (_, i) => [`k${i}`, `v${i}`]));
		for (let from = 0; from < 50; from += 10) {
			const Tags = Object.fromEntries(Object.entries(all).slice(from, from + 10));
			await service.send('POST', `/-/vaults/${vault}/tags?operation=add`, {body: {Tags}});
		}
		expect((await list()).json).toEqual({Tags: all});
	});
});
