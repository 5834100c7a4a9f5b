import {randomBytes} from 'node:crypto';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {type Emulator, startEmulator} from '../../source/emulator/emulator.ts';
import {connectGlacier} from '../../source/glacier/connect.ts';
import type {Glacier} from '../../source/glacier/glacier.ts';
import {toError} from '../../source/glacier/to-error.ts';
import {IceaxeError} from '../../source/model/errors/iceaxe-error.ts';
import {mebibyte} from '../../source/model/limits.ts';
import {bodyHashes} from '../../source/model/tree-hash.ts';
import {type CredentialSource, type Credentials, fixedCredentials} from '../../source/platform/credentials.ts';
import {silentLog} from '../../source/platform/log.ts';
import {type Reply, type ScriptedService, startScriptedService} from '../helpers/scripted-service.ts';

const nobody: Credentials = {accessKeyId: 'AKIANOBODY0000000000', secretAccessKey: 'not-a-key'};
const vaultName = 'photos';
let open: {close(): unknown}[] = [];
afterEach(() => {
	for (const each of open) each.close();
	open = [];
});

const connect = (
	endpoint: string,
	credentials: Credentials | CredentialSource,
	profile: string | null = null,
): Glacier => {
	const glacier = connectGlacier({
		...{endpoint, profile, region: 'us-east-1', accountId: '-', log: silentLog(), random: () => 0},
		credentials: 'get' in credentials ? credentials : fixedCredentials(credentials),
	});
	open.push(glacier);
	return glacier;
};

const failure = async (promise: Promise<unknown>) => {
	const error = await promise.then(
		() => undefined,
		(error) => error,
	);
	expect(error).toBeInstanceOf(IceaxeError);
	return (error as IceaxeError).value;
};

