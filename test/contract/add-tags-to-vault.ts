import {expect, it} from 'vitest';
import {commonRefusals} from '../helpers/contract/common-refusals.ts';
import {contract, expectInvalid, expectMissing, expectRefusal} from '../helpers/contract/contract.ts';

contract('AddTagsToVault', (service) => {
	commonRefusals(service, {
		action: 'AddTagsToVault',
		method: 'POST',
		below: '/tags?operation=add',
		sending: {body: {Tags: {a: 'b'}}},
	});

	const add = (vault: string, Tags: unknown) =>
		service.send('POST', `/-/vaults/${vault}/tags?operation=add`, {body: {Tags}});
	const list = async (vault: string) => (await service.send('GET', `/-/vaults/${vault}/tags`)).json.Tags;
	const many = (count: number, from = 0) =>
		Object.fromEntries(Array.from({length: count}, (_, i) => [`key ${from + i}`, String(i)]));

	it('adds tags and overwrites values, keys in any case being different (§5.4)', async () => {
		const vault = await service.newVault();
		expect(await add(vault, {owner: 'ops', Owner: 'x'})).toMatchObject({status: 204, text: ''});
		await add(vault, {owner: '', 'Straße 1': 'a_b./=+-@ Ω'});
		expect(await list(vault)).toEqual({owner: '', Owner: 'x', 'Straße 1': 'a_b./=+-@ Ω'});
	});

	it('takes 1 to 10 at a time and 50 in all, or nothing of them (§5.4)', async () => {
		const vault = await service.newVault();
		for (const count of [0, 11]) expectInvalid(await add(vault, many(count)), 'Invalid tags: 1 to 10 at a time.');
		for (let from = 0; from < 50; from += 10) expect((await add(vault, many(10, from))).status).toBe(204);
		const words = 'A vault has at most 50 tags.';
		expectRefusal(await add(vault, {'key 0': 'new', more: ''}), 400, 'LimitExceededException', words);
		expect((await list(vault))['key 0']).toBe('0');
		expect((await add(vault, {'key 0': 'new'})).status, 'no more than before').toBe(204);
	});

	it('refuses keys and values that are too long or have other characters (§5.4)', async () => {
		const vault = await service.newVault();
		for (const key of ['', 'x'.repeat(129), 'a:b', 'aws:x', 'a\nb', 'a*']) {
			expectInvalid(await add(vault, {[key]: 'v'}), `Invalid tags: the key ${JSON.stringify(key)} is not allowed.`);
		}
		for (const value of ['x'.repeat(256), 'a:b', 7, null]) {
			expectInvalid(await add(vault, {k: value}), `Invalid tags: the value ${JSON.stringify(value)} is not allowed.`);
		}
		expect((await add(vault, {['x'.repeat(128)]: 'y'.repeat(255)})).status).toBe(204);
	});

	it('wants tags (§1.2)', async () => {
		const vault = await service.newVault();
		expectMissing(await service.send('POST', `/-/vaults/${vault}/tags?operation=add`, {body: {}}), 'Tags');
		expectInvalid(await add(vault, ['a']), 'Invalid Tags: ["a"]');
	});

	it('is one of two operations of that path (§1)', async () => {
		const vault = await service.newVault();
		const answer = await service.send('POST', `/-/vaults/${vault}/tags?operation=change`, {body: {}});
		expectRefusal(answer, 400, 'BadRequest', `No operation is known as POST /-/vaults/${vault}/tags`);
	});
});
