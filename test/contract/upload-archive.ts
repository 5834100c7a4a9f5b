import {randomBytes} from 'node:crypto';
import {expect, it} from 'vitest';
import {mebibyte} from '../../source/model/limits.ts';
import {treeHash} from '../../source/model/tree-hash.ts';
import {commonRefusals} from '../helpers/contract/common-refusals.ts';
import {
	contract,
	expectInvalid,
	expectMissing,
	expectNotFound,
	expectRefusal,
	hashHeaders,
	isLive,
} from '../helpers/contract/contract.ts';
import {sha256} from '../helpers/contract/sign.ts';

const bytes = randomBytes(2 * mebibyte + 100);
const headers = hashHeaders(bytes);

contract('UploadArchive', (service) => {
	commonRefusals(service, {
		action: 'UploadArchive',
		method: 'POST',
		below: '/archives',
		sending: {headers, body: bytes},
	});

	const upload = async (more: Record<string, string> = {}, body: Uint8Array = bytes) => {
		const vault = await service.newVault();
		return service.send('POST', `/-/vaults/${vault}/archives`, {headers: {...hashHeaders(body), ...more}, body});
	};

	it.skipIf(isLive)('answers 201 with location, id and tree hash (§1)', async () => {
		const vault = await service.newVault();
		const answer = await service.send('POST', `/-/vaults/${vault}/archives`, {headers, body: bytes});
		const id = answer.headers['x-amz-archive-id'];
		expect(answer).toMatchObject({
			status: 201,
			text: '',
			headers: {
				location: `/${service.account}/vaults/${vault}/archives/${id}`,
				'x-amz-sha256-tree-hash': treeHash(bytes),
			},
		});
		expect(id).toMatch(/^[A-Za-z0-9_-]{138}$/);
		const again = await service.send('POST', `/-/vaults/${vault}/archives`, {headers, body: bytes});
		expect(again.headers['x-amz-archive-id'], 'equal bytes make a new archive (§2.4)').not.toBe(id);
	});

	it.skipIf(isLive).each([1, mebibyte - 1, mebibyte, mebibyte + 1])('takes %i bytes', async (size) => {
		const body = randomBytes(size);
		expect(await upload({}, body)).toMatchObject({status: 201, headers: {'x-amz-sha256-tree-hash': treeHash(body)}});
	});

	it('refuses no bytes (§2.4)', async () => {
		expectInvalid(await upload({}, new Uint8Array()), 'Invalid Content-Length: 0');
	});

	it('refuses more than 4 GiB before any of them comes (§2.1)', async () => {
		const vault = await service.newVault();
		const length = String(4096 * mebibyte + 1);
		const answer = await service.send('POST', `/-/vaults/${vault}/archives`, {
			headers: {...headers, 'content-length': length, expect: '100-continue'},
		});
		expectInvalid(answer, `Invalid Content-Length: ${length}`);
	});

	it('wants to know the length beforehand (§2.4)', async () => {
		const vault = await service.newVault();
		const answer = await service.send('POST', `/-/vaults/${vault}/archives`, {
			headers: {...headers, 'transfer-encoding': 'chunked'},
			body: bytes,
			tamper: {'content-length': undefined},
		});
		// It was signed; what is left of it is a wrong signature for those who look at that first.
		expect([400, 403]).toContain(answer.status);
	});

	it.each(['x-amz-content-sha256', 'x-amz-sha256-tree-hash'])('wants %s (§2.4)', async (name) => {
		const vault = await service.newVault();
		const {[name]: _, ...others} = headers;
		// The signature is over the body's hash even where no header names it.
		const answer = await service.send('POST', `/-/vaults/${vault}/archives`, {headers: others, body: bytes});
		if (name === 'x-amz-content-sha256') expect([400, 403]).toContain(answer.status);
		else expectMissing(answer, name);
	});

	it('refuses bytes whose tree hash is another, and keeps nothing of them (§2.4)', async () => {
		const wrong = treeHash(randomBytes(10));
		expectInvalid(
			await upload({'x-amz-sha256-tree-hash': wrong}),
			`Checksum mismatch: expected ${wrong} but was ${treeHash(bytes)}`,
		);
	});

	it('refuses bytes whose payload hash is another as a wrong signature (§0.1, §2.4)', async () => {
		const wrong = sha256('something else');
		expectRefusal(
			await upload({'x-amz-content-sha256': wrong}),
			403,
			'InvalidSignatureException',
			`The value passed in as x-amz-content-sha256 does not match the computed payload hash. Computed digest: ${sha256(bytes)} expected hash: ${wrong}`,
		);
		expect((await upload({'x-amz-content-sha256': 'UNSIGNED-PAYLOAD'})).status, 'not for Glacier (§9)').toBe(403);
	});

	it('refuses a hash that is none (§2.4)', async () => {
		expectInvalid(await upload({'x-amz-sha256-tree-hash': 'abc'}), 'Invalid x-amz-sha256-tree-hash: abc');
	});

	it.skipIf(isLive)('takes a description of up to 1,024 printable ASCII characters (§2.2)', async () => {
		expect((await upload({'x-amz-archive-description': '~'.repeat(1024)})).status).toBe(201);
		expect((await upload({'x-amz-archive-description': 'a "quoted" \\ one'})).status).toBe(201);
		const words = 'Invalid archive description: it must be at most 1024 bytes of printable ASCII, 0x20 to 0x7E.';
		expectInvalid(await upload({'x-amz-archive-description': '~'.repeat(1025)}), words);
		expectInvalid(await upload({'x-amz-archive-description': 'a\tb'}), words);
		expectInvalid(await upload({'x-amz-archive-description': 'café'}), words);
	});

	it('leaves nothing behind that was refused', async () => {
		const vault = await service.newVault();
		await service.send('POST', `/-/vaults/${vault}/archives`, {
			headers: {...headers, 'x-amz-sha256-tree-hash': treeHash(randomBytes(1))},
			body: bytes,
		});
		expect((await service.send('DELETE', `/-/vaults/${vault}`)).status, 'nothing was written').toBe(204);
	});

	it('looks for the vault before the body (§10)', async () => {
		const answer = await service.send('POST', '/-/vaults/no-such-vault/archives', {
			headers: {...headers, expect: '100-continue'},
			body: bytes,
		});
		expectNotFound(answer, `Vault not found for ARN: ${service.vaultArn('no-such-vault')}`);
	});
});
