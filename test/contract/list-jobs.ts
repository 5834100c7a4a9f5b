import {randomBytes} from 'node:crypto';
import {expect, it} from 'vitest';
import {commonRefusals} from '../helpers/contract/common-refusals.ts';
import {contract, emulated, expectInvalid} from '../helpers/contract/contract.ts';

const hour = 3_600_000;

contract('ListJobs', (service) => {
	commonRefusals(service, {action: 'ListJobs', method: 'GET', below: '/jobs'});

	const list = (vault: string, query = '') => service.send('GET', `/-/vaults/${vault}/jobs${query}`);
	const ids = async (vault: string, query = ''): Promise<string[]> =>
		(await list(vault, query)).json.JobList.map((job: {JobId: string}) => job.JobId);

	it('has no jobs of a vault without jobs', async () => {
		expect((await list(await service.newVault())).json).toEqual({JobList: [], Marker: null});
	});

	emulated('lists jobs in the order of their start, as DescribeJob describes them, filtered (§3.3)', async () => {
		const vault = await service.newVault();
		const ArchiveId = await service.upload(vault, randomBytes(10));
		service.emulator.control.makeInventory(vault);
		const inventory = await service.startJob(vault, {Type: 'inventory-retrieval'});
		const bulk = await service.startJob(vault, {Type: 'archive-retrieval', ArchiveId, Tier: 'Bulk'});
		service.emulator.control.faults.add({does: 'fail-job', operation: 'InitiateJob', message: 'No luck.'});
		const failing = await service.startJob(vault, {Type: 'archive-retrieval', ArchiveId, Tier: 'Expedited'});
		await service.advance(5 * hour);

		expect(await ids(vault)).toEqual([inventory, bulk, failing]);
		const {json} = await list(vault);
		for (const job of json.JobList) {
			expect((await service.send('GET', `/-/vaults/${vault}/jobs/${job.JobId}`)).json).toEqual(job);
		}
		expect(json.JobList[2]).toMatchObject({StatusCode: 'Failed', StatusMessage: 'No luck.', Completed: true});
		expect(await ids(vault, '?statuscode=InProgress')).toEqual([bulk]);
		expect(await ids(vault, '?statuscode=Succeeded')).toEqual([inventory]);
		expect(await ids(vault, '?statuscode=Failed')).toEqual([failing]);
		expect(await ids(vault, '?completed=true')).toEqual([inventory, failing]);
		expect(await ids(vault, '?completed=false')).toEqual([bulk]);
		expect(await ids(vault, '?completed=false&statuscode=Failed'), 'both must hold').toEqual([]);
		expect(await ids(vault, '?completed=true&limit=1')).toEqual([inventory]);

		await service.advance(24 * hour);
		expect(await ids(vault), 'only what is kept').toEqual([bulk]);
	});

	emulated('gives fifty to a page, or as few as one (§1.1)', async () => {
		const vault = await service.newVault();
		await service.upload(vault, randomBytes(10));
		service.emulator.control.makeInventory(vault);
		const started: string[] = [];
		for (let i = 0; i < 52; i++) started.push(await service.startJob(vault, {Type: 'inventory-retrieval'}));
		const first = (await list(vault)).json;
		expect(first.JobList).toHaveLength(50);
		expect(await ids(vault, `?marker=${encodeURIComponent(first.Marker)}`)).toEqual(started.slice(50));
		const seen: string[] = [];
		for (let query = '?limit=1'; query; ) {
			const {JobList, Marker} = (await list(vault, query)).json;
			seen.push(JobList[0].JobId);
			query = Marker && `?limit=1&marker=${encodeURIComponent(Marker)}`;
		}
		expect(seen).toEqual(started);
	});

	it('refuses bad filters, limits and markers (§0.1, §1.1)', async () => {
		const vault = await service.newVault();
		expectInvalid(await list(vault, '?statuscode=Done'), 'The job status code is not valid: Done');
		expectInvalid(await list(vault, '?completed=yes'), 'Invalid completed: yes');
		expectInvalid(await list(vault, '?limit=51'), 'Invalid limit: 51. It must be 1 to 50.');
		expectInvalid(await list(vault, '?marker=nonsense'), 'Invalid marker: nonsense');
	});
});
