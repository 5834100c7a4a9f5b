import {randomBytes} from 'node:crypto';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type Emulator, startEmulator} from '../../source/emulator/emulator.ts';
import {routes} from '../../source/emulator/routes.ts';
import {mebibyte} from '../../source/model/limits.ts';
import {treeHash} from '../../source/model/tree-hash.ts';
import {type AwsCommandLine, findAws, startAws} from '../helpers/aws-command-line.ts';

const kind = findAws();
if (!kind) console.warn('The AWS command line is not on this machine: its test is skipped. Debian has it as awscli.');

describe.skipIf(!kind)('the emulator, driven by the AWS command line', () => {
	let emulator: Emulator;
	let aws: AwsCommandLine;
	let folder: string;

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'iceaxe-aws-'));
		emulator = await startEmulator({
			delays: {Expedited: 0, Standard: 0, Bulk: 0, Inventory: 0},
			instantInventory: true,
		});
		aws = startAws(kind!, {
			AWS_ACCESS_KEY_ID: emulator.credentials.accessKeyId,
			AWS_SECRET_ACCESS_KEY: emulator.credentials.secretAccessKey,
			AWS_DEFAULT_REGION: emulator.region,
			AWS_CONFIG_FILE: join(folder, 'none'),
			AWS_SHARED_CREDENTIALS_FILE: join(folder, 'none'),
			AWS_MAX_ATTEMPTS: '1',
		});
	});
	afterAll(async () => {
		await aws?.close();
		await emulator?.close();
		await rm(folder, {recursive: true, force: true});
	});

	const glacier = async (command: string, ...args: string[]) => {
		const answer = await aws.run('glacier', command, '--endpoint-url', emulator.url, '--account-id', '-', ...args);
		expect(answer.code, `${command}: ${answer.error}`).toBe(0);
		return answer.out.trim() === '' ? undefined : JSON.parse(answer.out);
	};

	it('does all 33 operations', {timeout: 120_000}, async () => {
		const v = ['--vault-name', 'photos'];
		await glacier('create-vault', ...v);
		expect((await glacier('list-vaults')).VaultList).toMatchObject([{VaultName: 'photos', NumberOfArchives: 0}]);

		await glacier('add-tags-to-vault', ...v, '--tags', 'owner=ops,cost=low');
		await glacier('remove-tags-from-vault', ...v, '--tag-keys', 'cost');
		expect(await glacier('list-tags-for-vault', ...v)).toEqual({Tags: {owner: 'ops'}});

		const topic = 'arn:aws:sns:us-east-1:111122223333:jobs';
		const configuration = {SNSTopic: topic, Events: ['ArchiveRetrievalCompleted']};
		await glacier('set-vault-notifications', ...v, '--vault-notification-config', JSON.stringify(configuration));
		expect(await glacier('get-vault-notifications', ...v)).toEqual({vaultNotificationConfig: configuration});
		await glacier('delete-vault-notifications', ...v);

		const statement = (vault: string) => ({
			Effect: 'Deny',
			Principal: '*',
			Action: 'glacier:DeleteVault',
			Resource: `arn:aws:glacier:us-east-1:${emulator.accountId}:vaults/${vault}`,
		});
		const policy = (vault: string) => JSON.stringify({Policy: JSON.stringify({Statement: statement(vault)})});
		await glacier('set-vault-access-policy', ...v, '--policy', policy('photos'));
		const {policy: set} = await glacier('get-vault-access-policy', ...v);
		expect(JSON.parse(set.Policy).Statement).toEqual(statement('photos'));
		await glacier('delete-vault-access-policy', ...v);

		await glacier('create-vault', '--vault-name', 'kept');
		const kept = ['--vault-name', 'kept'];
		await glacier('initiate-vault-lock', ...kept, '--policy', policy('kept'));
		await glacier('abort-vault-lock', ...kept);
		const {lockId} = await glacier('initiate-vault-lock', ...kept, '--policy', policy('kept'));
		// An id may begin with a dash, which only the form with an equals sign survives.
		await glacier('complete-vault-lock', ...kept, `--lock-id=${lockId}`);
		expect((await glacier('get-vault-lock', ...kept)).State).toBe('Locked');

		await glacier('set-data-retrieval-policy', '--policy', '{"Rules":[{"Strategy":"FreeTier"}]}');
		expect((await glacier('get-data-retrieval-policy')).Policy.Rules).toEqual([{Strategy: 'FreeTier'}]);
		const {capacityId} = await glacier('purchase-provisioned-capacity');
		expect((await glacier('list-provisioned-capacity')).ProvisionedCapacityList[0].CapacityId).toBe(capacityId);

		const bytes = randomBytes(1.5 * mebibyte);
		await writeFile(join(folder, 'whole'), bytes);
		const body = (name: string) => ['--body', join(folder, name)];
		const small = await glacier('upload-archive', ...v, '--archive-description', 'a "small" one', ...body('whole'));
		expect(small.checksum).toBe(treeHash(bytes));
		await writeFile(join(folder, 'first'), bytes.subarray(0, mebibyte));
		await writeFile(join(folder, 'second'), bytes.subarray(mebibyte));
		const part = ['--part-size', String(mebibyte), '--archive-description', 'in parts'];
		const {uploadId} = await glacier('initiate-multipart-upload', ...v, ...part);
		const u = [...v, `--upload-id=${uploadId}`];
		await glacier('upload-multipart-part', ...u, '--range', 'bytes 0-1048575/*', ...body('first'));
		await glacier('upload-multipart-part', ...u, '--range', 'bytes 1048576-1572863/*', ...body('second'));
		expect((await glacier('list-parts', ...u)).Parts).toHaveLength(2);
		expect((await glacier('list-multipart-uploads', ...v)).UploadsList).toHaveLength(1);
		const whole = ['--archive-size', String(bytes.length), '--checksum', treeHash(bytes)];
		const {archiveId} = await glacier('complete-multipart-upload', ...u, ...whole);
		const other = await glacier('initiate-multipart-upload', ...v, ...part);
		await glacier('abort-multipart-upload', ...v, `--upload-id=${other.uploadId}`);
		expect(await glacier('describe-vault', ...v)).toMatchObject({NumberOfArchives: 2});

		const job = async (parameters: object, ...args: string[]) => {
			const {jobId} = await glacier('initiate-job', ...v, '--job-parameters', JSON.stringify(parameters));
			const described = await glacier('describe-job', ...v, `--job-id=${jobId}`);
			const file = join(folder, 'output');
			const output = await glacier('get-job-output', ...v, `--job-id=${jobId}`, ...args, file);
			return {described, output, bytes: await readFile(file)};
		};
		const inventory = await job({Type: 'inventory-retrieval'});
		expect(inventory.described.InventorySizeInBytes).toBe(inventory.bytes.length);
		const list = JSON.parse(inventory.bytes.toString()).ArchiveList;
		expect(list.map((each: {ArchiveDescription: string}) => each.ArchiveDescription).toSorted()).toEqual([
			'a "small" one',
			'in parts',
		]);
		const retrieved = await job({Type: 'archive-retrieval', ArchiveId: archiveId, Tier: 'Expedited'});
		expect(retrieved.bytes.equals(bytes)).toBe(true);
		expect(retrieved.output).toMatchObject({status: 200, checksum: treeHash(bytes), archiveDescription: 'in parts'});
		const range = ['--range', 'bytes=1048576-1572863'];
		const tail = await job({Type: 'archive-retrieval', ArchiveId: archiveId, Tier: 'Expedited'}, ...range);
		expect(tail.output).toMatchObject({status: 206, checksum: treeHash(bytes.subarray(mebibyte))});
		expect((await glacier('list-jobs', ...v)).JobList).toHaveLength(3);

		for (const id of [archiveId, small.archiveId]) await glacier('delete-archive', ...v, `--archive-id=${id}`);
		await glacier('delete-vault', ...v);

		const asked = new Set(emulator.control.requests.list().map((line) => line.operation));
		expect([...asked].toSorted()).toEqual(routes.map(([, , operation]) => operation.action).toSorted());
		expect(asked.size).toBe(33);
	});

	it('tells it what is wrong in the service’s words', async () => {
		const answer = await aws.run(
			'glacier',
			'describe-vault',
			'--endpoint-url',
			emulator.url,
			'--account-id',
			'-',
			'--vault-name',
			'none',
		);
		expect(answer.code).not.toBe(0);
		expect(answer.error).toMatch(
			'An error occurred (ResourceNotFoundException) when calling the DescribeVault operation: Vault not found for ARN: arn:aws:glacier:us-east-1:111122223333:vaults/none',
		);
	});
});
