import {randomBytes} from 'node:crypto';
import {expect, it} from 'vitest';
import {mebibyte} from '../../source/model/limits.ts';
import {treeHash} from '../../source/model/tree-hash.ts';
import {commonRefusals} from '../helpers/contract/common-refusals.ts';
import {
	contract,
	emulated,
	expectInvalid,
	expectMissing,
	expectNotFound,
	isLive,
} from '../helpers/contract/contract.ts';
import {openUpload} from '../helpers/contract/uploads.ts';

const bytes = randomBytes(3 * mebibyte + 1000);
const hours = 3_600_000;

contract('CompleteMultipartUpload', (service) => {
	commonRefusals(service, {
		action: 'CompleteMultipartUpload',
		method: 'POST',
		below: '/multipart-uploads/none',
		sending: {headers: {'x-amz-archive-size': '1', 'x-amz-sha256-tree-hash': treeHash(bytes)}},
	});

	it.skipIf(isLive)('makes an archive, and the same one when it is repeated (§2.4)', async () => {
		const upload = await openUpload(service, mebibyte, 'a large one');
		await upload.putAll(bytes);
		const answer = await upload.complete(bytes);
		const id = answer.headers['x-amz-archive-id'];
		expect(id).toMatch(/^[A-Za-z0-9_-]{138}$/);
		expect(answer).toMatchObject({
			status: 201,
			text: '',
			headers: {
				location: `/${service.account}/vaults/${upload.vault}/archives/${id}`,
				'x-amz-sha256-tree-hash': treeHash(bytes),
			},
		});
		await service.advance(23 * hours);
		expect((await upload.complete(bytes)).headers['x-amz-archive-id']).toBe(id);
		expectInvalid(
			await upload.complete(bytes, {'x-amz-archive-size': '5'}),
			`Invalid x-amz-archive-size: 5. The parts have ${bytes.length} bytes.`,
		);
		const other = treeHash(randomBytes(5));
		expectInvalid(
			await upload.complete(bytes, {'x-amz-sha256-tree-hash': other}),
			`Invalid x-amz-sha256-tree-hash: ${other}`,
		);
		await service.advance(24 * hours);
		expectNotFound(await upload.complete(bytes), `The upload ID was not found: ${upload.id}`);
	});

	it('takes an archive of one short part', async () => {
		const upload = await openUpload(service, 4096 * mebibyte);
		await upload.putAll(bytes.subarray(0, 1));
		const answer = await upload.complete(bytes.subarray(0, 1));
		expect(answer.status).toBe(isLive ? answer.status : 201);
	});

	it('wants size and tree hash (§2.4)', async () => {
		const upload = await openUpload(service, mebibyte);
		const size = {'x-amz-archive-size': '1'};
		const tree = {'x-amz-sha256-tree-hash': treeHash(bytes)};
		expectMissing(await service.send('POST', upload.path, {headers: tree}), 'x-amz-archive-size');
		expectMissing(await service.send('POST', upload.path, {headers: size}), 'x-amz-sha256-tree-hash');
		for (const wrong of ['0', 'many', '-1', '42949672960001']) {
			expectInvalid(
				await upload.complete(bytes, {'x-amz-archive-size': wrong}),
				`Invalid x-amz-archive-size: ${wrong}`,
			);
		}
	});

	emulated('refuses what is not whole, and the upload stays open until it is right (§2.4)', async () => {
		const upload = await openUpload(service, mebibyte);
		expectInvalid(await upload.complete(bytes), `The upload has no parts: ${upload.id}`);
		await upload.put('bytes 1048576-2097151/*', bytes.subarray(mebibyte, 2 * mebibyte));
		expectInvalid(await upload.complete(bytes), 'The upload has no part that starts at 0.');
		await upload.put('bytes 0-9/*', bytes.subarray(0, 10));
		expectInvalid(await upload.complete(bytes), 'Only the last part may be shorter than the part size: 0-9');
		await upload.put('bytes 0-1048575/*', bytes.subarray(0, mebibyte));
		await upload.put('bytes 3145728-3146727/*', bytes.subarray(3 * mebibyte));
		expectInvalid(await upload.complete(bytes), 'The upload has no part that starts at 2097152.');
		await upload.put('bytes 2097152-3145727/*', bytes.subarray(2 * mebibyte, 3 * mebibyte));
		expectInvalid(
			await upload.complete(bytes, {'x-amz-archive-size': String(bytes.length - 1)}),
			`Invalid x-amz-archive-size: ${bytes.length - 1}. The parts have ${bytes.length} bytes.`,
		);
		const wrong = treeHash(bytes.subarray(1)).toUpperCase();
		expectInvalid(
			await upload.complete(bytes, {'x-amz-sha256-tree-hash': wrong}),
			`Invalid x-amz-sha256-tree-hash: ${wrong.toLowerCase()}`,
		);
		expect((await upload.complete(bytes)).status).toBe(201);
	});

	emulated('takes the upload off the lists (§2.4)', async () => {
		const upload = await openUpload(service, mebibyte);
		await upload.putAll(bytes);
		await upload.complete(bytes);
		expectNotFound(await upload.list(), `The upload ID was not found: ${upload.id}`);
		const {json} = await service.send('GET', `/-/vaults/${upload.vault}/multipart-uploads`);
		expect(json).toEqual({Marker: null, UploadsList: []});
		expectNotFound(await upload.put('bytes 0-0/*', bytes.subarray(0, 1)), /^The upload ID was not found/);
	});

	it('does not know other uploads', async () => {
		const upload = await openUpload(service, mebibyte);
		const headers = {'x-amz-archive-size': '1', 'x-amz-sha256-tree-hash': treeHash(bytes)};
		const answer = await service.send('POST', `${upload.path}x`, {headers});
		expectNotFound(answer, `The upload ID was not found: ${upload.id}x`);
	});
});
