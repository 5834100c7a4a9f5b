import {randomBytes} from 'node:crypto';
import {
	CompleteMultipartUploadCommand,
	CreateVaultCommand,
	DeleteArchiveCommand,
	DeleteVaultCommand,
	DescribeJobCommand,
	DescribeVaultCommand,
	GetJobOutputCommand,
	GlacierClient,
	InitiateJobCommand,
	InitiateMultipartUploadCommand,
	ListJobsCommand,
	ListPartsCommand,
	ListVaultsCommand,
	UploadArchiveCommand,
	UploadMultipartPartCommand,
} from '@aws-sdk/client-glacier';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type Emulator, startEmulator} from '../../source/emulator/emulator.ts';
import {mebibyte} from '../../source/model/limits.ts';
import {treeHash} from '../../source/model/tree-hash.ts';
import {turnedClock} from '../../source/platform/clock.ts';

describe('the emulator, driven by the AWS SDK', () => {
	let emulator: Emulator;
	let client: GlacierClient;
	const vault = {accountId: '-', vaultName: 'photos'};

	beforeAll(async () => {
		emulator = await startEmulator({clock: turnedClock(Date.now())});
		client = new GlacierClient({
			endpoint: emulator.url,
			region: emulator.region,
			credentials: emulator.credentials,
			maxAttempts: 1,
		});
	});
	afterAll(async () => {
		client?.destroy();
		await emulator?.close();
	});

	it('takes an archive in, lists it, gives it back and lets it go', async () => {
		await client.send(new CreateVaultCommand(vault));
		const {VaultList} = await client.send(new ListVaultsCommand({accountId: '-'}));
		expect(VaultList?.map((each) => each.VaultName)).toEqual(['photos']);

		const small = randomBytes(1000);
		const uploaded = await client.send(
			new UploadArchiveCommand({...vault, archiveDescription: 'a "small" one', body: small}),
		);
		expect(uploaded.checksum).toBe(treeHash(small));

		await emulator.control.advance(1);
		const large = randomBytes(5 * mebibyte + 17);
		const {uploadId} = await client.send(
			new InitiateMultipartUploadCommand({...vault, partSize: String(2 * mebibyte), archiveDescription: 'large'}),
		);
		for (const first of [4, 0, 2].map((n) => n * mebibyte)) {
			const body = large.subarray(first, first + 2 * mebibyte);
			const range = `bytes ${first}-${first + body.length - 1}/*`;
			await client.send(new UploadMultipartPartCommand({...vault, uploadId, range, body}));
		}
		const {Parts} = await client.send(new ListPartsCommand({...vault, uploadId}));
		expect(Parts?.map((part) => part.RangeInBytes)).toEqual(['0-2097151', '2097152-4194303', '4194304-5242896']);
		const {archiveId} = await client.send(
			new CompleteMultipartUploadCommand({
				...vault,
				uploadId,
				archiveSize: String(large.length),
				checksum: treeHash(large),
			}),
		);

		await emulator.control.advance(24 * 3_600_000);
		const described = await client.send(new DescribeVaultCommand(vault));
		expect(described).toMatchObject({NumberOfArchives: 2, SizeInBytes: small.length + large.length + 65_536});

		const start = (jobParameters: object) => client.send(new InitiateJobCommand({...vault, jobParameters}));
		const inventory = await start({Type: 'inventory-retrieval'});
		const retrieval = await start({Type: 'archive-retrieval', ArchiveId: archiveId, Tier: 'Bulk'});
		await emulator.control.advance(5 * 3_600_000);
		const {JobList} = await client.send(new ListJobsCommand({...vault, completed: 'true'}));
		expect(JobList?.map((job) => job.JobId)).toEqual([inventory.jobId]);

		const list = await client.send(new GetJobOutputCommand({...vault, jobId: inventory.jobId}));
		const json = JSON.parse(await list.body!.transformToString());
		expect(json.ArchiveList).toMatchObject([
			{ArchiveId: uploaded.archiveId, ArchiveDescription: 'a "small" one', Size: 1000},
			{ArchiveId: archiveId, ArchiveDescription: 'large', Size: large.length, SHA256TreeHash: treeHash(large)},
		]);
		const {InventorySizeInBytes} = await client.send(new DescribeJobCommand({...vault, jobId: inventory.jobId}));
		expect(InventorySizeInBytes).toBe(JSON.stringify(json).length);

		await emulator.control.advance(5 * 3_600_000);
		const whole = await client.send(new GetJobOutputCommand({...vault, jobId: retrieval.jobId}));
		expect(whole.checksum).toBe(treeHash(large));
		expect(large.equals(await whole.body!.transformToByteArray())).toBe(true);
		const piece = await client.send(
			new GetJobOutputCommand({...vault, jobId: retrieval.jobId, range: 'bytes=4194304-5242896'}),
		);
		expect(piece).toMatchObject({
			status: 206,
			checksum: treeHash(large.subarray(4 * mebibyte)),
			contentRange: 'bytes 4194304-5242896/5242897',
			archiveDescription: 'large',
		});
		await piece.body!.transformToByteArray();

		for (const id of [archiveId, uploaded.archiveId]) {
			await client.send(new DeleteArchiveCommand({...vault, archiveId: id}));
		}
		await expect(client.send(new DeleteVaultCommand(vault))).rejects.toThrow('Vault not empty or recently written to');
		emulator.control.makeInventory();
		await client.send(new DeleteVaultCommand(vault));
		await expect(client.send(new DescribeVaultCommand(vault))).rejects.toThrow('Vault not found for ARN');
	});
});
