import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdir, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {Identity} from '../../source/emulator/authentication/identities.ts';
import {mebibyte} from '../../source/model/limits.ts';
import {type CommandLine, openCommandLine} from '../helpers/command-line.ts';

const account = '111122223333';
const vaultArn = (name: string) => `arn:aws:glacier:us-east-1:${account}:vaults/${name}`;

/** A key that may upload and nothing else, and one that may read and nothing else (reference, section 8). */
const identity = (name: string, actions: string[]): Identity => ({
	accessKeyId: `AKIA${name.toUpperCase().padEnd(16, '0')}`,
	secretAccessKey: `${name}-secret-secret-secret-secret-secret`,
	account,
	arn: `arn:aws:iam::${account}:user/${name}`,
	policies: [
		{
			Statement: {
				Effect: 'Allow',
				Action: actions.map((action) => `glacier:${action}`),
				Resource: vaultArn('backups'),
			},
		},
	],
});
const writer = identity('writer', [
	'UploadArchive',
	'InitiateMultipartUpload',
	'UploadMultipartPart',
	'ListParts',
	'ListMultipartUploads',
	'CompleteMultipartUpload',
	'AbortMultipartUpload',
]);
const reader = identity('reader', ['InitiateJob', 'DescribeJob', 'ListJobs', 'GetJobOutput', 'DescribeVault']);
const as = ({accessKeyId, secretAccessKey}: Identity) => ({
	AWS_ACCESS_KEY_ID: accessKeyId,
	AWS_SECRET_ACCESS_KEY: secretAccessKey,
});

let line: CommandLine;
let archiveId: string;
beforeAll(async () => {
	line = await openCommandLine('failures', {identities: [writer, reader]});
	line.emulator.control.createVault('backups');
	await writeFile(join(line.folder, 'a.tar'), 'a tar file');
	const {values} = await line.json(['archives', 'upload', 'a.tar', '--vault', 'backups']);
	archiveId = values[0].archiveId;
});
afterAll(() => line.close());

/** The first line of standard error, and the exit code. */
const failing = async (argv: readonly string[], env?: NodeJS.ProcessEnv) => {
	const {code, stdout, stderr} = await line.iceaxe(argv, env);
	expect(stdout).toBe('');
	return {code, said: stderr.split('\n')[0]};
};

describe('what cannot be', () => {
	// Each opens the same state, several at once: none is in another's way.
	it.concurrent.each([
		[['vaults', 'describe', 'no/such'], 2, '`no/such` is neither the name nor the ARN of a vault.'],
		[['vaults', 'create', 'two words'], 2, 'A vault cannot be called `two words`.'],
		[
			['vaults', 'describe', `arn:aws:glacier:eu-west-1:${account}:vaults/backups`],
			2,
			`arn:aws:glacier:eu-west-1:${account}:vaults/backups is in eu-west-1, and this is us-east-1.`,
		],
		[['inventory', 'list', '--vault', 'backups', '--sort', 'colour'], 2, 'An inventory cannot be sorted by `colour`.'],
		[['inventory', 'list', '--vault', 'empty'], 3, 'The catalog holds no inventory of empty.'],
		[['archives', 'restore', 'x', '--vault', 'backups', '--to', '.', '--tier', 'Fast'], 2, 'There is no tier `Fast`.'],
		[['archives', 'delete', 'a.tar', '--vault', 'backups', '--yes'], 2, '`a.tar` is not the id of an archive.'],
		[['transfers', 'resume', 'x'], 3, 'There is no transfer x.'],
		[['vaults', 'list', '--profile', 'nobody'], 2, 'There is no AWS profile nobody (--profile).'],
		[['vaults', 'list', '--account-id', '12'], 2, 'An account id has twelve digits.'],
		[['vaults', 'delete', 'backups'], 2, 'Delete the vault backups: this cannot be undone.'],
		[['vaults', 'list', '--state', '/proc/nope'], 8, '/proc/nope cannot be created there.'],
		[['vaults', 'list', '--state', 'a.tar'], 8, /a\.tar\/config is not a folder\.$/],
	])('says so: %j', async (argv, code, said) => {
		expect(await failing(argv)).toEqual({code, said: typeof said === 'string' ? said : expect.stringMatching(said)});
	});

	it('says what the service says', async () => {
		const {code, error} = await line.json(['vaults', 'describe', 'nothing-there']);
		expect(code).toBe(3);
		expect(error).toMatchObject({
			kind: 'not-found',
			code: 'ResourceNotFoundException',
			operation: 'DescribeVault',
			requestId: expect.stringMatching(/.+/),
		});
		expect(await line.json(['vaults', 'delete', 'backups', '--yes'])).toMatchObject({
			code: 9,
			error: {kind: 'service', code: 'InvalidParameterValueException'},
		});
	});

	it('needs a region, credentials, and somebody who answers', async () => {
		const [nowhere, nobody, silence] = await Promise.all([
			failing(['vaults', 'list'], {AWS_REGION: ''}),
			line.json(['vaults', 'list'], {AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: ''}),
			line.json(['vaults', 'list', '--endpoint-url', 'http://127.0.0.1:9']),
		]);
		expect(nowhere).toMatchObject({code: 2, said: 'No AWS region is set.'});
		expect(nobody).toMatchObject({code: 5, error: {kind: 'credentials'}});
		expect(silence).toMatchObject({code: 6, error: {kind: 'unreachable'}});
	});

	it('opens no screen where there is no terminal', async () => {
		const {code, said} = await failing([]);
		expect(code).toBe(2);
		expect(said).toMatch(/^The screen needs a terminal .*`iceaxe vaults list --json`.*\.$/);
	});
});

