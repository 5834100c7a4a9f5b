import {randomBytes} from 'node:crypto';
import {expect} from 'vitest';
import {treeHash} from '../../../source/model/tree-hash.ts';
import {contract, emulated, expectInvalid} from '../../helpers/contract/contract.ts';

type Row = {ArchiveId: string; ArchiveDescription: string; CreationDate: string; Size: number; SHA256TreeHash: string};

const day = 86_400_000;
const start = Date.UTC(2026, 0, 1);

contract('an inventory', (service) => {
	const fetch = async (vault: string, parameters: object = {}, range?: string) => {
		const id = await service.startJob(vault, {Type: 'inventory-retrieval', ...parameters});
		service.emulator.control.finishJobs();
		const path = `/-/vaults/${vault}/jobs/${id}`;
		const answer = await service.send('GET', `${path}/output`, range ? {headers: {range}} : {});
		const {json} = await service.send('GET', path);
		return {
			...answer,
			rows: (answer.json?.ArchiveList ?? []) as Row[],
			job: json,
			read: (bytes: string) => service.send('GET', `${path}/output`, {headers: {range: bytes}}),
		};
	};
	const order = (rows: Row[]) => rows.map((row) => `${row.CreationDate} ${row.ArchiveId}`);

	emulated.each(['plain', 'nightly', 'fastglacier', 'mt-aws-glacier', 'nas', 'weekly'] as const)(
		'of %s archives is as long as it says, in order, and the same in every range and form',
		async (kind) => {
			const vault = await service.newVault();
			const {control} = service.emulator;
			// More than a block of the plain ones.
			const count = kind === 'plain' ? 9000 : 300;
			control.fill(vault, kind, {count, start, seed: 7});
			control.makeInventory(vault);
			const {rows, bytes, job, read} = await fetch(vault);
			expect(rows).toHaveLength(count);
			expect(job.InventorySizeInBytes).toBe(bytes.length);
			expect(order(rows)).toEqual(order(rows).toSorted());
			expect(new Set(rows.map((row) => row.ArchiveId)).size).toBe(count);
			expect(rows.every((row) => Buffer.from(row.ArchiveId, 'base64url').toString('base64url') === row.ArchiveId)).toBe(
				true,
			);
			expect(rows.every((row) => row.Size > 0 && /^[0-9a-f]{64}$/.test(row.SHA256TreeHash))).toBe(true);

			for (const share of [0, 0.1, 0.33333, 0.5, 0.97]) {
				const first = Math.floor(bytes.length * share);
				const last = Math.min(bytes.length - 1, first + 3_000_017);
				const piece = await read(`bytes=${first}-${last}`);
				expect(piece.bytes.equals(bytes.subarray(first, last + 1)), `${first}-${last}`).toBe(true);
			}
			const csv = await fetch(vault, {Format: 'CSV'});
			expect(csv.job.InventorySizeInBytes).toBe(csv.bytes.length);
			expect(csv.text.trimEnd().split('\r\n')).toHaveLength(count + 1);
			const row = rows[count - 1]!;
			const description = row.ArchiveDescription.replaceAll('"', '\\"');
			expect(
				csv.text.endsWith(
					`${row.ArchiveId},"${description}",${row.CreationDate},${row.Size},${row.SHA256TreeHash}\r\n`,
				),
			).toBe(true);
		},
	);

	emulated('of uploads between formulas is in order, without what was removed, as of its own day', async () => {
		const vault = await service.newVault();
		const {control} = service.emulator;
		const uploaded: string[] = [];
		for (let i = 0; i < 5; i++) {
			uploaded.push(await service.upload(vault, randomBytes(i + 1), `upload ${i}`));
			await service.advance(3 * day);
		}
		const from = control.now() - 16 * day;
		control.fill(vault, 'nightly', {count: 20, start: from, seed: 1});
		control.fill(vault, 'weekly', {count: 3, start: from, seed: 1});
		control.makeInventory(vault);
		const before = await fetch(vault);
		expect(before.rows).toHaveLength(28);
		expect(order(before.rows)).toEqual(order(before.rows).toSorted());

		const removed = [uploaded[1], before.rows[0]!.ArchiveId, before.rows[13]!.ArchiveId, before.rows[27]!.ArchiveId];
		for (const id of removed)
			expect((await service.send('DELETE', `/-/vaults/${vault}/archives/${id}`)).status).toBe(204);
		expect((await fetch(vault)).rows, 'the last inventory knows nothing of it').toEqual(before.rows);
		control.makeInventory(vault);
		const after = await fetch(vault);
		expect(after.rows).toEqual(before.rows.filter((row) => !removed.includes(row.ArchiveId)));
		expect(after.job.InventorySizeInBytes).toBe(after.bytes.length);
		const described = (await service.send('GET', `/-/vaults/${vault}`)).json;
		expect(described.NumberOfArchives).toBe(24);
		expect(described.SizeInBytes).toBe(after.rows.reduce((sum, row) => sum + row.Size + 32_768, 0));

		for (const Limit of [1, 2, 7]) {
			const paged: Row[] = [];
			let Marker: string | null = null;
			do {
				const page = await fetch(vault, {InventoryRetrievalParameters: {Limit: String(Limit), Marker}});
				expect(page.rows.length).toBeLessThanOrEqual(Limit);
				paged.push(...page.rows);
				Marker = page.job.InventoryRetrievalParameters.Marker;
			} while (Marker !== null);
			expect(paged, `pages of ${Limit}`).toEqual(after.rows);
		}
	});

	emulated('without archives is an empty list, and a header line', async () => {
		const vault = await service.newVault();
		await service
			.upload(vault, randomBytes(1))
			.then((id) => service.send('DELETE', `/-/vaults/${vault}/archives/${id}`));
		service.emulator.control.makeInventory(vault);
		expect((await fetch(vault)).json.ArchiveList).toEqual([]);
		expect((await fetch(vault, {Format: 'CSV'})).text).toBe(
			'ArchiveId,ArchiveDescription,CreationDate,Size,SHA256TreeHash\r\n',
		);
	});

	emulated('of synthetic archives lists what can be retrieved', async () => {
		const vault = await service.newVault();
		service.emulator.control.fill(vault, 'weekly', {count: 3, start, seed: 3});
		service.emulator.control.makeInventory(vault);
		const {rows} = await fetch(vault);
		const smallest = rows.toSorted((a, b) => a.Size - b.Size)[0]!;
		const id = await service.startJob(vault, {Type: 'archive-retrieval', ArchiveId: smallest.ArchiveId});
		service.emulator.control.finishJobs();
		const answer = await service.send('GET', `/-/vaults/${vault}/jobs/${id}/output`);
		expect(answer.bytes).toHaveLength(smallest.Size);
		expect(treeHash(answer.bytes)).toBe(smallest.SHA256TreeHash);
		expect(answer.headers['x-amz-sha256-tree-hash']).toBe(smallest.SHA256TreeHash);
		expect(answer.headers['x-amz-archive-description']).toBe(smallest.ArchiveDescription);
	});

	emulated('can be paged through as long as anybody remembers it', async () => {
		const vault = await service.newVault();
		for (let i = 0; i < 3; i++) await service.upload(vault, randomBytes(1));
		service.emulator.control.makeInventory(vault);
		const {job} = await fetch(vault, {InventoryRetrievalParameters: {Limit: '1'}});
		const {Marker} = job.InventoryRetrievalParameters;
		const again = {InventoryRetrievalParameters: {Limit: '1', Marker}};
		expect((await fetch(vault, again)).rows).toHaveLength(1);
		await service.advance(2 * day);
		for (let i = 0; i < 2; i++) {
			await service.upload(vault, randomBytes(1));
			service.emulator.control.makeInventory(vault);
		}
		const body = {Type: 'inventory-retrieval', ...again};
		expectInvalid(await service.send('POST', `/-/vaults/${vault}/jobs`, {body}), `Invalid marker: ${Marker}`);
	});
});
