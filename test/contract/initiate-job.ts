import {randomBytes} from 'node:crypto';
import {expect, it} from 'vitest';
import {mebibyte} from '../../source/model/limits.ts';
import {commonRefusals} from '../helpers/contract/common-refusals.ts';
import {
	contract,
	emulated,
	expectDenied,
	expectInvalid,
	expectMissing,
	expectNotFound,
	expectRefusal,
} from '../helpers/contract/contract.ts';

const inventory = {Type: 'inventory-retrieval'};

contract('InitiateJob', (service) => {
	commonRefusals(service, {action: 'InitiateJob', method: 'POST', below: '/jobs', sending: {body: inventory}});

	const start = (vault: string, body: string | object, headers: Record<string, string> = {}) =>
		service.send('POST', `/-/vaults/${vault}/jobs`, {body, headers});
	/** A vault with one archive of 2.5 MiB, in the inventory. */
	const filled = async () => {
		const vault = await service.newVault();
		const id = await service.upload(vault, randomBytes(2.5 * mebibyte));
		service.emulator.control.makeInventory(vault);
		return {vault, id, retrieval: {Type: 'archive-retrieval', ArchiveId: id}};
	};

	emulated('accepts with 202, location and id, and makes a new job each time (§3.1)', async () => {
		const {vault, retrieval} = await filled();
		const ids = new Set<string>();
		for (const body of [retrieval, retrieval, inventory]) {
			const answer = await start(vault, body);
			const id = answer.headers['x-amz-job-id'] as string;
			expect(answer).toMatchObject({
				status: 202,
				text: '',
				headers: {location: `/${service.account}/vaults/${vault}/jobs/${id}`},
			});
			expect(id).toMatch(/^[A-Za-z0-9_-]{92}$/);
			ids.add(id);
		}
		expect(ids.size).toBe(3);
	});

	emulated('reads JSON whatever it is called, and takes null for nothing (§3.1)', async () => {
		const {vault, retrieval} = await filled();
		const form = {'content-type': 'application/x-www-form-urlencoded'};
		expect((await start(vault, retrieval, form)).status).toBe(202);
		const nulls = {...retrieval, Description: null, SNSTopic: null, Tier: null, Format: null, RetrievalByteRange: null};
		expect((await start(vault, nulls)).status).toBe(202);
		expect((await start(vault, {...retrieval, Unknown: 1})).status, 'unknown members are ignored').toBe(202);
	});

	it.each(['', '{}', '{"ArchiveId": "x"}'])('wants a type: %s (§3.1)', async (body) => {
		expectMissing(await start(await service.newVault(), body), 'Type');
	});

	it.each(['{', '[]', '"x"', 'null', 'Type=inventory-retrieval'])('refuses %s as JSON (§10)', async (body) => {
		expectRefusal(
			await start(await service.newVault(), body),
			400,
			'SerializationException',
			'The body of this request is not a JSON object.',
		);
	});

	emulated('refuses what is not of its words (§3.1)', async () => {
		const {vault, retrieval} = await filled();
		expectInvalid(await start(vault, {Type: 'ArchiveRetrieval'}), 'Invalid Type: ArchiveRetrieval');
		expectInvalid(await start(vault, {Type: 'select'}), 'select jobs are not supported');
		expectInvalid(await start(vault, {...retrieval, Tier: 'standard'}), 'Invalid Tier: standard');
		expectInvalid(await start(vault, {...inventory, Format: 'XML'}), 'Invalid Format: XML');
		expectInvalid(await start(vault, {...inventory, Description: 'é'}), /^Invalid archive description/);
		expectInvalid(await start(vault, {...inventory, Description: 'x'.repeat(1025)}), /^Invalid archive description/);
		expect((await start(vault, {...inventory, Description: 'x'.repeat(1024)})).status).toBe(202);
	});

	emulated('wants the members of its type and no others (§3.1)', async () => {
		const {vault, id, retrieval} = await filled();
		expectMissing(await start(vault, {Type: 'archive-retrieval'}), 'ArchiveId');
		expectInvalid(
			await start(vault, {...retrieval, Format: 'CSV'}),
			'Format must not be given for an archive-retrieval job',
		);
		expectInvalid(
			await start(vault, {...retrieval, InventoryRetrievalParameters: {}}),
			'InventoryRetrievalParameters must not be given for an archive-retrieval job',
		);
		expectInvalid(
			await start(vault, {...inventory, ArchiveId: id}),
			'ArchiveId must not be given for an inventory-retrieval job',
		);
		expectInvalid(
			await start(vault, {...inventory, RetrievalByteRange: '0-1048575'}),
			'RetrievalByteRange must not be given for an inventory-retrieval job',
		);
		expect((await start(vault, {...inventory, Tier: 'Bulk'})).status, 'a tier is ignored (§10)').toBe(202);
	});

	emulated('does not know archives that are not there, or of another vault (§0.1)', async () => {
		const {id} = await filled();
		const {vault} = await filled();
		expectNotFound(
			await start(vault, {Type: 'archive-retrieval', ArchiveId: id}),
			`The archive ID was not found: ${id}`,
		);
	});

	emulated('retrieves ranges that begin and end at a MiB or at the end (§3.1)', async () => {
		const {vault, retrieval} = await filled();
		for (const RetrievalByteRange of ['0-1048575', '0-2621439', '1048576-2097151', '2097152-2621439']) {
			expect((await start(vault, {...retrieval, RetrievalByteRange})).status, RetrievalByteRange).toBe(202);
		}
		for (const wrong of ['0-1048574', '1-1048575', '0-2621440', '1048576-1048575', '-5', '0-', 'bytes=0-1048575', '']) {
			expectInvalid(
				await start(vault, {...retrieval, RetrievalByteRange: wrong}),
				`Invalid retrieval byte range: ${wrong}`,
			);
		}
	});

	emulated('has no inventory to give of a vault that was never inventoried (§4)', async () => {
		const vault = await service.newVault();
		await service.upload(vault, randomBytes(1));
		expectNotFound(await start(vault, inventory), `No inventory is available for vault: ${service.vaultArn(vault)}`);
		service.emulator.control.settings.emptyInventories = true;
		expect((await start(vault, inventory)).status, 'unless it is told to').toBe(202);
		service.emulator.control.settings.emptyInventories = false;
	});

	emulated('refuses filters that make no sense (§3.4)', async () => {
		const {vault} = await filled();
		const filter = (InventoryRetrievalParameters: object) => start(vault, {...inventory, InventoryRetrievalParameters});
		const day = '2026-11-01T00:00:00Z';
		for (const good of [{StartDate: day}, {EndDate: day}, {Limit: '1'}, {Limit: 10}, {StartDate: null}, {}]) {
			expect((await filter(good)).status, JSON.stringify(good)).toBe(202);
		}
		expectInvalid(await filter({StartDate: 'yesterday'}), 'Invalid StartDate: yesterday');
		expectInvalid(await filter({EndDate: '2026-13-01T00:00:00Z'}), 'Invalid EndDate: 2026-13-01T00:00:00Z');
		expectInvalid(
			await filter({StartDate: day, EndDate: day}),
			`Invalid StartDate: ${day} is not before EndDate: ${day}`,
		);
		expectInvalid(await filter({Limit: '0'}), 'Invalid Limit: 0');
		expectInvalid(await filter({Marker: 'nonsense'}), 'Invalid marker: nonsense');
	});

	emulated('lets a data retrieval policy refuse standard retrievals, and only those (§3.6, §5.5)', async () => {
		const {vault, id, retrieval} = await filled();
		const set = (rule: object) => service.send('PUT', '/-/policies/data-retrieval', {body: {Policy: {Rules: [rule]}}});
		service.emulator.control.finishJobs();
		// 2.5 MiB over four hours are 655,360 bytes an hour.
		await set({Strategy: 'BytesPerHour', BytesPerHour: 655_359});
		const refused = await start(vault, retrieval);
		expectRefusal(
			refused,
			400,
			'PolicyEnforcedException',
			'The retrieval would exceed the data retrieval policy that is set for this account and region.',
		);
		expect((await start(vault, {...retrieval, Tier: 'Bulk'})).status).toBe(202);
		expect((await start(vault, {...retrieval, Tier: 'Expedited'})).status).toBe(202);
		expect((await start(vault, inventory)).status).toBe(202);
		expect((await start(vault, {...retrieval, RetrievalByteRange: '0-1048575'})).status).toBe(202);

		service.emulator.control.finishJobs();
		await set({Strategy: 'BytesPerHour', BytesPerHour: 655_360});
		expect((await start(vault, retrieval)).status).toBe(202);
		expect((await start(vault, retrieval)).status, 'the first is still running').toBe(400);
		service.emulator.control.finishJobs();
		expect((await start(vault, retrieval)).status).toBe(202);

		await set({Strategy: 'FreeTier'});
		service.emulator.control.fill(vault, 'nightly', {count: 1, start: Date.now(), seed: 1});
		service.emulator.control.makeInventory(vault);
		expect((await start(vault, retrieval)).status, 'a thirtieth of 10 GiB a day').toBe(202);
		const job = service.emulator.control.seedJob(vault, {archive: 0, age: 0, delay: 0, tier: 'Standard'});
		expect(job).toBeTruthy();
		expect((await start(vault, {Type: 'archive-retrieval', ArchiveId: id})).status).toBe(400);
		await set({Strategy: 'None'});
		expect((await start(vault, retrieval)).status).toBe(202);
	});

	emulated('has capacity for expedited retrievals, or not, or what was provisioned (§3.6)', async () => {
		const {vault, retrieval} = await filled();
		const expedited = () => start(vault, {...retrieval, Tier: 'Expedited'});
		service.emulator.control.settings.expeditedCapacity = false;
		const words = 'There is insufficient capacity to process this expedited request.';
		expectRefusal(await expedited(), 503, 'InsufficientCapacityException', words);
		await service.send('POST', '/-/provisioned-capacity');
		for (let i = 0; i < 3; i++) expect((await expedited()).status, 'three in five minutes').toBe(202);
		expect((await expedited()).status).toBe(503);
		await service.advance(5 * 60_000);
		expect((await expedited()).status).toBe(202);
		service.emulator.control.settings.expeditedCapacity = true;
	});

	emulated('may depend on the archive’s age by policy (§8)', async () => {
		const {vault, retrieval} = await filled();
		const Policy = JSON.stringify({
			Statement: {
				Effect: 'Deny',
				Principal: '*',
				Action: 'glacier:InitiateJob',
				Resource: service.vaultArn(vault),
				Condition: {NumericGreaterThanEquals: {'glacier:ArchiveAgeInDays': '2'}},
			},
		});
		await service.send('PUT', `/-/vaults/${vault}/access-policy`, {body: {Policy}});
		expect((await start(vault, retrieval)).status).toBe(202);
		await service.advance(2 * 86_400_000);
		expectDenied(await start(vault, retrieval), / with an explicit deny in a resource-based policy$/);
		expect((await start(vault, inventory)).status, 'an inventory has no age').toBe(202);
	});
});
