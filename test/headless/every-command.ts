import {randomBytes} from 'node:crypto';
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {mebibyte} from '../../source/model/limits.ts';
import {treeHash} from '../../source/model/tree-hash.ts';
import {type CommandLine, openCommandLine} from '../helpers/command-line.ts';

let line: CommandLine;
beforeAll(async () => {
	line = await openCommandLine('every-command');
});
afterAll(() => line.close());

const fileOf = async (name: string, size: number) => {
	const bytes = randomBytes(size);
	await writeFile(join(line.folder, name), bytes);
	return bytes;
};

/** Each test goes on where the one before it stopped: together they are what a person does with a vault. */
describe('every command, as a script uses it', () => {
	let bytes: Buffer;
	let archiveId: string;
	let second: string;

	it('creates a vault, and describes it', async () => {
		const created = await line.iceaxe(['vaults', 'create', 'photos']);
		expect(created).toMatchObject({code: 0, stderr: ''});
		expect(created.stdout).toMatch(/^Vault {9}photos\nARN {11}arn:aws:glacier:us-east-1:111122223333:vaults\/photos\n/);
		const {values, code} = await line.json([
			'vaults',
			'describe',
			'arn:aws:glacier:us-east-1:111122223333:vaults/photos',
		]);
		expect(code).toBe(0);
		expect(values).toEqual([
			{
				vaultName: 'photos',
				vaultArn: 'arn:aws:glacier:us-east-1:111122223333:vaults/photos',
				creationDate: expect.stringMatching(/^\d{4}-.*Z$/),
				lastInventoryDate: null,
				numberOfArchives: 0,
				sizeInBytes: 0,
			},
		]);
	});

	it('lists vaults, a line each with tabs between the fields', async () => {
		await line.iceaxe(['vaults', 'create', 'empty']);
		const {stdout, code} = await line.iceaxe(['vaults', 'list']);
		expect(code).toBe(0);
		expect(stdout.split('\n').map((row) => row.split('\t')[0])).toEqual(['empty', 'photos', '']);
		expect((await line.json(['vaults', 'list'])).values.map(({vaultName}) => vaultName)).toEqual(['empty', 'photos']);
	});

	it('uploads a file and gives the archive id, its location and its tree hash', async () => {
		bytes = await fileOf('a.tar', 2 * mebibyte + 5);
		const {code, stdout, stderr} = await line.iceaxe(['archives', 'upload', 'a.tar', '--vault', 'photos']);
		expect(code).toBe(0);
		const facts = Object.fromEntries(
			stdout
				.trim()
				.split('\n')
				.map((row) => row.split(/ {2,}/)),
		);
		archiveId = facts['Archive id']!;
		expect(facts).toEqual({
			Uploaded: join(line.folder, 'a.tar'),
			'Archive id': expect.stringMatching(/^[\w-]{138}$/),
			Location: `/111122223333/vaults/photos/archives/${archiveId}`,
			'Tree hash': treeHash(bytes),
		});
		expect(stderr).toMatch(/^a\.tar: uploading$/m);
	});

	it('gives the same as JSON, with a description of its own', async () => {
		await fileOf('b.tar', 7);
		const {code, values} = await line.json([
			'archives',
			'upload',
			'b.tar',
			'--vault',
			'photos',
			'--description',
			'plain name',
		]);
		expect(code).toBe(0);
		expect(values).toHaveLength(1);
		expect(values[0]).toMatchObject({direction: 'upload', state: 'done', name: 'plain name', size: 7, error: null});
		second = values[0].archiveId;
		expect(values[0].location).toBe(`/111122223333/vaults/photos/archives/${second}`);
	});

	it('shows uploads of ours before there is an inventory, and says so', async () => {
		const {code, values, stderr} = await line.json(['inventory', 'list', '--vault', 'photos']);
		expect(code).toBe(0);
		expect(values.map(({name, newness}) => [name, newness])).toEqual([
			['a.tar', 'uploaded-since'],
			['plain name', 'uploaded-since'],
		]);
		expect(stderr).toBe('No inventory of photos was fetched yet: these are uploads of ours.\n');
	});

	it('begins an inventory, which comes by itself', async () => {
		const begun = await line.json(['inventory', 'refresh', '--vault', 'photos']);
		expect(begun).toMatchObject({code: 0});
		expect(begun.values).toMatchObject([{vaultName: 'photos', inventoryDate: null}]);
		// To ask is to start a program: nothing is asked before the output was fetched.
		const fetched = () => line.emulator.control.requests.list('GetJobOutput').length;
		await expect.poll(fetched, {timeout: 20_000}).toBeGreaterThan(0);
		const newness = async () =>
			(await line.json(['inventory', 'list', '--vault', 'photos'])).values.map((row) => row.newness);
		await expect.poll(newness, {timeout: 20_000}).toEqual(['in-inventory', 'in-inventory']);
	});

	it('lists an inventory: filtered, sorted, in the documented form', async () => {
		const {code, values} = await line.json(['inventory', 'list', '--vault', 'photos', '--sort', 'size', '--reverse']);
		expect(code).toBe(0);
		expect(values.map(({name}) => name)).toEqual(['a.tar', 'plain name']);
		expect(values[0]).toEqual({
			archiveId,
			name: 'a.tar',
			description: expect.stringMatching(/^mt2 /),
			size: bytes.length,
			created: expect.any(String),
			treeHash: treeHash(bytes),
			modified: expect.any(String),
			format: 'mt2',
			compressed: false,
			encrypted: false,
			newness: 'in-inventory',
		});
		const {stdout} = await line.iceaxe(['inventory', 'list', '--vault', 'photos', '--filter', 'plain']);
		expect(stdout).toMatch(new RegExp(`^plain name\t7\t[\\dT:.-]+Z\tin-inventory\t${second}\n$`));
	});

	it('exports an inventory and imports it again, without asking the service', async () => {
		// The key says whose catalog it is; with this secret every call would be refused.
		const offline = {AWS_SECRET_ACCESS_KEY: 'wrong'};
		const list = ['inventory', 'list', '--vault', 'photos'];
		const before = (await line.json(list)).values;
		const {code, stdout, stderr} = await line.iceaxe(['inventory', 'export', '--vault', 'photos'], offline);
		expect(code).toBe(0);
		expect(stderr).toMatch(/^Inventory of \d{4}-\d\d-\d\d \d\d:\d\d\.\n$/);
		expect(stdout.split('\r\n').map((row) => row.split(',')[0])).toEqual(['ArchiveId', archiveId, second, '']);
		const json = await line.json(['inventory', 'export', '--vault', 'photos', '--format', 'json'], offline);
		expect(json.values[0].ArchiveList).toHaveLength(2);
		const exported = ['inventory', 'export', '--vault', 'photos', '--to', 'photos.json'];
		const path = join(line.folder, 'photos.json');
		expect(await line.json(exported, offline)).toMatchObject({
			code: 0,
			values: [{vaultName: 'photos', path, format: 'JSON', archives: 2, bytes: (await readFile(path)).length}],
		});
		expect(await line.json(exported, offline)).toMatchObject({code: 8, error: {kind: 'file'}});
		const imported = await line.json(['inventory', 'import', 'photos.json', '--vault', 'photos'], offline);
		expect(imported).toMatchObject({code: 0, values: [{vaultName: 'photos', archives: 2, malformed: 0, jobId: null}]});
		expect((await line.json(list)).values).toEqual(before);
		const broken = (await readFile(path, 'utf8')).slice(0, 400);
		await writeFile(join(line.folder, 'broken.json'), broken);
		const refused = await line.iceaxe(['inventory', 'import', 'broken.json', '--vault', 'photos'], offline);
		expect(refused).toMatchObject({code: 7, stdout: ''});
		expect(refused.stderr).toContain('broken.json is no whole inventory');
		expect((await line.json(list)).values).toEqual(before);
	});

	it('shows when backups were made, and has an exit code for one that is overdue', async () => {
		const calendar = ['inventory', 'calendar', '--vault', 'photos'];
		const {code, stdout, stderr} = await line.iceaxe(calendar);
		expect(code).toBe(0);
		const days = stdout.trimEnd().split('\n');
		expect(days).toHaveLength(365);
		const today = days.filter((row) => !row.endsWith('\t0\t0'));
		expect(today.join()).toMatch(new RegExp(`^\\d{4}-\\d\\d-\\d\\d\t2\t${bytes.length + 7}$`));
		expect(stderr).toMatch(/^The last backup was \d+ minutes? ago: there are too few to say whether one is due\.\n$/);
		const late = await line.json([...calendar, '--max-age', '0.0000001']);
		expect(late).toMatchObject({code: 10, values: [{vaultName: 'photos', archives: 2, overdue: true}]});
		expect(late.error).toMatchObject({kind: 'overdue', message: expect.stringMatching(/^No backup for /)});
		expect(await line.json([...calendar, '--max-age', '26'])).toMatchObject({code: 0, values: [{overdue: false}]});
		expect(await line.json([...calendar, '--below', 'nothing'])).toMatchObject({code: 3, values: []});
		expect(await line.json([...calendar, '--max-age', 'soon'])).toMatchObject({code: 2, values: []});
	});

	it('shows what a restore would cost, and does nothing', async () => {
		const {code, values} = await line.json([
			'archives',
			'restore',
			'a.tar',
			'--vault',
			'photos',
			'--to',
			'out',
			'--dry-run',
		]);
		expect(code).toBe(0);
		expect(values).toMatchObject([
			{vaultName: 'photos', archives: 1, bytes: bytes.length, to: join(line.folder, 'out')},
		]);
		expect(values[0].tiers.map(({tier}: {tier: string}) => tier).toSorted()).toEqual(['Bulk', 'Expedited', 'Standard']);
		expect((await line.json(['jobs', 'list', '--vault', 'photos'])).values.map(({action}) => action)).toEqual([
			'InventoryRetrieval',
		]);
	});

	it('begins a restore, says how it goes on, and goes on', async () => {
		const begun = await line.json([
			'archives',
			'restore',
			'a.tar',
			'--vault',
			'photos',
			'--to',
			'out',
			'--tier',
			'bulk',
		]);
		expect(begun).toMatchObject({code: 0});
		const [{transferId, state, tier}] = begun.values;
		expect([state, tier]).toEqual(['retrieving', 'Bulk']);
		expect(begun.stderr).toContain('Restore 1 archive, 2.0 MiB\n  from   photos\n');
		expect(begun.stderr).toMatch(/ {2}cost {3}retrieval \$0\.00 \+ requests /);
		expect(begun.stderr).toContain('\n  iceaxe transfers attach\n');
		const done = await line.json(['transfers', 'attach', transferId]);
		expect(done).toMatchObject({code: 0});
		expect(done.values).toMatchObject([{transferId, state: 'done', path: join(line.folder, 'out', 'a.tar')}]);
		expect(await readFile(join(line.folder, 'out', 'a.tar'))).toEqual(bytes);
	});

	it('restores and waits, by id, without paying again for what is there', async () => {
		const {code, stdout, stderr} = await line.iceaxe([
			'archives',
			'restore',
			archiveId,
			second,
			'--vault',
			'photos',
			'--to',
			'again',
			'--wait',
		]);
		expect(code).toBe(0);
		expect(stderr).toContain('  reused 1 retrieval there already, not paid again\n');
		expect(stdout).toContain(`Restored   ${join(line.folder, 'again', 'a.tar')}\n`);
		expect(await readFile(join(line.folder, 'again', 'a.tar'))).toEqual(bytes);
	});

	it('lists jobs and transfers', async () => {
		// In a state that knows no vault yet.
		expect((await line.json(['jobs', 'list', '--state', 'fresh'])).values).toHaveLength(3);
		const {values} = await line.json(['jobs', 'list']);
		expect(values.map(({action, name}) => [action, name]).toSorted()).toEqual([
			['ArchiveRetrieval', 'a.tar'],
			['ArchiveRetrieval', 'plain name'],
			['InventoryRetrieval', null],
		]);
		const {stdout} = await line.iceaxe(['transfers', 'list']);
		expect(
			stdout
				.trim()
				.split('\n')
				.map((row) => row.split('\t').slice(1, 3).join(' '))
				.toSorted(),
		).toEqual(['download done', 'download done', 'download done', 'upload done', 'upload done']);
	});

	it('describes a transfer, and lists its chunks', async () => {
		const {values} = await line.json(['transfers', 'list']);
		const {transferId} = values.find(({name}) => name === 'a.tar');
		const described = await line.iceaxe(['transfers', 'describe', transferId]);
		expect(described).toMatchObject({code: 0, stderr: ''});
		expect(described.stdout).toContain('\nParts       1 verified, 8.0 MiB each\n');
		expect((await line.json(['transfers', 'describe', transferId])).values).toMatchObject([
			{transferId, state: 'done', chunks: {waiting: 0, moving: 0, retrying: 0, verified: 1, failed: 0}},
		]);
		const {stdout} = await line.iceaxe(['transfers', 'chunks', transferId]);
		expect(stdout).toBe(`1\tverified\t${bytes.length}\t0\t${treeHash(bytes)}\t\n`);
		expect((await line.json(['transfers', 'chunks', transferId])).values).toEqual([
			{
				...{index: 0, offset: 0, bytes: bytes.length, state: 'verified', movedBytes: 0},
				...{treeHash: treeHash(bytes), tries: 0, error: null},
			},
		]);
		expect(await line.json(['transfers', 'chunks', transferId, '--troubled'])).toMatchObject({code: 0, values: []});
		expect(await line.json(['transfers', 'describe', 'nobody'])).toMatchObject({code: 3, values: []});
	});

	it('waits for a new inventory when told to', async () => {
		const {code, values} = await line.json(['inventory', 'refresh', '--vault', 'photos', '--wait']);
		expect(code).toBe(0);
		expect(values).toMatchObject([
			{
				vaultName: 'photos',
				archives: 2,
				uploadedSince: 0,
				inventoryDate: expect.any(String),
				jobId: expect.any(String),
			},
		]);
	});

	it('forgets a transfer, and will not cancel one that is over', async () => {
		const {values} = await line.json(['transfers', 'list']);
		const {transferId} = values[0];
		expect(await line.json(['transfers', 'cancel', transferId])).toMatchObject({code: 2, values: []});
		expect(await line.json(['transfers', 'pause', transferId])).toMatchObject({code: 2, values: []});
		expect(await line.json(['transfers', 'forget', transferId])).toMatchObject({code: 0, values: [{transferId}]});
		expect((await line.json(['transfers', 'list'])).values).toHaveLength(values.length - 1);
	});

	it('deletes archives by id, and then the vault', async () => {
		const {code, values} = await line.json(['archives', 'delete', archiveId, second, '--vault', 'photos', '--yes']);
		expect(code).toBe(0);
		expect(values).toEqual([
			{vaultName: 'photos', archiveId},
			{vaultName: 'photos', archiveId: second},
		]);
		expect((await line.json(['inventory', 'list', '--vault', 'photos'])).values).toEqual([]);
		line.emulator.control.makeInventory('photos');
		expect(await line.json(['vaults', 'delete', 'photos', '--yes'])).toMatchObject({
			code: 0,
			values: [{vaultName: 'photos', archiveId: null}],
		});
	});

	it('tells where everything is', async () => {
		const {values} = await line.json(['info', '--state', 'here']);
		expect(values).toHaveLength(1);
		expect(values[0].paths.log).toEqual({value: join(line.folder, 'here', 'log', 'iceaxe.log'), origin: '--state'});
		expect(values[0].account.region).toEqual({value: 'us-east-1', origin: 'AWS_REGION'});
		const {stdout} = await line.iceaxe(['info', '--region', 'eu-west-1']);
		expect(stdout).toMatch(/^ {2}region {5}eu-west-1 {2}\(--region\)$/m);
	});
});
