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
	expectRefusal,
	hashHeaders,
} from '../helpers/contract/contract.ts';
import {openUpload} from '../helpers/contract/uploads.ts';

const bytes = randomBytes(2 * mebibyte);

contract('UploadMultipartPart', (service) => {
	commonRefusals(service, {
		action: 'UploadMultipartPart',
		method: 'PUT',
		below: '/multipart-uploads/none',
		sending: {headers: {...hashHeaders(bytes), 'content-range': 'bytes 0-2097151/*'}, body: bytes},
	});

	it('answers 204 with the tree hash of the part (§1)', async () => {
		const upload = await openUpload(service, 2 * mebibyte);
		expect(await upload.put('bytes 0-2097151/*', bytes)).toMatchObject({
			status: 204,
			text: '',
			headers: {'x-amz-sha256-tree-hash': treeHash(bytes)},
		});
	});

	it('takes parts in any order, the last one of any length, a short one anywhere (§2.4)', async () => {
		const upload = await openUpload(service, 2 * mebibyte);
		expect((await upload.put('bytes 4194304-4194304/*', bytes.subarray(0, 1))).status).toBe(204);
		expect((await upload.put('bytes 0-99/*', bytes.subarray(0, 100))).status).toBe(204);
		expect((await upload.put('bytes 2097152-4194303/*', bytes)).status).toBe(204);
		expect(await upload.ranges()).toEqual(['0-99', '2097152-4194303', '4194304-4194304']);
	});

	it('puts a part in the place of an earlier one that began at the same byte (§2.4)', async () => {
		const upload = await openUpload(service, 2 * mebibyte);
		await upload.put('bytes 0-99/*', bytes.subarray(0, 100));
		await upload.put('bytes 0-2097151/*', bytes);
		const {json} = await upload.list();
		expect(json.Parts).toEqual([{RangeInBytes: '0-2097151', SHA256TreeHash: treeHash(bytes)}]);
	});

	it('takes a total instead of the asterisk if the range lies within it (§2.4)', async () => {
		const upload = await openUpload(service, 2 * mebibyte);
		expect((await upload.put('bytes 0-2097151/2097152', bytes)).status).toBe(204);
		const range = 'bytes 0-2097151/2097151';
		expectInvalid(await upload.put(range, bytes), `Invalid Content-Range: ${range}`);
	});

	it.each(['bytes 99-0/*', '0-2097151', 'bytes 0-/*', 'bytes -5/*', 'bytes a-b/*', 'bytes 0-1,2-3/*', ''])(
		'refuses the range %s (§0.1)',
		async (range) => {
			const upload = await openUpload(service, 2 * mebibyte);
			expectInvalid(await upload.put(range, bytes), `Invalid Content-Range: ${range}`);
		},
	);

	it('wants range and body to agree (§0.1)', async () => {
		const upload = await openUpload(service, 2 * mebibyte);
		for (const [range, length] of [
			['bytes 0-2097150/*', 2_097_152],
			['bytes 0-2097151/*', 0],
		] as const) {
			expectInvalid(
				await upload.put(range, bytes.subarray(0, length)),
				`Content-Range: ${range} is incompatible with Content-Length: ${length}`,
			);
		}
	});

	it('refuses a range that is not aligned, is longer than a part, or lies beyond 10,000 parts (§2.4)', async () => {
		const upload = await openUpload(service, mebibyte);
		const small = bytes.subarray(0, mebibyte);
		const unaligned = 'bytes 1-1048576/*';
		expectInvalid(
			await upload.put(unaligned, small),
			`Content-Range: ${unaligned} is not aligned to the part size: 1048576`,
		);
		const long = 'bytes 0-2097151/*';
		expectInvalid(await upload.put(long, bytes), `Content-Range: ${long} is longer than the part size: 1048576`);
		const at = (slot: number) => `bytes ${slot * mebibyte}-${slot * mebibyte + 9}/*`;
		expect((await upload.put(at(9999), bytes.subarray(0, 10))).status).toBe(204);
		expectInvalid(
			await upload.put(at(10_000), bytes.subarray(0, 10)),
			`Content-Range: ${at(10_000)} lies beyond the last of 10000 parts`,
		);
	});

	it.each(['x-amz-sha256-tree-hash', 'content-range'])('wants %s (§2.4)', async (name) => {
		const upload = await openUpload(service, 2 * mebibyte);
		const all = {...hashHeaders(bytes), 'content-range': 'bytes 0-2097151/*'};
		const {[name as keyof typeof all]: _, ...headers} = all as Record<string, string>;
		const answer = await service.send('PUT', upload.path, {headers, body: bytes});
		expectMissing(answer, name === 'content-range' ? 'Content-Range' : name);
	});

	it('refuses wrong hashes and keeps the part that was there (§2.4)', async () => {
		const upload = await openUpload(service, 2 * mebibyte);
		await upload.put('bytes 0-2097151/*', bytes);
		const other = randomBytes(2 * mebibyte);
		const tree = await upload.put('bytes 0-2097151/*', other, {'x-amz-sha256-tree-hash': treeHash(bytes)});
		expectInvalid(tree, `Checksum mismatch: expected ${treeHash(bytes)} but was ${treeHash(other)}`);
		const linear = await upload.put('bytes 0-2097151/*', other, {
			'x-amz-content-sha256': hashHeaders(bytes)['x-amz-content-sha256']!,
		});
		expectRefusal(
			linear,
			403,
			'InvalidSignatureException',
			/^The value passed in as x-amz-content-sha256 does not match/,
		);
		expect((await upload.list()).json.Parts[0].SHA256TreeHash).toBe(treeHash(bytes));
	});

	it('does not know an upload that is not there, or of another vault (§2.4)', async () => {
		const upload = await openUpload(service, 2 * mebibyte);
		const other = await service.newVault();
		for (const path of [`/-/vaults/${other}/multipart-uploads/${upload.id}`, `${upload.path}x`]) {
			const answer = await service.send('PUT', path, {
				headers: {...hashHeaders(bytes), 'content-range': 'bytes 0-2097151/*'},
				body: bytes,
			});
			expectNotFound(answer, /^The upload ID was not found: /);
		}
	});

	emulated('keeps an upload open for 24 hours after the last part (§2.4)', async () => {
		const upload = await openUpload(service, 2 * mebibyte);
		for (let i = 0; i < 3; i++) {
			await service.advance(23 * 3_600_000);
			expect((await upload.put('bytes 0-2097151/*', bytes)).status).toBe(204);
		}
		await service.advance(24 * 3_600_000);
		expectNotFound(await upload.put('bytes 0-2097151/*', bytes), `The upload ID was not found: ${upload.id}`);
	});

	emulated('lets the last of several that come at once win (§10)', async () => {
		const upload = await openUpload(service, 2 * mebibyte);
		const bodies = Array.from({length: 8}, () => randomBytes(2 * mebibyte));
		await Promise.all(bodies.map((body) => upload.put('bytes 0-2097151/*', body)));
		const {Parts} = (await upload.list()).json;
		expect(bodies.map((body) => treeHash(body))).toContain(Parts[0].SHA256TreeHash);
		expect(Parts).toHaveLength(1);
	});
});
