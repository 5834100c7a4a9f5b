import {GetJobOutputCommand, GlacierClient, InitiateJobCommand, ListJobsCommand} from '@aws-sdk/client-glacier';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {seedDemoAccount} from '../../../source/emulator/demo/seed.ts';
import {type Emulator, startEmulator} from '../../../source/emulator/emulator.ts';
import {decodeDescription} from '../../../source/model/descriptions/descriptions.ts';
import {turnedClock} from '../../../source/platform/clock.ts';

type Listed = {
	ArchiveId: string;
	ArchiveDescription: string;
	CreationDate: string;
	Size: number;
	SHA256TreeHash: string;
};

describe('the demo account', () => {
	let emulator: Emulator;
	let client: GlacierClient;

	beforeAll(async () => {
		emulator = await startEmulator({
			clock: turnedClock(Date.UTC(2026, 10, 23, 14)),
			delays: {Inventory: 0},
			seed: seedDemoAccount,
		});
		const {url: endpoint, region, credentials} = emulator;
		client = new GlacierClient({endpoint, region, credentials, maxAttempts: 1});
	});
	afterAll(async () => {
		client?.destroy();
		await emulator?.close();
	});

	const inventory = async (vaultName: string): Promise<Listed[]> => {
		const vault = {accountId: '-', vaultName};
		const {jobId} = await client.send(
			new InitiateJobCommand({...vault, jobParameters: {Type: 'inventory-retrieval', Format: 'JSON'}}),
		);
		const {body} = await client.send(new GetJobOutputCommand({...vault, jobId}));
		return JSON.parse(await body!.transformToString()).ArchiveList;
	};

	it('has jobs in every state', async () => {
		const states = async (vaultName: string) => {
			const {JobList} = await client.send(new ListJobsCommand({accountId: '-', vaultName}));
			return JobList!.map((job) => `${job.Action} ${job.StatusCode}`);
		};
		expect(await states('summitroute_backup')).toEqual([
			'ArchiveRetrieval InProgress',
			'ArchiveRetrieval Succeeded',
			'ArchiveRetrieval Succeeded',
		]);
		expect(await states('photos')).toEqual(['InventoryRetrieval Succeeded', 'ArchiveRetrieval InProgress']);
		expect(await states('mtglacier')).toEqual(['ArchiveRetrieval Failed']);
		expect(await states('archive-2014')).toEqual([]);
	});

	it.each([
		['summitroute_backup', 416, 'mt2'],
		['photos', 8214, 'fastglacier'],
		['mtglacier', 2041, 'mt2'],
	])('has a vault %s of %i archives written as %s', async (vault, count, format) => {
		const list = await inventory(vault);
		expect(list).toHaveLength(count);
		expect(new Set(list.map((each) => each.ArchiveId)).size).toBe(count);
		const odd = list.filter(
			({ArchiveId, ArchiveDescription}) =>
				Buffer.from(ArchiveId, 'base64url').toString('base64url') !== ArchiveId ||
				ArchiveId.length !== 138 ||
				decodeDescription(ArchiveDescription, ArchiveId).format !== format,
		);
		expect(odd).toEqual([]);
		const dates = list.map((each) => each.CreationDate);
		expect([...dates].sort()).toEqual(dates);
		expect(dates.at(-1)! < '2026-11-23T14').toBe(true);
	});

	it('has a year of nights in which one is missing, the newest not yet in the inventory', async () => {
		const list = await inventory('summitroute_backup');
		const names = list.map((each) => decodeDescription(each.ArchiveDescription, each.ArchiveId).name);
		const nights = names.filter((name) => name.startsWith('nightly/'));
		expect(nights).toHaveLength(364);
		expect(nights[0]).toBe('nightly/2025-11-23.tar.gpg');
		expect(nights.at(-1)).toBe('nightly/2026-11-22.tar.gpg');
		expect(nights).not.toContain('nightly/2026-10-07.tar.gpg');
		await emulator.control.advance(24 * 3_600_000);
		expect(await inventory('summitroute_backup')).toHaveLength(417);
	});
});
