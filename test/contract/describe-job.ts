import {randomBytes} from 'node:crypto';
import {expect, it} from 'vitest';
import {mebibyte} from '../../source/model/limits.ts';
import {treeHash} from '../../source/model/tree-hash.ts';
import {commonRefusals} from '../helpers/contract/common-refusals.ts';
import {contract, emulated, expectNotFound} from '../helpers/contract/contract.ts';

const bytes = randomBytes(2.5 * mebibyte);
const hour = 3_600_000;

contract('DescribeJob', (service) => {
	commonRefusals(service, {action: 'DescribeJob', method: 'GET', below: '/jobs/none'});

	const describe = (vault: string, id: string) => service.send('GET', `/-/vaults/${vault}/jobs/${id}`);
	const filled = async () => {
		const vault = await service.newVault();
		const archive = await service.upload(vault, bytes, 'half');
		service.emulator.control.makeInventory(vault);
		return {vault, archive};
	};
	const at = (moment: number) => new Date(moment).toISOString();

	it('does not know a job that is not there (§0.1)', async () => {
		const vault = await service.newVault();
		expectNotFound(await describe(vault, 'nothing'), 'The job ID was not found: nothing');
	});

	emulated('describes a retrieval, first in progress, then done (§3.3)', async () => {
		const {vault, archive} = await filled();
		const created = service.emulator.control.now();
		const topic = 'arn:aws:sns:us-east-1:111122223333:jobs';
		const id = await service.startJob(vault, {
			Type: 'archive-retrieval',
			ArchiveId: archive,
			Description: 'for the audit',
			SNSTopic: topic,
			Tier: 'Bulk',
		});
		const running = {
			Action: 'ArchiveRetrieval',
			ArchiveId: archive,
			ArchiveSHA256TreeHash: treeHash(bytes),
			ArchiveSizeInBytes: bytes.length,
			Completed: false,
			CompletionDate: null,
			CreationDate: at(created),
			InventoryRetrievalParameters: null,
			InventorySizeInBytes: null,
			JobDescription: 'for the audit',
			JobId: id,
			JobOutputPath: null,
			OutputLocation: null,
			RetrievalByteRange: '0-2621439',
			SHA256TreeHash: null,
			SNSTopic: topic,
			SelectParameters: null,
			StatusCode: 'InProgress',
			StatusMessage: 'Operation in progress.',
			Tier: 'Bulk',
			VaultARN: service.vaultArn(vault),
		};
		expect(await describe(vault, id)).toMatchObject({status: 200});
		expect((await describe(vault, id)).json).toEqual(running);
		await service.advance(8 * hour);
		expect((await describe(vault, id)).json).toEqual({
			...running,
			Completed: true,
			CompletionDate: at(created + 8 * hour),
			SHA256TreeHash: treeHash(bytes),
			StatusCode: 'Succeeded',
			StatusMessage: 'Succeeded',
		});
	});

	emulated.each([
		['Expedited', 3 / 60],
		['Standard', 4],
		['Bulk', 8],
	])('takes as long as the tier %s takes (§3.2)', async (Tier, hours) => {
		const {vault, archive} = await filled();
		const id = await service.startJob(vault, {Type: 'archive-retrieval', ArchiveId: archive, Tier});
		await service.advance(hours * hour - 1);
		expect((await describe(vault, id)).json).toMatchObject({StatusCode: 'InProgress', Tier});
		await service.advance(1);
		expect((await describe(vault, id)).json).toMatchObject({StatusCode: 'Succeeded', Tier});
	});

	emulated('gives the tree hash of a range where the range has one (§3.3)', async () => {
		const {vault, archive} = await filled();
		const hashOf = async (RetrievalByteRange: string) => {
			const id = await service.startJob(vault, {Type: 'archive-retrieval', ArchiveId: archive, RetrievalByteRange});
			service.emulator.control.finishJobs();
			const {json} = await describe(vault, id);
			expect(json).toMatchObject({RetrievalByteRange, ArchiveSHA256TreeHash: treeHash(bytes), Tier: 'Standard'});
			return json.SHA256TreeHash;
		};
		expect(await hashOf('0-2097151')).toBe(treeHash(bytes.subarray(0, 2 * mebibyte)));
		expect(await hashOf('2097152-2621439')).toBe(treeHash(bytes.subarray(2 * mebibyte)));
		expect(await hashOf('1048576-2621439'), 'MiB-aligned, but no subtree').toBeNull();
	});

	emulated('describes an inventory, with its size once it is there (§3.3)', async () => {
		const {vault} = await filled();
		const id = await service.startJob(vault, {
			Type: 'inventory-retrieval',
			Format: 'CSV',
			InventoryRetrievalParameters: {StartDate: '2020-01-01T00:00:00Z', Limit: '10'},
		});
		const about = {
			Action: 'InventoryRetrieval',
			ArchiveId: null,
			ArchiveSHA256TreeHash: null,
			ArchiveSizeInBytes: null,
			JobDescription: null,
			RetrievalByteRange: null,
			SHA256TreeHash: null,
			SNSTopic: null,
			Tier: null,
			InventoryRetrievalParameters: {
				Format: 'CSV',
				StartDate: '2020-01-01T00:00:00Z',
				EndDate: null,
				Limit: '10',
				Marker: null,
			},
		};
		expect((await describe(vault, id)).json).toMatchObject({...about, InventorySizeInBytes: null});
		await service.advance(4 * hour);
		const output = await service.send('GET', `/-/vaults/${vault}/jobs/${id}/output`);
		expect((await describe(vault, id)).json).toMatchObject({...about, InventorySizeInBytes: output.bytes.length});
	});

	emulated('forgets a job 24 hours after it was completed (§3.3)', async () => {
		const {vault, archive} = await filled();
		const id = await service.startJob(vault, {Type: 'archive-retrieval', ArchiveId: archive});
		await service.advance(28 * hour - 1);
		expect((await describe(vault, id)).status).toBe(200);
		await service.advance(1);
		expectNotFound(await describe(vault, id), `The job ID was not found: ${id}`);
	});

	emulated('fails a retrieval whose archive was deleted meanwhile; what is done stays done (§2.6, §10)', async () => {
		const {vault, archive} = await filled();
		const retrieval = {Type: 'archive-retrieval', ArchiveId: archive};
		const done = await service.startJob(vault, retrieval);
		await service.advance(4 * hour);
		const running = await service.startJob(vault, retrieval);
		await service.send('DELETE', `/-/vaults/${vault}/archives/${archive}`);
		await service.advance(4 * hour);
		expect((await describe(vault, running)).json).toMatchObject({
			Completed: true,
			StatusCode: 'Failed',
			StatusMessage: 'The archive was deleted before it was retrieved.',
			SHA256TreeHash: null,
		});
		const output = await service.send('GET', `/-/vaults/${vault}/jobs/${done}/output`);
		expect(output.bytes.equals(bytes)).toBe(true);
	});
});
