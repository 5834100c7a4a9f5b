import {expect, it} from 'vitest';
import {commonRefusals} from '../helpers/contract/common-refusals.ts';
import {contract, expectInvalid, expectMissing} from '../helpers/contract/contract.ts';

contract('RemoveTagsFromVault', (service) => {
	commonRefusals(service, {
		action: 'RemoveTagsFromVault',
		method: 'POST',
		below: '/tags?operation=remove',
		sending: {body: {TagKeys: ['a']}},
	});

	const remove = (vault: string, body: object) =>
		service.send('POST', `/-/vaults/${vault}/tags?operation=remove`, {body});

	it('removes tags; keys that are not there are no error (§5.4)', async () => {
		const vault = await service.newVault();
		await service.send('POST', `/-/vaults/${vault}/tags?operation=add`, {body: {Tags: {a: '1', b: '2', B: '3'}}});
		const answer = await remove(vault, {TagKeys: ['a', 'B', 'none']});
		expect(answer).toMatchObject({status: 204, text: ''});
		expect((await service.send('GET', `/-/vaults/${vault}/tags`)).json).toEqual({Tags: {b: '2'}});
	});

	it('wants 1 to 10 keys, by the name TagKeys (§1, §5.4)', async () => {
		const vault = await service.newVault();
		expectMissing(await remove(vault, {TagsKeys: ['a']}), 'TagKeys');
		for (const TagKeys of [[], Array.from({length: 11}, (_, i) => `k${i}`)]) {
			expectInvalid(await remove(vault, {TagKeys}), 'Invalid tags: 1 to 10 at a time.');
		}
		expectInvalid(await remove(vault, {TagKeys: 'a'}), 'Invalid TagKeys: "a"');
		expectInvalid(await remove(vault, {TagKeys: ['a:b']}), 'Invalid tags: the key "a:b" is not allowed.');
	});
});
