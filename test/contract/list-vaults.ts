import {expect, it} from 'vitest';
import {contract, emulated, expectDenied, expectInvalid} from '../helpers/contract/contract.ts';

contract('ListVaults', (service) => {
	const list = (query = '') => service.send('GET', `/-/vaults${query}`);
	const names = (json: {VaultList: {VaultName: string}[]}) => json.VaultList.map((each) => each.VaultName);

	it('lists vaults as DescribeVault describes them (§1)', async () => {
		const vault = await service.newVault();
		const {json} = await service.send('GET', `/-/vaults/${vault}`);
		const marker = encodeURIComponent(service.vaultArn(vault));
		expect((await list(`?limit=1&marker=${marker}`)).json.VaultList).toEqual([json]);
	});

	emulated('sorts by name in ASCII order, ten to a page, the marker being the next vault (§1.1)', async () => {
		for (const name of ['b', 'B', 'a', 'Z', '_', '-', '0', 'a.', 'aa', 'A', 'c', 'd']) {
			await service.send('PUT', `/-/vaults/${name}`);
		}
		const first = (await list()).json;
		expect(names(first)).toEqual(['-', '0', 'A', 'B', 'Z', '_', 'a', 'a.', 'aa', 'b']);
		expect(first.Marker).toBe(service.vaultArn('c'));
		const rest = (await list(`?marker=${encodeURIComponent(first.Marker)}`)).json;
		expect(names(rest).slice(0, 2)).toEqual(['c', 'd']);
		expect(rest.Marker).toBeNull();

		await service.send('DELETE', '/-/vaults/c');
		expect(names((await list(`?marker=${encodeURIComponent(first.Marker)}`)).json)[0], 'its vault is gone').toBe('d');
		expect(names((await list('?marker=')).json), 'empty means the start').toEqual(names(first));
	});

	emulated('can be read by pages of one (§1.1)', async () => {
		const seen: string[] = [];
		let marker = '';
		do {
			const {json} = await list(`?limit=1&marker=${encodeURIComponent(marker)}`);
			expect(json.VaultList).toHaveLength(1);
			seen.push(...names(json));
			marker = json.Marker;
		} while (marker);
		expect(seen.slice(0, 9)).toEqual(['-', '0', 'A', 'B', 'Z', '_', 'a', 'a.', 'aa']);
	});

	it.each(['0', '11', 'ten', '-1', '1.5', ''])('refuses the limit %s (§1.1)', async (limit) => {
		expectInvalid(await list(`?limit=${limit}`), `Invalid limit: ${limit}. It must be 1 to 10.`);
	});

	it('refuses a marker that is no vault’s ARN, or of another account (§1.1)', async () => {
		expectInvalid(await list('?marker=photos'), 'Invalid marker: photos');
		const other = `arn:aws:glacier:${service.region}:999999999999:vaults/a`;
		expectInvalid(await list(`?marker=${encodeURIComponent(other)}`), `Invalid marker: ${other}`);
	});

	it('is for the caller’s own account only (§0)', async () => {
		expectDenied(await service.send('GET', '/999999999999/vaults'), /not the account of the credentials/);
		expect((await service.send('GET', `/${service.account}/vaults`)).status).toBe(200);
	});

	it('is not meant by a path with an empty vault name (§1.2)', async () => {
		expectInvalid(await service.send('GET', '/-/vaults/'), `Invalid vault name: ${service.vaultArn('')}`);
	});

	emulated('is asked of IAM for all vaults, so that a right to one is none (§8)', async () => {
		const {accountId, control, identities} = service.emulator;
		const arn = `arn:aws:glacier:us-east-1:${accountId}:vaults/`;
		expectDenied(
			await service.send('GET', '/-/vaults', {key: identities.reader}),
			`User: ${identities.reader.arn} is not authorized to perform: glacier:ListVaults on resource: ${arn} because no identity-based policy allows the glacier:ListVaults action`,
		);
		const lister = {...identities.reader, accessKeyId: 'AKIALISTER0000000000'};
		const may = (Resource: string) =>
			control.identities.put({
				...lister,
				policies: [{Statement: {Effect: 'Allow', Action: 'glacier:ListVaults', Resource}}],
			});
		may(`${arn}photos`);
		expect((await service.send('GET', '/-/vaults', {key: lister})).status).toBe(403);
		may(`${arn}*`);
		expect((await service.send('GET', '/-/vaults', {key: lister})).status).toBe(200);
	});
});
