import {expect, it} from 'vitest';
import {contract, emulated, expectRefusal} from '../../helpers/contract/contract.ts';
import {sha256} from '../../helpers/contract/sign.ts';

const minute = 60_000;
const basic = (moment: number) => new Date(moment).toISOString().replace(/[-:]|\.\d+/g, '');

contract('signatures (§9)', (service) => {
	const list = (sending: Parameters<typeof service.send>[2] = {}) => service.send('GET', '/-/vaults', sending);
	const expectSignature = (answer: Awaited<ReturnType<typeof list>>, message: string | RegExp) =>
		expectRefusal(answer, 403, 'InvalidSignatureException', message);

	it('are wanted', async () => {
		for (const authorization of [undefined, '']) {
			const answer = await list({tamper: {authorization}});
			expectRefusal(answer, 400, 'MissingAuthenticationTokenException', 'Missing Authentication Token');
		}
		const query = await service.send('GET', '/-/vaults?X-Amz-Signature=abc', {tamper: {authorization: undefined}});
		expectRefusal(query, 400, 'MissingAuthenticationTokenException', 'Missing Authentication Token');
	});

	it('are of a known key', async () => {
		const answer = await list({key: {accessKeyId: 'AKIAUNKNOWN000000000', secretAccessKey: 'x'}});
		expectRefusal(answer, 400, 'UnrecognizedClientException', 'The security token included in the request is invalid.');
	});

	emulated('are made with the key’s secret, over all that is sent', async () => {
		const words = /^The request signature we calculated does not match the signature you provided\./;
		const key = {...service.emulator.credentials, secretAccessKey: 'wrong'};
		expectSignature(await list({key}), words);
		expectSignature(
			await list({headers: {'x-amz-archive-description': 'a'}, tamper: {'x-amz-archive-description': 'b'}}),
			words,
		);
		const signed = await service.send('PUT', '/-/vaults/a', {body: '', tamper: {'x-amz-content-sha256': sha256('b')}});
		expectSignature(signed, words);
	});

	it('are complete', async () => {
		for (const authorization of ['AWS4-HMAC-SHA256 Credential=x', 'AWS AKIA:abc', 'Bearer x']) {
			expectSignature(
				await list({tamper: {authorization}}),
				'The Authorization header is not a complete AWS4-HMAC-SHA256 one.',
			);
		}
		const answer = await list({tamper: {'x-amz-security-token': 'unsigned'}});
		expect(answer.status).toBe(400);
	});

	it('are for Glacier and for the region of the host', async () => {
		expectSignature(await list({service: 's3'}), "Credential should be scoped to correct service: 'glacier'.");
		const headers = {host: 'glacier.eu-west-1.amazonaws.com'};
		expectSignature(
			await list({headers, region: 'eu-central-1'}),
			"Credential should be scoped to a valid region, not 'eu-central-1'.",
		);
		expect((await list({headers, region: 'eu-west-1'})).status, 'any host name will do').toBe(200);
	});

	it('are at most five minutes off real time', async () => {
		const now = Date.now();
		for (const minutes of [-4.9, 4.9]) {
			expect((await list({date: new Date(now + minutes * minute)})).status).toBe(200);
		}
		const old = now - 5.1 * minute;
		expectSignature(
			await list({date: new Date(old)}),
			new RegExp(
				`^Signature expired: ${basic(old)} is now earlier than \\d{8}T\\d{6}Z \\(\\d{8}T\\d{6}Z - 5 min\\.\\)$`,
			),
		);
		const early = now + 5.1 * minute;
		expectSignature(
			await list({date: new Date(early)}),
			new RegExp(`^Signature not yet current: ${basic(early)} is still later than `),
		);
	});

	emulated('know nothing of the service’s own clock, and neither does the Date header', async () => {
		await service.advance(1000 * 86_400_000);
		const answer = await list();
		expect(answer.status).toBe(200);
		expect(Math.abs(Date.parse(answer.headers.date as string) - Date.now())).toBeLessThan(5000);
	});

	emulated('carry the token of temporary credentials, until it expires', async () => {
		const {admin} = service.emulator.identities;
		const key = {...admin, accessKeyId: 'ASIATEMPORARY0000000', sessionToken: 'a token', expires: Date.now() + minute};
		service.emulator.control.identities.put(key);
		expect((await list({key})).status).toBe(200);
		const {sessionToken: _, ...bare} = key;
		for (const wrong of [bare, {...key, sessionToken: 'another'}]) {
			expectRefusal(await list({key: wrong}), 400, 'UnrecognizedClientException', /^The security token/);
		}
		service.emulator.control.identities.put({...key, expires: Date.now()});
		expectRefusal(
			await list({key}),
			403,
			'ExpiredTokenException',
			'The security token included in the request is expired',
		);
	});

	it('hold for odd characters in the query, sorted and encoded', async () => {
		const marker = encodeURIComponent(service.vaultArn('z'));
		expect((await list()).status).toBe(200);
		expect((await service.send('GET', `/-/vaults?marker=${marker}&limit=1`)).status).toBe(200);
	});

	it('come before the version, and that before the route (§10)', async () => {
		const unknown = await service.send('GET', '/nowhere', {tamper: {authorization: undefined}});
		expect(unknown.json.code).toBe('MissingAuthenticationTokenException');
		const unversioned = await service.send('GET', '/nowhere', {headers: {'x-amz-glacier-version': ''}});
		expect(unversioned.json.code).toBe('MissingParameterValueException');
		const version = await service.send('GET', '/nowhere', {headers: {'x-amz-glacier-version': '2020-01-01'}});
		expectRefusal(version, 400, 'InvalidParameterValueException', 'Invalid API version: 2020-01-01');
		const nowhere = await service.send('PATCH', '/-/vaults/a');
		expectRefusal(nowhere, 400, 'BadRequest', 'No operation is known as PATCH /-/vaults/a');
	});

	it('are over the body’s hash, which is looked at with short bodies too, as is a tree hash (§1.2, §10)', async () => {
		const vault = await service.newVault();
		const add = (headers: Record<string, string>) =>
			service.send('POST', `/-/vaults/${vault}/tags?operation=add`, {headers, body: {Tags: {a: 'b'}}});
		const right = sha256('{"Tags":{"a":"b"}}');
		const wrong = sha256('something else');
		expect((await add({'x-amz-content-sha256': right, 'x-amz-sha256-tree-hash': right})).status).toBe(204);
		expectSignature(
			await add({'x-amz-content-sha256': wrong}),
			`The value passed in as x-amz-content-sha256 does not match the computed payload hash. Computed digest: ${right} expected hash: ${wrong}`,
		);
		expectRefusal(
			await add({'x-amz-sha256-tree-hash': wrong}),
			400,
			'InvalidParameterValueException',
			`Checksum mismatch: expected ${wrong} but was ${right}`,
		);
		const long = await service.send('PUT', `/-/vaults/${vault}/access-policy`, {body: 'x'.repeat(300_000)});
		expectRefusal(long, 400, 'BadRequest', 'The body of this request must not exceed 262144 bytes.');
	});
});