describe('files', () => {
	it('are looked at before anything is sent, and one that cannot be uploaded stops no other', async () => {
		await writeFile(join(line.folder, 'nothing'), '');
		const files = ['missing', 'nothing', 'a.tar'];
		const {code, values, stderr} = await line.json(['archives', 'upload', ...files, '--vault', 'backups']);
		const failures = stderr.split('\n').filter((row) => row.startsWith('{'));
		expect(values).toMatchObject([{name: 'a.tar', state: 'done'}]);
		const told = failures.map((row) => JSON.parse(row)).map(({subject, error}) => [subject, error.kind, error.message]);
		expect(told).toEqual([
			['missing', 'not-found', expect.stringContaining('missing')],
			['nothing', 'invalid-input', expect.stringMatching(/empty/)],
		]);
		expect([3, 8]).toContain(code);
	});

	it('are shown with --dry-run as they would go, and what would fail fails', async () => {
		const plan = ['archives', 'upload', 'a.tar', 'missing', '--vault', 'backups', '--part-size', '1M', '--dry-run'];
		const {code, values, error, stderr} = await line.json(plan);
		expect([code, error.kind]).toEqual([3, 'not-found']);
		expect(values).toMatchObject([{name: 'a.tar', size: 10, partSize: mebibyte, requests: 3, takesUp: null}]);
		expect(stderr).toContain(
			'Would upload 1 file, 10 B\n  to      backups\n  as      a.tar: 10 B, parts of 1 MiB, 3 requests\n  cost    3 requests, under $0.01',
		);
		const wrong = await line.json(['archives', 'upload', 'a.tar', '--vault', 'no-such', '--dry-run']);
		expect(wrong).toMatchObject({code: 3, values: [], error: {message: 'There is no vault no-such in us-east-1.'}});
		const whole = await line.iceaxe(['archives', 'upload', 'a.tar', '--vault', 'backups', '--dry-run']);
		expect([whole.code, whole.stdout]).toEqual([0, 'upload\t10\ta.tar\t\n']);
	});

	it('that the service never began with are told of, and stand on no list', async () => {
		await mkdir(join(line.folder, 'two'), {recursive: true});
		await Promise.all(['one', 'other'].map((name) => writeFile(join(line.folder, 'two', name), name)));
		const wrong = await line.json(['archives', 'upload', 'a.tar', 'two', '--vault', 'no-such']);
		expect(wrong).toMatchObject({code: 3, values: [], error: {message: 'There is no vault no-such in us-east-1.'}});
		const {values} = await line.json(['transfers', 'list']);
		expect(values.filter(({vaultName}) => vaultName === 'no-such')).toEqual([]);
	});

	it('that exist are not overwritten, and nothing is asked of the service for them', async () => {
		await mkdir(join(line.folder, 'out'), {recursive: true});
		await writeFile(join(line.folder, 'out', 'a.tar'), 'precious');
		const restore = ['archives', 'restore', archiveId, '--vault', 'backups', '--to', 'out'];
		expect(await failing(restore)).toEqual({code: 8, said: `a.tar exists already in ${join(line.folder, 'out')}.`});
		await symlink('out', join(line.folder, 'link'));
		const elsewhere = (to: string) => failing(['archives', 'restore', archiveId, '--vault', 'backups', '--to', to]);
		expect(await Promise.all([elsewhere('a.tar'), elsewhere('a.tar/below'), elsewhere('link'), elsewhere('')])).toEqual(
			[
				{code: 8, said: `${join(line.folder, 'a.tar')} is a file; files are restored into a folder.`},
				{code: 8, said: `${join(line.folder, 'a.tar')} is a file; files are restored into a folder.`},
				{code: 8, said: `a.tar exists already in ${join(line.folder, 'out')}.`},
				{
					code: 2,
					said: "Option '--to <folder>' argument '' is invalid. It is empty: give a value, or leave the option out.",
				},
			],
		);
		const {values} = await line.json(['jobs', 'list', '--vault', 'backups']);
		expect(values).toEqual([]);
	});
});