describe('what the service refuses', () => {
	let emulator: Emulator;
	let glacier: Glacier;
	beforeAll(async () => {
		const account = '111122223333';
		const some = {
			account,
			arn: `arn:aws:iam::${account}:user/writer`,
			secretAccessKey: 'secret-of-a-writer',
			policies: [{Statement: {Effect: 'Allow' as const, Action: 'glacier:UploadArchive', Resource: '*'}}],
		};
		emulator = await startEmulator({
			accountId: account,
			identities: [
				{...some, accessKeyId: 'AKIAWRITER0000000000'},
				{...some, accessKeyId: 'ASIAEXPIRED000000000', sessionToken: 'token', expires: 1},
			],
		});
		emulator.control.createVault(vaultName);
	});
	afterAll(() => emulator.close());
	const asAdmin = () => {
		glacier = connect(emulator.url, emulator.credentials);
		return glacier;
	};

	it.each([
		['describeVault', {vaultName: 'nowhere'}, 'There is no vault nowhere in us-east-1.'],
		['describeJob', {vaultName, jobId: 'j'.repeat(92)}, 'Vault photos has no job jjjjjjjjjj…jjjjjjjj.'],
		['describeJob', {vaultName: 'nowhere', jobId: 'j'}, 'There is no vault nowhere in us-east-1.'],
		['listParts', {vaultName, uploadId: 'u', marker: null}, 'Vault photos has no open upload u.'],
		[
			'initiateRetrieval',
			{vaultName, archiveId: 'a'.repeat(138), tier: 'Bulk', description: ''},
			'Vault photos has no archive aaaaaaaaaa…aaaaaaaa.',
		],
		['initiateInventory', {vaultName, format: 'JSON', description: ''}, 'Vault photos has no inventory yet.'],
	] as const)('%s: what is not there is named', async (call, takes, message) => {
		const value = await failure((asAdmin()[call] as (takes: unknown) => Promise<unknown>)(takes));
		expect(value).toMatchObject({
			kind: 'not-found',
			message,
			code: 'ResourceNotFoundException',
			operation: expect.any(String),
			requestId: expect.any(String),
		});
	});

	it('a vault that is not empty', async () => {
		const bytes = randomBytes(10);
		await asAdmin().uploadArchive({vaultName, description: '', body: bytes, hashes: bodyHashes(bytes)});
		expect(await failure(glacier.deleteVault({vaultName}))).toMatchObject({
			kind: 'service',
			message: 'Could not delete vault photos: it is not empty, or was written to since its last inventory.',
			code: 'InvalidParameterValueException',
		});
	});

	it('a job that is not ready', async () => {
		emulator.control.makeInventory();
		const {jobId} = await asAdmin().initiateInventory({vaultName, format: 'JSON', description: ''});
		expect((await failure(glacier.getJobOutput({vaultName, jobId, range: null}))).message).toMatch(
			/^Could not read the output of job .* of vault photos: the job is not ready yet\.$/,
		);
	});

	it('bytes that are not those that were hashed', async () => {
		const hashes = bodyHashes(randomBytes(mebibyte + 1));
		const body = randomBytes(mebibyte + 1);
		const upload = (hashes: {linear: string; tree: string}) =>
			failure(asAdmin().uploadArchive({vaultName, description: '', body, hashes}));
		expect(await upload(hashes)).toMatchObject({kind: 'mismatch', code: 'InvalidSignatureException'});
		expect(await upload({...bodyHashes(body), tree: hashes.tree})).toMatchObject({kind: 'mismatch'});
	});

	it('a denied call names the permission', async () => {
		const writer = connect(emulator.url, {accessKeyId: 'AKIAWRITER0000000000', secretAccessKey: 'secret-of-a-writer'});
		expect(await failure(writer.listVaults({marker: null}))).toMatchObject({
			kind: 'denied',
			message: 'This key may not list the vaults.',
			permission: 'glacier:ListVaults',
			hint: expect.stringContaining('user/writer is not authorized'),
		});
	});

	it.each([
		['an unknown key', nobody, 'The service does not know this access key.'],
		[
			'a wrong secret key',
			{accessKeyId: 'AKIAWRITER0000000000', secretAccessKey: 'wrong'},
			'The secret key does not belong to the access key.',
		],
		[
			'an expired session',
			{accessKeyId: 'ASIAEXPIRED000000000', secretAccessKey: 'secret-of-a-writer', sessionToken: 'token'},
			'The credentials have expired.',
		],
	])('%s', async (_, credentials, message) => {
		const value = await failure(connect(emulator.url, credentials, 'backup').listVaults({marker: null}));
		expect(value).toMatchObject({kind: 'credentials', message, hint: expect.any(String)});
		expect(JSON.stringify(value)).not.toContain('secret-of-a-writer');
	});

	it('takes up renewed credentials without a restart', async () => {
		let renewals = 0;
		const source: CredentialSource = {
			get: async () => (renewals === 0 ? nobody : emulator.credentials),
			renew: () => renewals++,
		};
		expect((await connect(emulator.url, source).listVaults({marker: null})).items).toHaveLength(1);
		expect(renewals).toBe(1);
	});

	it('asks once more only with other credentials', async () => {
		const service = await startScriptedService({status: 403, code: 'UnrecognizedClientException'});
		open.push(service);
		await failure(connect(service.url, nobody).listVaults({marker: null}));
		expect(service.asked).toHaveLength(1);
	});
});

