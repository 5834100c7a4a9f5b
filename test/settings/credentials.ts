import {chmod, mkdir, mkdtemp, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {readSettings, type SettingsOptions} from '../../source/settings/settings.ts';
import {type Reply, type ScriptedService, startScriptedService} from '../helpers/scripted-service.ts';

let home: string;
const before = {...process.env};
beforeEach(async () => {
	home = await mkdtemp(join(tmpdir(), 'iceaxe-credentials-'));
	await mkdir(join(home, '.aws'));
	// The SDK's search reads the process's own variables.
	for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
	Object.assign(process.env, {HOME: home, AWS_EC2_METADATA_DISABLED: 'true'});
});
afterEach(() => {
	process.env = {...before};
});

const writeConfig = (text: string) => writeFile(join(home, '.aws', 'config'), text);
const writeCredentials = (text: string) => writeFile(join(home, '.aws', 'credentials'), text);
const read = (flags: SettingsOptions['flags'] = {}, more: Partial<SettingsOptions> = {}) =>
	readSettings({flags: {region: 'eu-west-1', ...flags}, env: process.env, home, ...more});
const refusal = async (flags: SettingsOptions['flags'] = {}) =>
	(await read(flags)).credentials.get().then(
		() => undefined,
		(error) => error.value,
	);
const keys = (id: string) => `aws_access_key_id = ${id}\naws_secret_access_key = wJalrXUtnFEMI\n`;

describe('where they come from', () => {
	it('the variables', async () => {
		Object.assign(process.env, {
			AWS_ACCESS_KEY_ID: 'ASIAVARIABLE',
			AWS_SECRET_ACCESS_KEY: 'x',
			AWS_SESSION_TOKEN: 't',
			AWS_CREDENTIAL_EXPIRATION: '2026-11-23T14:00:00Z',
		});
		expect(await (await read()).credentials.get()).toMatchObject({
			accessKeyId: 'ASIAVARIABLE',
			sessionToken: 't',
			expiration: new Date('2026-11-23T14:00:00Z'),
		});
	});

	it('a chosen profile, before the variables', async () => {
		await writeCredentials(`[backup]\n${keys('AKIABACKUP')}`);
		Object.assign(process.env, {AWS_ACCESS_KEY_ID: 'AKIAVARIABLE', AWS_SECRET_ACCESS_KEY: 'x'});
		expect(await (await read({profile: 'backup'})).credentials.get()).toMatchObject({accessKeyId: 'AKIABACKUP'});
	});

	it('the default profile, and anew after they were refused', async () => {
		await writeCredentials(`[default]\n${keys('AKIAOLD')}`);
		const {credentials} = await read();
		expect(await credentials.get()).toMatchObject({accessKeyId: 'AKIAOLD'});
		await writeCredentials(`[default]\n${keys('AKIANEW')}`);
		expect(await credentials.get()).toMatchObject({accessKeyId: 'AKIAOLD'});
		credentials.renew();
		expect(await credentials.get()).toMatchObject({accessKeyId: 'AKIANEW'});
	});

	it('a credential_process', async () => {
		const tool = join(home, 'tool');
		await writeFile(
			tool,
			'#!/bin/sh\necho \'{"Version":1,"AccessKeyId":"AKIATOOL","SecretAccessKey":"x","AccountId":"111122223333"}\'\n',
		);
		await chmod(tool, 0o700);
		await writeConfig(`[profile tool]\ncredential_process = ${tool}\n`);
		expect(await (await read({profile: 'tool'})).credentials.get()).toMatchObject({
			accessKeyId: 'AKIATOOL',
			accountId: '111122223333',
		});
	});

	it('is looked for again after a failure', async () => {
		const {credentials} = await read();
		await expect(credentials.get()).rejects.toMatchObject({kind: 'credentials'});
		await writeCredentials(`[default]\n${keys('AKIALATE')}`);
		expect(await credentials.get()).toMatchObject({accessKeyId: 'AKIALATE'});
	});
});

describe('what is said when there are none', () => {
	it('nothing anywhere', async () => {
		expect(await refusal()).toMatchObject({
			kind: 'credentials',
			message: 'No AWS credentials were found.',
			hint: expect.stringContaining('--demo'),
		});
	});

	it.each([
		[
			'an SSO session that ended',
			'[profile p]\nsso_session = work\nsso_account_id = 777788889999\nsso_role_name = r\n[sso-session work]\nsso_region = eu-west-1\nsso_start_url = https://x.awsapps.com/start\n',
			'The SSO session of profile p has ended, or never began.',
			'aws sso login --profile p',
		],
		[
			'a process that fails',
			'[profile p]\ncredential_process = /nonexistent --password hunter22\n',
			'The credential_process of profile p failed.',
			'Run it by itself',
		],
		[
			'a role that wants a code',
			`[profile p]\nrole_arn = arn:aws:iam::444455556666:role/r\nsource_profile = s\nmfa_serial = arn:aws:iam::444455556666:mfa/ada\n[profile s]\n${keys('AKIASOURCE')}`,
			'The role of profile p asks for a code of an MFA device.',
			'session',
		],
		['a profile without any', '[profile p]\nregion = eu-west-1\n', 'Profile p has no usable credentials.', 'config'],
	])('%s', async (_, config, message, hint) => {
		await writeConfig(config);
		const value = await refusal({profile: 'p'});
		expect(value).toMatchObject({kind: 'credentials', message, hint: expect.stringContaining(hint)});
		expect(JSON.stringify(value)).not.toMatch(/hunter22|wJalr/);
	});
});

describe('a role', () => {
	const answer = `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
		<AssumedRoleUser><Arn>arn:aws:sts::444455556666:assumed-role/r/s</Arn><AssumedRoleId>x</AssumedRoleId></AssumedRoleUser>
		<Credentials><AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>x</SecretAccessKey><SessionToken>t</SessionToken>
		<Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;
	const refused = `<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code>
		<Message>User x is not authorized to perform: sts:AssumeRole</Message></Error></ErrorResponse>`;
	const xml = {'content-type': 'text/xml'};
	const config = `[profile p]\nrole_arn = arn:aws:iam::444455556666:role/r\nsource_profile = s\nmfa_serial = arn:aws:iam::444455556666:mfa/ada\n[profile s]\n${keys('AKIASOURCE')}`;
	let service: ScriptedService;
	const sts = async (reply: Reply) => {
		service = await startScriptedService(reply);
		process.env.AWS_ENDPOINT_URL_STS = service.url;
		await writeConfig(config);
		return (await read({profile: 'p'}, {askForCode: async (device) => `123456 for ${device}`})).credentials;
	};
	afterEach(() => service.close());

	it('is assumed, with the code that a person gave', async () => {
		const credentials = await sts({status: 200, headers: xml, body: answer});
		expect(await credentials.get()).toMatchObject({
			accessKeyId: 'ASIAROLE',
			sessionToken: 't',
			accountId: '444455556666',
		});
		const {body} = service.asked[0]!;
		expect(new URLSearchParams(body.toString()).get('TokenCode')).toBe('123456 for arn:aws:iam::444455556666:mfa/ada');
		await credentials.get();
		expect(service.asked).toHaveLength(1);
	});

	it('may be refused', async () => {
		const credentials = await sts({status: 403, headers: xml, body: refused});
		await expect(credentials.get()).rejects.toMatchObject({
			kind: 'credentials',
			message: 'The role of profile p cannot be assumed: User x is not authorized to perform: sts:AssumeRole.',
		});
	});

	it('may be out of reach', async () => {
		const credentials = await sts({status: 200});
		await service.close();
		await expect(credentials.get()).rejects.toMatchObject({kind: 'unreachable'});
	});
});

describe('describing the search', () => {
	it('says for each place what is there, and no value', async () => {
		await writeConfig('[profile p]\nsso_session = work\n');
		process.env.AWS_ACCESS_KEY_ID = 'AKIAALONE';
		const places = await (await read({profile: 'p'})).credentialSearch();
		expect(places.map(({source, found}) => `${source}: ${found}`)).toEqual([
			'environment variables: only AWS_ACCESS_KEY_ID is set',
			'profile p, credentials file: no such file',
			'profile p, config file: an SSO sign-in',
			'web identity: not set',
			'container: not set',
			'instance metadata: turned off',
		]);
		expect(JSON.stringify(places)).not.toContain('AKIAALONE');
	});
});
