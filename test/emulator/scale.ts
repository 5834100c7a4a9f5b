import {expect} from 'vitest';
import {contract, emulated} from '../helpers/contract/contract.ts';

const count = 10_000_000;
const start = Date.UTC(2018, 0, 1);

contract('a vault of ten million archives', (service) => {
	const finished = async (vault: string, parameters: object) => {
		const id = await service.startJob(vault, parameters);
		service.emulator.control.finishJobs();
		const path = `/-/vaults/${vault}/jobs/${id}`;
		const {json} = await service.send('GET', path);
		return {
			job: json,
			read: (range: string) => service.send('GET', `${path}/output`, {headers: {range: `bytes=${range}`}}),
		};
	};

	emulated('is inventoried without being written anywhere, and read from any byte on', async () => {
		const vault = await service.newVault();
		const before = process.memoryUsage.rss();
		service.emulator.control.fill(vault, 'plain', {count, start, seed: 1});
		service.emulator.control.makeInventory(vault);
		expect((await service.send('GET', `/-/vaults/${vault}`)).json.NumberOfArchives).toBe(count);

		const {job, read} = await finished(vault, {Type: 'inventory-retrieval'});
		const size: number = job.InventorySizeInBytes;
		expect(size).toBeGreaterThan(4e9);
		const head = (await read('0-999')).text;
		const rowLength = head.indexOf(',{"ArchiveId"') - head.indexOf('{"ArchiveId"') + 1;
		const listStart = head.indexOf('{"ArchiveId"');
		expect(size).toBe(listStart + count * rowLength - 1 + ']}'.length);
		for (const row of [0, 1, 4095, 4096, 123_456, 5_000_000, count - 1]) {
			const first = listStart + row * rowLength;
			const answer = await read(`${first}-${first + rowLength - 2}`);
			expect(JSON.parse(answer.text).ArchiveDescription).toMatch(
				new RegExp(
					`^plain/${Math.floor(row / 4096)
						.toString(16)
						.padStart(6, '0')}${(row % 4096).toString(16).padStart(3, '0')}`,
				),
			);
		}
		expect((await read('-2')).text).toBe(']}');

		const first = listStart + 7_654_321 * rowLength;
		const {ArchiveId, Size, SHA256TreeHash} = JSON.parse((await read(`${first}-${first + rowLength - 2}`)).text);
		const retrieval = await finished(vault, {Type: 'archive-retrieval', ArchiveId});
		expect(retrieval.job).toMatchObject({ArchiveSizeInBytes: Size, SHA256TreeHash});
		const page = {Limit: '2', StartDate: '2019-06-01T00:00:00Z'};
		const paged = await finished(vault, {Type: 'inventory-retrieval', InventoryRetrievalParameters: page});
		const [one, two] = JSON.parse((await paged.read('0-')).text).ArchiveList;
		expect([one.CreationDate, two.CreationDate]).toEqual(['2019-06-01T00:00:00.000Z', '2019-06-01T00:00:21.000Z']);
		expect(process.memoryUsage.rss() - before, 'bytes').toBeLessThan(200e6);
	});

	emulated('holds archives of 100 GB, of which any part can be had, with its checksum', async () => {
		const vault = await service.newVault();
		service.emulator.control.fill(vault, 'nightly', {count: 1, start: Date.UTC(2026, 10, 1), seed: 1});
		service.emulator.control.makeInventory(vault);
		const inventory = await finished(vault, {Type: 'inventory-retrieval'});
		const [{ArchiveId, Size, SHA256TreeHash}] = JSON.parse((await inventory.read('0-')).text).ArchiveList;
		expect(Size).toBeGreaterThan(90e9);
		const {job, read} = await finished(vault, {Type: 'archive-retrieval', ArchiveId});
		expect(job.SHA256TreeHash).toBe(SHA256TreeHash);
		const far = 65_536 * 1_048_576;
		const leaf = await read(`${far}-${far + 1_048_575}`);
		expect(leaf.headers['x-amz-sha256-tree-hash']).toMatch(/^[0-9a-f]{64}$/);
		expect(leaf.bytes).toHaveLength(1_048_576);
	});
});