describe('what the service says on bad days', () => {
	let service: ScriptedService;
	const ask = async (...replies: Reply[]) => {
		service = await startScriptedService(...replies);
		open.push(service);
		return connect(service.url, nobody);
	};
	const retrieval = {vaultName, archiveId: 'a', tier: 'Expedited', description: ''} as const;

	it.each([
		[400, 'PolicyEnforcedException', "the account's data retrieval policy does not allow it"],
		[503, 'InsufficientCapacityException', 'the service has no room for Expedited retrievals at the moment'],
		[400, 'NoLongerSupportedException', 'the service does not serve this account in this region'],
		[400, 'SomethingNewException', 'Words of the service'],
	])('%i %s', async (status, code, why) => {
		const glacier = await ask({status, code, message: 'Words of the service.'});
		expect(await failure(glacier.initiateRetrieval(retrieval))).toMatchObject({
			kind: 'service',
			message: `Could not retrieve archive a of vault photos: ${why}.`,
			code,
			requestId: 'request-1',
			operation: 'InitiateJob',
		});
		expect(service.asked).toHaveLength(1);
	});

	it('says how far the clock is off, after the SDK has tried with the time of the service', async () => {
		const headers = {date: new Date(Date.now() + 3_600_000).toUTCString()};
		const message = 'Signature expired: 20261123T070000Z is now earlier than 20261123T074500Z';
		const glacier = await ask({status: 403, code: 'InvalidSignatureException', message, headers});
		const value = await failure(glacier.listVaults({marker: null}));
		expect(value).toMatchObject({kind: 'credentials'});
		expect(value.message).toMatch(/^The clock of this machine is about (59 min|1 h.*) behind the service's\.$/);
		const dates = service.asked.map(({headers}) => String(headers['x-amz-date']).slice(0, 11));
		expect(dates[1]).not.toBe(dates[0]);
	});

	it.each([
		['a page of a proxy', {status: 502, headers: {'content-type': 'text/html'}, body: '<h1>Bad gateway</h1>'}],
		['an empty refusal', {status: 407}],
	])('something else answers: %s', async (_, reply) => {
		const value = await failure((await ask(reply)).describeVault({vaultName}));
		expect(value).toMatchObject({kind: 'unreachable', code: `HTTP ${reply.status}`});
		expect(value.message).toMatch(/^127\.0\.0\.1:\d+ answered with HTTP \d+, but not as the service does\.$/);
	});

	it('an answer without what every answer has', async () => {
		const glacier = await ask({status: 200, body: '{}'});
		expect(await failure(glacier.describeVault({vaultName}))).toMatchObject({
			kind: 'service',
			message: 'The answer of the service has no VaultName.',
		});
	});

	it('lets no secret, escape sequence or endless text into an error', async () => {
		const message = `\u001b[2Jx-amz-security-token:FwoGZXIvYXdz\n${'long '.repeat(1000)}`;
		const value = await failure((await ask({status: 400, code: 'BadRequest', message})).describeVault({vaultName}));
		expect(value.message).not.toMatch(/FwoGZ|\u001b|\n/);
		expect(value.message.length).toBeLessThan(500);
	});
});

describe('what the network does', () => {
	it('nobody listens', async () => {
		const {url, close} = await startScriptedService({status: 200});
		await close();
		expect(await failure(connect(url, nobody).listVaults({marker: null}))).toMatchObject({
			kind: 'unreachable',
			message: `Could not reach ${new URL(url).host}: the connection was refused.`,
			code: 'ECONNREFUSED',
			operation: 'ListVaults',
		});
	});

	it('the connection breaks', async () => {
		const service = await startScriptedService((request) => request.socket.destroy());
		open.push(service);
		expect((await failure(connect(service.url, nobody).describeVault({vaultName}))).message).toMatch(
			/^Could not reach .*: the connection broke\.$/,
		);
		expect(service.asked.length).toBeGreaterThan(1);
	});

	const failing = {
		...({call: 'listVaults', takes: {marker: null}, signal: undefined} as const),
		...{region: 'us-east-1', host: 'glacier', profile: null, redact: (text: string) => text},
	};
	it.each([
		['ENOTFOUND', 'its name is not known', 'safe'],
		['EAI_AGAIN', 'its name cannot be looked up now', 'safe'],
		['SELF_SIGNED_CERT_IN_CHAIN', 'its certificate is not trusted', 'useless'],
		['CERT_HAS_EXPIRED', 'its certificate is not trusted', 'useless'],
		['ETIMEDOUT', 'it did not answer in time', 'unsure'],
		['EPIPE', 'the connection broke', 'unsure'],
	])('%s', (code, why, repeat) => {
		const error = toError(Object.assign(new Error('x'), {code}), failing);
		expect(error.message).toBe(`Could not reach glacier: ${why}.`);
		expect(error).toMatchObject({kind: 'unreachable', repeat});
	});

	it('what nobody expected stays recognisable', () => {
		expect(toError(new TypeError('x is not a function'), failing)).toMatchObject({
			kind: 'bug',
			message: 'x is not a function',
		});
	});
});

describe('what is refused here, before it costs anything', () => {
	const glacier = () => connect('http://127.0.0.1:9', nobody);
	const bytes = randomBytes(3);
	const upload = {vaultName, description: '', body: bytes, hashes: bodyHashes(bytes)};

	it.each([
		['an empty name', () => glacier().describeVault({vaultName: ''})],
		['a name that URLs lose', () => glacier().deleteVault({vaultName: '..'})],
		['a description that is not ASCII', () => glacier().uploadArchive({...upload, description: 'café'})],
		['a description that is too long', () => glacier().uploadArchive({...upload, description: 'x'.repeat(1025)})],
		['an empty archive', () => glacier().uploadArchive({...upload, body: new Uint8Array(0)})],
	])('%s', async (_, call) => {
		expect(await failure(call())).toMatchObject({kind: 'invalid-input'});
	});
});
