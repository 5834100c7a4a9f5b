import {randomBytes} from 'node:crypto';
import {expect, it} from 'vitest';
import {mebibyte} from '../../source/model/limits.ts';
import {commonRefusals} from '../helpers/contract/common-refusals.ts';
import {contract, emulated, expectNotFound} from '../helpers/contract/contract.ts';
import {openUpload} from '../helpers/contract/uploads.ts';

const bytes = randomBytes(mebibyte + 1);

contract('AbortMultipartUpload', (service) => {
	commonRefusals(service, {action: 'AbortMultipartUpload', method: 'DELETE', below: '/multipart-uploads/none'});

	it('ends the upload, as often as it is asked (§2.4)', async () => {
		const upload = await openUpload(service, mebibyte);
		await upload.putAll(bytes);
		for (let i = 0; i < 2; i++) {
			expect(await service.send('DELETE', upload.path)).toMatchObject({status: 204, text: ''});
		}
		const gone = `The upload ID was not found: ${upload.id}`;
		expectNotFound(await upload.put('bytes 0-0/*', bytes.subarray(0, 1)), gone);
		expectNotFound(await upload.list(), gone);
		expectNotFound(await upload.complete(bytes), gone);
		const {json} = await service.send('GET', `/-/vaults/${upload.vault}/multipart-uploads`);
		expect(json.UploadsList).toEqual([]);
	});

	emulated('forgets an aborted upload after a day (§10)', async () => {
		const upload = await openUpload(service, mebibyte);
		await service.send('DELETE', upload.path);
		await service.advance(24 * 3_600_000);
		expectNotFound(await service.send('DELETE', upload.path), `The upload ID was not found: ${upload.id}`);
	});

	emulated('cannot abort what is completed (§2.4)', async () => {
		const upload = await openUpload(service, mebibyte);
		await upload.putAll(bytes);
		await upload.complete(bytes);
		expectNotFound(await service.send('DELETE', upload.path), `The upload ID was not found: ${upload.id}`);
	});

	it('does not know other uploads', async () => {
		const upload = await openUpload(service, mebibyte);
		expectNotFound(await service.send('DELETE', `${upload.path}x`), `The upload ID was not found: ${upload.id}x`);
	});
});
