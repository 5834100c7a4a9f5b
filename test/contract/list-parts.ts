import {randomBytes} from 'node:crypto';
import {expect, it} from 'vitest';
import {mebibyte} from '../../source/model/limits.ts';
import {treeHash} from '../../source/model/tree-hash.ts';
import {commonRefusals} from '../helpers/contract/common-refusals.ts';
import {contract, expectInvalid, expectNotFound} from '../helpers/contract/contract.ts';
import {openUpload} from '../helpers/contract/uploads.ts';

const bytes = randomBytes(3 * mebibyte + 7);

contract('ListParts', (service) => {
	commonRefusals(service, {action: 'ListParts', method: 'GET', below: '/multipart-uploads/none'});

	it('lists the parts by range, with what is known of the upload (§2.5)', async () => {
		const upload = await openUpload(service, mebibyte, 'in parts');
		await upload.put('bytes 3145728-3145734/*', bytes.subarray(3 * mebibyte));
		await upload.put('bytes 0-1048575/*', bytes.subarray(0, mebibyte));
		expect(await upload.list()).toMatchObject({status: 200});
		expect((await upload.list()).json).toEqual({
			ArchiveDescription: 'in parts',
			CreationDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
			Marker: null,
			MultipartUploadId: upload.id,
			PartSizeInBytes: mebibyte,
			Parts: [
				{RangeInBytes: '0-1048575', SHA256TreeHash: treeHash(bytes.subarray(0, mebibyte))},
				{RangeInBytes: '3145728-3145734', SHA256TreeHash: treeHash(bytes.subarray(3 * mebibyte))},
			],
			VaultARN: service.vaultArn(upload.vault),
		});
	});

	it('has no parts of an upload that has none, and no description where there is none (§2.5)', async () => {
		const upload = await openUpload(service, mebibyte);
		expect((await upload.list()).json).toMatchObject({ArchiveDescription: null, Marker: null, Parts: []});
	});

	it('can be read by pages of one (§1.1)', async () => {
		const upload = await openUpload(service, mebibyte);
		await upload.putAll(bytes);
		const seen: string[] = [];
		let query = '?limit=1';
		for (let page = 0; page < 4; page++) {
			const {Parts, Marker} = (await upload.list(query)).json;
			seen.push(...Parts.map((part: {RangeInBytes: string}) => part.RangeInBytes));
			query = `?limit=1&marker=${encodeURIComponent(Marker)}`;
			expect(Marker === null).toBe(page === 3);
		}
		expect(seen).toEqual(['0-1048575', '1048576-2097151', '2097152-3145727', '3145728-3145734']);
	});

	it('gives fifty parts unless it is asked for fewer (§1.1)', async () => {
		const upload = await openUpload(service, mebibyte);
		for (let slot = 0; slot < 51; slot++) {
			await upload.put(`bytes ${slot * mebibyte}-${slot * mebibyte}/*`, bytes.subarray(0, 1));
		}
		const {Parts, Marker} = (await upload.list()).json;
		expect(Parts).toHaveLength(50);
		expect((await upload.list(`?marker=${encodeURIComponent(Marker)}`)).json.Parts).toHaveLength(1);
	});

	it('refuses a bad limit or marker (§1.1)', async () => {
		const upload = await openUpload(service, mebibyte);
		for (const limit of ['0', '51', 'x']) {
			expectInvalid(await upload.list(`?limit=${limit}`), `Invalid limit: ${limit}. It must be 1 to 50.`);
		}
		expectInvalid(await upload.list('?marker=nonsense'), 'Invalid marker: nonsense');
	});

	it('does not know other uploads', async () => {
		const upload = await openUpload(service, mebibyte);
		const answer = await service.send('GET', `${upload.path}x`);
		expectNotFound(answer, `The upload ID was not found: ${upload.id}x`);
	});
});