describe('a key that may do little', () => {
	it('uploads with a key that may only upload', async () => {
		const own = ['--state', 'writer'];
		const {code, values} = await line.json(['archives', 'upload', 'a.tar', '--vault', 'backups', ...own], as(writer));
		expect([code, values[0]?.state]).toEqual([0, 'done']);
		expect(await line.json(['vaults', 'describe', 'backups', ...own], as(writer))).toMatchObject({
			code: 4,
			values: [],
			error: {kind: 'denied', permission: 'glacier:DescribeVault'},
		});
		expect(await line.json(['inventory', 'refresh', '--vault', 'backups', ...own], as(writer))).toMatchObject({
			code: 4,
			error: {kind: 'denied', permission: 'glacier:InitiateJob'},
		});
	});

	it('says of a vault that it may not ask for that it is not known whether it is there', async () => {
		await mkdir(join(line.folder, 'some'), {recursive: true});
		await writeFile(join(line.folder, 'some', 'file'), 'some file');
		const plan = ['archives', 'upload', 'some', '--vault', 'backups', '--dry-run', '--state', 'writer'];
		const {code, stderr} = await line.iceaxe(plan, as(writer));
		expect(code).toBe(0);
		expect(stderr).toMatch(/^Whether there is a vault backups is not known: .+\.$/m);
	});

	it('restores with a key that may only read, and lists what it has opened', async () => {
		const own = ['--state', 'reader'];
		expect(await line.json(['vaults', 'describe', 'backups', ...own], as(reader))).toMatchObject({code: 0});
		const listed = await line.json(['vaults', 'list', ...own], as(reader));
		expect(listed).toMatchObject({code: 0, values: [{vaultName: 'backups'}]});
		expect(listed.stderr).toMatch(/^This key may not list vaults \(glacier:ListVaults\)/);
		const inventory = await line.json(['inventory', 'list', '--vault', 'backups', '--wait', ...own], as(reader));
		expect(inventory.values.length).toBeGreaterThan(0);
		const restore = ['archives', 'restore', archiveId, '--vault', 'backups', '--to', 'read', '--wait', ...own];
		expect(await line.json(restore, as(reader))).toMatchObject({code: 0, values: [{state: 'done'}]});
		expect(
			await line.json(['archives', 'delete', archiveId, '--vault', 'backups', '--yes', ...own], as(reader)),
		).toMatchObject({
			code: 4,
			values: [],
			error: {kind: 'denied', permission: 'glacier:DeleteArchive'},
		});
	});
});

describe('being stopped', () => {
	it.each([['--help'], ['info --json'], ['inventory list --vault backups --json']])(
		'ends quietly when nobody reads %s',
		async (argv) => {
			const child = spawn(process.execPath, [line.program, ...argv.split(' ')], {cwd: line.folder, env: line.env});
			child.stdout.destroy();
			const complaints: string[] = [];
			child.stderr.setEncoding('utf8').on('data', (text) => complaints.push(text));
			expect(await once(child, 'close')).toEqual([0, null]);
			expect(complaints.filter((text) => !text.startsWith('No inventory of'))).toEqual([]);
		},
	);

	it('stops in order on SIGINT, says how to go on, and goes on', async () => {
		await writeFile(join(line.folder, 'large'), Buffer.alloc(40 * mebibyte, 7));
		const {faults} = line.emulator.control;
		faults.add({does: 'delay', operation: 'UploadMultipartPart', milliseconds: 60_000, skip: 1, times: 1000});
		const child = spawn(process.execPath, [line.program, 'archives', 'upload', 'large', '--vault', 'backups'], {
			cwd: line.folder,
			env: line.env,
		});
		let said = '';
		let interrupted = false;
		child.stderr.setEncoding('utf8').on('data', (text) => {
			said += text;
			// Once: a second one would end it at once, whatever it is about to say.
			if (!interrupted && /^large: \d+ %$/m.test(said)) interrupted = child.kill('SIGINT');
		});
		expect(await once(child, 'close')).toEqual([130, null]);
		faults.clear();
		const [, transferId] =
			/Stopped\. 1 transfer can go on where it stopped:\n {2}iceaxe transfers resume (\w+)\n$/.exec(said) ?? [];
		expect(transferId).toBeDefined();
		const {values} = await line.json(['transfers', 'resume', transferId!]);
		expect(values).toMatchObject([{transferId, state: 'done'}]);
	});
});
