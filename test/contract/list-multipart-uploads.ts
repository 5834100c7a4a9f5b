import {expect, it} from 'vitest';
import {commonRefusals} from '../helpers/contract/common-refusals.ts';
import {contract, emulated, expectInvalid} from '../helpers/contract/contract.ts';

contract('ListMultipartUploads', (service) => {
	commonRefusals(service, {action: 'ListMultipartUploads', method: 'GET', below: '/multipart-uploads'});

	const open = async (vault: string, headers: Record<string, string> = {}) => {
		const answer = await service.send('POST', `/-/vaults/${vault}/multipart-uploads`, {
			headers: {'x-amz-part-size': '2097152', ...headers},
		});
		return answer.headers['x-amz-multipart-upload-id'] as string;
	};
	const list = async (vault: string, query = '') => service.send('GET', `/-/vaults/${vault}/multipart-uploads${query}`);

	it('lists the open uploads (§2.5)', async () => {
		const vault = await service.newVault();
		const id = await open(vault, {'x-amz-archive-description': 'one'});
		const other = await open(vault);
		const answer = await list(vault);
		expect(answer.status).toBe(200);
		const common = {
			CreationDate: expect.stringMatching(/Z$/),
			PartSizeInBytes: 2_097_152,
			VaultARN: service.vaultArn(vault),
		};
		expect(answer.json.Marker).toBeNull();
		expect(answer.json.UploadsList).toHaveLength(2);
		expect(answer.json.UploadsList).toEqual(
			expect.arrayContaining([
				{...common, ArchiveDescription: 'one', MultipartUploadId: id},
				{...common, ArchiveDescription: null, MultipartUploadId: other},
			]),
		);
	});

	it('can be read by pages of one (§1.1)', async () => {
		const vault = await service.newVault();
		const ids = [await open(vault), await open(vault), await open(vault)];
		const seen: string[] = [];
		let query = '?limit=1';
		for (let page = 0; page < 3; page++) {
			const {UploadsList, Marker} = (await list(vault, query)).json;
			seen.push(UploadsList[0].MultipartUploadId);
			query = `?limit=1&marker=${encodeURIComponent(Marker)}`;
			expect(Marker === null).toBe(page === 2);
		}
		expect(seen.sort()).toEqual(ids.sort());
	});

	it('refuses a bad limit or marker (§1.1)', async () => {
		const vault = await service.newVault();
		expectInvalid(await list(vault, '?limit=51'), 'Invalid limit: 51. It must be 1 to 50.');
		expectInvalid(await list(vault, '?marker=nonsense'), 'Invalid marker: nonsense');
	});

	emulated('has no upload that nobody has touched for 24 hours (§2.4)', async () => {
		const vault = await service.newVault();
		await open(vault);
		await service.advance(24 * 3_600_000 - 1);
		expect((await list(vault)).json.UploadsList).toHaveLength(1);
		await service.advance(1);
		expect((await list(vault)).json.UploadsList).toHaveLength(0);
	});
});
