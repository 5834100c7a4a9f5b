import {expect, it} from 'vitest';
import {mebibyte} from '../../source/model/limits.ts';
import {commonRefusals} from '../helpers/contract/common-refusals.ts';
import {contract, expectInvalid, expectMissing} from '../helpers/contract/contract.ts';

contract('InitiateMultipartUpload', (service) => {
	const headers = {'x-amz-part-size': '1048576'};
	commonRefusals(service, {
		action: 'InitiateMultipartUpload',
		method: 'POST',
		below: '/multipart-uploads',
		sending: {headers},
	});

	const initiate = async (sent: Record<string, string>) => {
		const vault = await service.newVault();
		return {vault, ...(await service.send('POST', `/-/vaults/${vault}/multipart-uploads`, {headers: sent}))};
	};

	it('answers 201 with location and id (§1)', async () => {
		const {vault, ...answer} = await initiate(headers);
		const id = answer.headers['x-amz-multipart-upload-id'];
		expect(id).toMatch(/^[A-Za-z0-9_-]{92}$/);
		expect(answer).toMatchObject({
			status: 201,
			text: '',
			headers: {location: `/${service.account}/vaults/${vault}/multipart-uploads/${id}`},
		});
	});

	it('takes the thirteen part sizes from 1 MiB to 4 GiB (§2.1)', async () => {
		for (let size = mebibyte; size <= 4096 * mebibyte; size *= 2) {
			expect((await initiate({'x-amz-part-size': String(size)})).status).toBe(201);
		}
	});

	it.each(['0', '524288', '1048575', '1048577', '3145728', '8589934592', '1e6', 'large', '-1048576', ''])(
		'refuses the part size %s (§0.1)',
		async (size) => {
			expectInvalid(
				await initiate({'x-amz-part-size': size}),
				`Invalid part size: ${size}. Part size must not be null, must be a power of two and be between 1048576 and 4294967296 bytes.`,
			);
		},
	);

	it('wants a part size', async () => {
		expectMissing(await initiate({}), 'x-amz-part-size');
	});

	it('drops leading spaces of the description, which may be missing (§2.2)', async () => {
		const describe = async (sent: Record<string, string>) => {
			const {vault, headers: answered} = await initiate(sent);
			const id = answered['x-amz-multipart-upload-id'];
			return (await service.send('GET', `/-/vaults/${vault}/multipart-uploads/${id}`)).json.ArchiveDescription;
		};
		expect(await describe(headers)).toBeNull();
		expect(await describe({...headers, 'x-amz-archive-description': 'a  b'})).toBe('a  b');
		const words = 'Invalid archive description: it must be at most 1024 bytes of printable ASCII, 0x20 to 0x7E.';
		expectInvalid(await initiate({...headers, 'x-amz-archive-description': 'x'.repeat(1025)}), words);
	});
});
