import {randomBytes} from 'node:crypto';
import {expect, it} from 'vitest';
import {mebibyte} from '../../source/model/limits.ts';
import {treeHash} from '../../source/model/tree-hash.ts';
import {commonRefusals} from '../helpers/contract/common-refusals.ts';
import {contract, emulated, expectInvalid, expectNotFound} from '../helpers/contract/contract.ts';
import {openUpload} from '../helpers/contract/uploads.ts';

const bytes = randomBytes(6.5 * mebibyte);

contract('GetJobOutput', (service) => {
	commonRefusals(service, {action: 'GetJobOutput', method: 'GET', below: '/jobs/none/output'});

	/** A job that is done, with a reader of its output. */
	const retrieve = async (vault: string, parameters: object) => {
		const id = await service.startJob(vault, parameters);
		service.emulator.control.finishJobs();
		return (range?: string) =>
			service.send('GET', `/-/vaults/${vault}/jobs/${id}/output`, range === undefined ? {} : {headers: {range}});
	};
	const uploaded = async () => {
		const vault = await service.newVault();
		const ArchiveId = await service.upload(vault, bytes, 'six and a half');
		service.emulator.control.makeInventory(vault);
		return {vault, retrieval: {Type: 'archive-retrieval', ArchiveId}};
	};
	const tree = 'x-amz-sha256-tree-hash';

	it('does not know a job that is not there (§3.5)', async () => {
		const vault = await service.newVault();
		const answer = await service.send('GET', `/-/vaults/${vault}/jobs/nothing/output`);
		expectNotFound(answer, 'The job ID was not found: nothing');
	});

	emulated('has nothing while a job runs, nor when it failed (§3.5)', async () => {
		const {vault, retrieval} = await uploaded();
		service.emulator.control.faults.add({does: 'fail-job', operation: 'InitiateJob'});
		const failing = await service.startJob(vault, retrieval);
		const get = (id: string) => service.send('GET', `/-/vaults/${vault}/jobs/${id}/output`);
		const words = (id: string) => `The job is not currently available for download: ${id}`;
		expectInvalid(await get(failing), words(failing));
		service.emulator.control.finishJobs();
		expectInvalid(await get(failing), words(failing));
	});

	emulated('gives the whole archive with its headers (§3.5)', async () => {
		const {vault, retrieval} = await uploaded();
		const answer = await (await retrieve(vault, retrieval))();
		expect(answer.status).toBe(200);
		expect(answer.headers).toMatchObject({
			'accept-ranges': 'bytes',
			'content-length': String(bytes.length),
			'content-type': 'application/octet-stream',
			'x-amz-archive-description': 'six and a half',
			[tree]: treeHash(bytes),
		});
		expect(answer.headers['content-range']).toBeUndefined();
		expect(answer.bytes.equals(bytes)).toBe(true);
	});

	emulated.each([
		['bytes=0-0', 0, 0],
		['bytes=100-1999999', 100, 1_999_999],
		['bytes=6815743-', 6_815_743, 6_815_743],
		['bytes=5000000-99999999', 5_000_000, 6_815_743],
		['bytes=-10', 6_815_734, 6_815_743],
		['bytes=-99999999', 0, 6_815_743],
		['bytes=0-6815743', 0, 6_815_743],
	])('gives the range %s (§3.5, §10)', async (range, first, last) => {
		const {vault, retrieval} = await uploaded();
		const answer = await (await retrieve(vault, retrieval))(range);
		expect(answer).toMatchObject({
			status: 206,
			headers: {'content-range': `bytes ${first}-${last}/6815744`, 'content-length': String(last - first + 1)},
		});
		expect(answer.bytes.equals(bytes.subarray(first, last + 1))).toBe(true);
	});

	emulated('refuses other ranges (§10)', async () => {
		const {vault, retrieval} = await uploaded();
		const read = await retrieve(vault, retrieval);
		for (const range of ['bytes=6815744-', 'bytes=5-4', 'bytes=-0', 'bytes=-', 'bytes=0-1,3-4', 'lines=1-2', '0-1']) {
			expectInvalid(await read(range), `Invalid Range: ${range}`);
		}
	});

	emulated('gives a checksum with exactly the ranges that are subtrees (§3.5)', async () => {
		const {vault, retrieval} = await uploaded();
		const read = await retrieve(vault, retrieval);
		const eligible = '0-1 0-2 0-4 0-7 1-2 2-3 2-4 3-4 4-5 4-6 4-7 5-6 6-7'.split(' ');
		for (let from = 0; from < 7; from++) {
			for (let to = from + 1; to <= 7; to++) {
				const last = Math.min(to * mebibyte, bytes.length) - 1;
				const answer = await read(`bytes=${from * mebibyte}-${last}`);
				const wanted = eligible.includes(`${from}-${to}`)
					? treeHash(bytes.subarray(from * mebibyte, last + 1))
					: undefined;
				expect(answer.headers[tree], `leaves ${from} to ${to}`).toBe(wanted);
			}
		}
		expect((await read('bytes=0-1048574')).headers[tree]).toBeUndefined();
	});

	emulated(
		'counts offsets from the start of what was retrieved, checksums only if that is a subtree (§3.5)',
		async () => {
			const {vault, retrieval} = await uploaded();
			const subtree = await retrieve(vault, {...retrieval, RetrievalByteRange: '4194304-6291455'});
			const part = await subtree('bytes=1048576-2097151');
			expect(part.headers).toMatchObject({'content-range': 'bytes 1048576-2097151/2097152'});
			expect(part.headers[tree]).toBe(treeHash(bytes.subarray(5 * mebibyte, 6 * mebibyte)));
			expect((await subtree()).headers[tree]).toBe(treeHash(bytes.subarray(4 * mebibyte, 6 * mebibyte)));

			const other = await retrieve(vault, {...retrieval, RetrievalByteRange: '1048576-3145727'});
			const whole = await other();
			expect(whole.headers[tree]).toBeUndefined();
			expect(whole.bytes.equals(bytes.subarray(mebibyte, 3 * mebibyte))).toBe(true);
			expect((await other('bytes=0-1048575')).headers[tree], 'a leaf, but of no subtree').toBeUndefined();
		},
	);

	emulated('reads across the parts of a multipart upload', async () => {
		const upload = await openUpload(service, 2 * mebibyte);
		await upload.putAll(bytes);
		const ArchiveId = (await upload.complete(bytes)).headers['x-amz-archive-id'];
		const read = await retrieve(upload.vault, {Type: 'archive-retrieval', ArchiveId});
		expect((await read()).bytes.equals(bytes)).toBe(true);
		const across = await read('bytes=1000000-5000000');
		expect(across.bytes.equals(bytes.subarray(1_000_000, 5_000_001))).toBe(true);
		expect(across.headers['x-amz-archive-description']).toBeUndefined();
		const within = await read('bytes=3145728-4194303');
		expect(within.headers[tree]).toBe(treeHash(bytes.subarray(3 * mebibyte, 4 * mebibyte)));
		const halves = await read('bytes=4194304-6815743');
		expect(halves.headers[tree]).toBe(treeHash(bytes.subarray(4 * mebibyte)));
	});

	emulated('gives the inventory as JSON (§3.4)', async () => {
		const {vault, retrieval} = await uploaded();
		const read = await retrieve(vault, {Type: 'inventory-retrieval'});
		const answer = await read();
		expect(answer).toMatchObject({status: 200, headers: {'content-type': 'application/json'}});
		expect(answer.headers[tree]).toBeUndefined();
		const created = new Date(service.emulator.control.now()).toISOString();
		expect(answer.json).toEqual({
			VaultARN: service.vaultArn(vault),
			InventoryDate: created.replace(/\.\d+Z/, 'Z'),
			ArchiveList: [
				{
					ArchiveId: retrieval.ArchiveId,
					ArchiveDescription: 'six and a half',
					CreationDate: created,
					Size: bytes.length,
					SHA256TreeHash: treeHash(bytes),
				},
			],
		});
		const range = await read('bytes=10-99');
		expect(range).toMatchObject({status: 206, headers: {'content-range': `bytes 10-99/${answer.bytes.length}`}});
		expect(range.text).toBe(answer.text.slice(10, 100));
	});

	emulated('gives the inventory as CSV, quotes escaped by a backslash, backslashes as they are (§3.4)', async () => {
		const vault = await service.newVault();
		const ids: string[] = [];
		const descriptions = ['plain', 'a,b', 'say "no"', 'c:\\dir\\', ''];
		for (const description of descriptions) {
			ids.push(await service.upload(vault, bytes.subarray(0, 5), description));
			await service.advance(1000);
		}
		service.emulator.control.makeInventory(vault);
		const answer = await (await retrieve(vault, {Type: 'inventory-retrieval', Format: 'CSV'}))();
		expect(answer.headers['content-type']).toBe('text/csv');
		const written = ['"plain"', '"a,b"', '"say \\"no\\""', '"c:\\dir\\"', '""'];
		const hash = treeHash(bytes.subarray(0, 5));
		const lines = answer.text.split('\r\n');
		expect(lines.shift()).toBe('ArchiveId,ArchiveDescription,CreationDate,Size,SHA256TreeHash');
		expect(lines.pop()).toBe('');
		for (const [i, line] of lines.entries()) {
			const start = `${ids[i]},${written[i]},`;
			expect(line.startsWith(start)).toBe(true);
			expect(line.slice(start.length)).toMatch(new RegExp(`^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z,5,${hash}$`));
		}
	});

	emulated('pages through an inventory by limit and marker, pinned to one inventory (§3.4)', async () => {
		const vault = await service.newVault();
		const ids: string[] = [];
		for (let i = 0; i < 5; i++) {
			ids.push(await service.upload(vault, bytes.subarray(0, i + 1), `number ${i}`));
			await service.advance(1000);
		}
		service.emulator.control.makeInventory(vault);
		const page = async (InventoryRetrievalParameters: object) => {
			const id = await service.startJob(vault, {Type: 'inventory-retrieval', InventoryRetrievalParameters});
			service.emulator.control.finishJobs();
			const {ArchiveList} = (await service.send('GET', `/-/vaults/${vault}/jobs/${id}/output`)).json;
			const {json} = await service.send('GET', `/-/vaults/${vault}/jobs/${id}`);
			return {
				ids: ArchiveList.map((each: {ArchiveId: string}) => each.ArchiveId),
				marker: json.InventoryRetrievalParameters.Marker,
			};
		};
		const first = await page({Limit: '2'});
		expect(first.ids).toEqual(ids.slice(0, 2));
		await service.send('DELETE', `/-/vaults/${vault}/archives/${ids[3]}`);
		await service.upload(vault, bytes.subarray(0, 9));
		service.emulator.control.makeInventory(vault);
		const second = await page({Limit: '2', Marker: first.marker});
		expect(second.ids, 'the inventory of the first page').toEqual(ids.slice(2, 4));
		const third = await page({Limit: '2', Marker: second.marker});
		expect(third).toEqual({ids: ids.slice(4), marker: null});
		expect((await page({Limit: '5'})).marker, 'nothing follows').toBeNull();

		const dates = (await service.send('GET', `/-/vaults/${vault}`)).json;
		const start = Date.parse(dates.CreationDate);
		const between = {
			StartDate: new Date(start + 1000).toISOString(),
			EndDate: new Date(start + 3000).toISOString(),
		};
		expect((await page(between)).ids, 'start inclusive, end exclusive').toEqual(ids.slice(1, 3));
	});
});
