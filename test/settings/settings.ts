import {mkdir, mkdtemp, readFile, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {beforeEach, describe, expect, it} from 'vitest';
import {changePreference, defaultPreferences, preferencesPath} from '../../source/settings/preferences.ts';
import {readSettings, requireRegion, type SettingsOptions} from '../../source/settings/settings.ts';

let home: string;
beforeEach(async () => {
	home = await mkdtemp(join(tmpdir(), 'iceaxe-settings-'));
	await mkdir(join(home, '.aws'));
});

const writeConfig = (text: string) => writeFile(join(home, '.aws', 'config'), text);
const writeCredentials = (text: string) => writeFile(join(home, '.aws', 'credentials'), text);
const read = (flags: SettingsOptions['flags'] = {}, env: NodeJS.ProcessEnv = {}) => readSettings({flags, env, home});
const refusal = (flags: SettingsOptions['flags'], env: NodeJS.ProcessEnv = {}) =>
	read(flags, env).then(
		() => undefined,
		(error) => error.value,
	);
const keys = 'aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG';

describe('region and profile', () => {
	it('come from the flag, the variables, the profile, in this order', async () => {
		await writeConfig('[default]\nregion = eu-west-1\n[profile backup]\nregion = eu-central-1\n');
		const where = async (flags: SettingsOptions['flags'], env: NodeJS.ProcessEnv) => {
			const {region, profile, origins} = await read(flags, env);
			return [region, origins.region, profile, origins.profile];
		};
		const variables = {AWS_REGION: 'us-west-1', AWS_DEFAULT_REGION: 'us-west-2'};
		const config = join(home, '.aws', 'config');
		expect(await where({region: 'sa-east-1'}, variables)).toEqual(['sa-east-1', '--region', null, 'default']);
		expect(await where({}, variables)).toEqual(['us-west-1', 'AWS_REGION', null, 'default']);
		expect(await where({}, {AWS_DEFAULT_REGION: 'us-west-2'})).toEqual([
			'us-west-2',
			'AWS_DEFAULT_REGION',
			null,
			'default',
		]);
		expect(await where({}, {AWS_REGION: ''})).toEqual(['eu-west-1', `${config} [default]`, null, 'default']);
		expect(await where({profile: 'backup'}, {AWS_PROFILE: 'other'})).toEqual([
			'eu-central-1',
			`${config} [profile backup]`,
			'backup',
			'--profile',
		]);
		expect(await where({}, {AWS_PROFILE: 'backup'})).toEqual([
			'eu-central-1',
			`${config} [profile backup]`,
			'backup',
			'AWS_PROFILE',
		]);
	});

	it('a region that nobody said is no error until it is needed', async () => {
		const settings = await read();
		expect(settings.region).toBeNull();
		expect(() => requireRegion(settings)).toThrow('No AWS region is set.');
		expect(requireRegion(await read({region: 'eu-west-1'}))).toBe('eu-west-1');
	});

	it('a profile that is not there is an error that names those that are', async () => {
		await writeConfig('[profile backup]\nregion = eu-central-1\n');
		expect(await refusal({profile: 'bakcup'})).toMatchObject({
			kind: 'invalid-input',
			message: 'There is no AWS profile bakcup (--profile).',
			hint: 'There are: backup.',
		});
	});

	it.each([
		[{region: 'eu west'}, /"eu west" of --region is not the name of a region/],
		[{accountId: '12345'}, /twelve digits/],
		[{endpointUrl: 'ftp://host'}, /endpoint of --endpoint-url/],
		[{endpointUrl: 'http://user:secret@host'}, /endpoint of --endpoint-url/],
		[{theme: 'pink'}, /--theme must be one of terminal, dark/],
		[{logLevel: 'loud'}, /--log-level must be one of/],
	])('refuses %j', async (flags, message) => {
		const value = await refusal(flags);
		expect(value).toMatchObject({kind: 'invalid-input', message: expect.stringMatching(message)});
		expect(value.message).not.toContain('secret');
	});

	it('takes account ids as people write them', async () => {
		expect((await read({accountId: '1111-2222-3333'})).accountId).toBe('111122223333');
		expect((await read()).accountId).toBe('-');
	});
});

describe('endpoint', () => {
	const config = [
		'[profile local]\nendpoint_url = http://profile\nservices = mine',
		'[services mine]\ns3 =\n  endpoint_url = http://s3\nglacier =\n  endpoint_url = http://service',
		'[profile plain]\nendpoint_url = http://profile',
		'[profile deaf]\nendpoint_url = http://profile\nignore_configured_endpoint_urls = true',
		'[profile broken]\nservices = nothing',
	].join('\n');
	const both = {AWS_ENDPOINT_URL_GLACIER: 'http://glacier', AWS_ENDPOINT_URL: 'http://all'};

	it.each([
		[{endpointUrl: 'http://flag', profile: 'local'}, both, 'http://flag', '--endpoint-url'],
		[{profile: 'local'}, both, 'http://glacier', 'AWS_ENDPOINT_URL_GLACIER'],
		[{profile: 'local'}, {AWS_ENDPOINT_URL: 'http://all'}, 'http://all', 'AWS_ENDPOINT_URL'],
		[{profile: 'local'}, {}, 'http://service', '[services mine]'],
		[{profile: 'plain'}, {}, 'http://profile', '[profile plain]'],
		[{profile: 'deaf'}, both, null, 'default'],
		[{profile: 'plain'}, {...both, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true'}, null, 'default'],
		[
			{profile: 'plain', endpointUrl: 'http://flag'},
			{AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true'},
			'http://flag',
			'--',
		],
		[{}, {}, null, 'default'],
	])('%j %j is %s', async (flags, env, endpoint, origin) => {
		await writeConfig(config);
		const settings = await read(flags, env);
		expect(settings.endpoint).toBe(endpoint);
		expect(settings.origins.endpoint).toContain(origin);
	});

	it('a services section that is not there is an error', async () => {
		await writeConfig(config);
		expect((await refusal({profile: 'broken'})).message).toMatch(
			/names the services section nothing, which is not there/,
		);
	});
});

describe('the demo', () => {
	const hintFor = (flag: string) => `Leave out --demo or ${flag}.`;

	it('has nothing to do with AWS', async () => {
		await writeConfig('[default]\nregion = eu-west-1\nendpoint_url = http://profile\n');
		const env = {AWS_PROFILE: 'missing', AWS_REGION: 'eu-west-3', AWS_ENDPOINT_URL: 'http://all'};
		expect(await read({demo: true}, env)).toMatchObject({
			demo: true,
			profile: null,
			region: 'us-east-1',
			endpoint: null,
			catalogPath: join(home, '.local/share/iceaxe/demo.us-east-1.sqlite'),
		});
	});

	it('is refused beside a flag that chooses another account', async () => {
		const flags = [{region: 'mars'}, {profile: 'backup'}, {accountId: '111122223333'}, {endpointUrl: 'http://x'}];
		const told = await Promise.all(flags.map((flag) => refusal({demo: true, ...flag})));
		expect(told.map(({message, hint}) => [message, hint])).toEqual([
			['The demo is an account of its own, in us-east-1: --region mars cannot be had with it.', hintFor('--region')],
			[
				'The demo is an account of its own, in us-east-1: --profile backup cannot be had with it.',
				hintFor('--profile'),
			],
			[
				'The demo is an account of its own, in us-east-1: --account-id 111122223333 cannot be had with it.',
				hintFor('--account-id'),
			],
			[
				'The demo is an account of its own, in us-east-1: --endpoint-url http://x cannot be had with it.',
				hintFor('--endpoint-url'),
			],
		]);
		expect(await read({demo: true, region: 'us-east-1'})).toMatchObject({demo: true});
	});
});

describe('the catalog', () => {
	const name = async (flags: SettingsOptions['flags'], env: NodeJS.ProcessEnv = {}) =>
		(await read({region: 'eu-west-1', ...flags}, env)).catalogPath.split('/').at(-1);

	it('is named after the account, where it is known without asking', async () => {
		await writeConfig(
			[
				`[profile role]\nrole_arn = arn:aws:iam::444455556666:role/reader\nsource_profile = static`,
				`[profile sso]\nsso_session = work\nsso_account_id = 777788889999\nsso_role_name = x`,
				`[profile static]\n${keys}`,
				`[profile odd/name]\n${keys}`,
			].join('\n'),
		);
		expect(await name({accountId: '111122223333', profile: 'sso'})).toBe('111122223333.eu-west-1.sqlite');
		expect(await name({profile: 'sso'})).toBe('777788889999.eu-west-1.sqlite');
		expect(await name({profile: 'role'})).toBe('444455556666.eu-west-1.sqlite');
		expect(await name({profile: 'static'})).toBe('profile-static.eu-west-1.sqlite');
		expect(await name({profile: 'odd/name'})).toMatch(/^profile-odd_name-[0-9a-f]{8}\.eu-west-1\.sqlite$/);
		expect(await name({})).toBe('default.eu-west-1.sqlite');
	});

	it('is named after the key otherwise, the same for all sessions of an account', async () => {
		const of = (AWS_ACCESS_KEY_ID: string, more = {}) =>
			name({}, {AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY: 'x', ...more});
		const first = await of('ASIAQNZGKIQY56JQ7WML');
		expect(first).toMatch(/^key-[0-9a-f]{8}\.eu-west-1\.sqlite$/);
		expect(await of('AKIAQNZGKIQYZZZZZZZZ')).toBe(first);
		expect(await of('ASIAQNZGKIRY56JQ7WML')).not.toBe(first);
		expect(await of('AKIAIOSFODNN7EXAMPLE')).not.toBe(await of('AKIAIOSFODNN7EXAMPLF'));
		expect(await of('ASIAQNZGKIQY56JQ7WML', {AWS_ACCOUNT_ID: '029608264753'})).toBe('029608264753.eu-west-1.sqlite');
		expect(first).not.toContain('QNZGKIQY');
	});

	it('differs for another endpoint', async () => {
		expect(await name({accountId: '111122223333', endpointUrl: 'http://127.0.0.1:9000/'})).toMatch(
			/^111122223333\.eu-west-1\.127_0_0_1_9000-[0-9a-f]{8}\.sqlite$/,
		);
	});
});

describe('preferences', () => {
	it('come from flags, then the file, then the defaults', async () => {
		const folder = join(home, '.config', 'iceaxe');
		await mkdir(folder, {recursive: true});
		await changePreference(folder, 'theme', 'dark');
		await changePreference(folder, 'tier', 'Bulk');
		await changePreference(folder, 'logLevel', 'debug');
		await changePreference(folder, 'logLevel', undefined);
		expect((await stat(preferencesPath(folder))).mode & 0o777).toBe(0o600);
		const {preferences, origins} = await read({theme: 'mono', ascii: true});
		expect(preferences).toEqual({...defaultPreferences, theme: 'mono', tier: 'Bulk', ascii: true});
		expect(origins).toMatchObject({
			theme: '--theme',
			ascii: '--ascii',
			tier: preferencesPath(folder),
			notify: 'default',
			logLevel: 'default',
		});
	});

	it.each([
		['{"tier": "Cheap"}', /^tier in .*config\.json must be one of Expedited, Standard, Bulk, not "Cheap"/],
		['{"chunksAtOnce": 0}', /whole number from 1 to 32/],
		['{', /is not JSON/],
		['[]', /is not a JSON object/],
	])('refuses a file of %s', async (content, message) => {
		const folder = join(home, 'state', 'config');
		await mkdir(folder, {recursive: true});
		await writeFile(preferencesPath(folder), content);
		expect(await refusal({state: join(home, 'state')})).toMatchObject({
			kind: 'invalid-input',
			message: expect.stringMatching(message),
		});
	});

	it('leaves what it does not know, and refuses to write what cannot be', async () => {
		const folder = join(home, 'state', 'config');
		await mkdir(folder, {recursive: true});
		await writeFile(preferencesPath(folder), '{"ofTomorrow": {"deep": [1]}, "ascii": true}');
		await changePreference(folder, 'notify', 'bell');
		expect(JSON.parse(await readFile(preferencesPath(folder), 'utf8'))).toEqual({
			ofTomorrow: {deep: [1]},
			ascii: true,
			notify: 'bell',
		});
		await expect(changePreference(folder, 'transfersAtOnce', 99)).rejects.toMatchObject({kind: 'invalid-input'});
		expect((await read({state: join(home, 'state')})).preferences).toMatchObject({ascii: true, notify: 'bell'});
	});
});

describe('profiles', () => {
	it('lists those of both files, without secrets', async () => {
		await writeConfig(
			[
				'[profile work]\nsso_session = work\nsso_account_id = 777788889999\nregion = eu-west-1',
				'[sso-session work]\nsso_region = eu-west-1\nsso_start_url = https://example.awsapps.com/start',
				'[services mine]\nglacier =\n  endpoint_url = http://service',
				'[profile reader]\nrole_arn = arn:aws:iam::444455556666:role/reader\nsource_profile = default',
				'[profile tool]\ncredential_process = /bin/secret-tool',
			].join('\n'),
		);
		await writeCredentials(`[default]\n${keys}\n[spare]\n${keys}\n`);
		const profiles = await (await read()).profiles();
		expect(profiles).toEqual([
			{name: 'default', kind: 'keys', region: null, accountId: null},
			{name: 'reader', kind: 'role', region: null, accountId: '444455556666'},
			{name: 'spare', kind: 'keys', region: null, accountId: null},
			{name: 'tool', kind: 'process', region: null, accountId: null},
			{name: 'work', kind: 'sso', region: 'eu-west-1', accountId: '777788889999'},
		]);
		expect(JSON.stringify(profiles)).not.toMatch(/wJalr|AKIA|secret-tool/);
	});

	it('uses other files where the variables name them', async () => {
		await writeFile(join(home, 'other'), '[profile elsewhere]\nregion = eu-north-1\n');
		const settings = await read({profile: 'elsewhere'}, {AWS_CONFIG_FILE: '~/other'});
		expect(settings.region).toBe('eu-north-1');
	});
});

describe('what can be printed', () => {
	it('holds no secret', async () => {
		await writeCredentials(`[default]\n${keys}\n`);
		const env = {
			AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
			AWS_SECRET_ACCESS_KEY: 'wJalr',
			HTTPS_PROXY: 'http://a:pa55@p',
		};
		const settings = await read({}, env);
		await settings.credentials.get();
		const {inspect} = await import('node:util');
		expect(JSON.stringify(settings) + inspect(settings, {depth: 9})).not.toMatch(/wJalr|AKIA|pa55/);
		expect((await settings.network()).proxy.https).toBe('http://a:pa55@p');
	});

	it('certificates that cannot be read are named when they are wanted', async () => {
		const settings = await read({}, {AWS_CA_BUNDLE: join(home, 'none.pem')});
		await expect(settings.network()).rejects.toThrow(/AWS_CA_BUNDLE cannot be read: .*none\.pem/);
		await writeFile(join(home, 'some.pem'), 'PEM');
		expect((await (await read({}, {AWS_CA_BUNDLE: join(home, 'some.pem')})).network()).certificates).toBe('PEM');
	});
});
