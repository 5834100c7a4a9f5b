import {randomBytes} from 'node:crypto';
import {expect, it} from 'vitest';
import {commonRefusals} from '../helpers/contract/common-refusals.ts';
import {contract, emulated, expectInvalid, expectMissing} from '../helpers/contract/contract.ts';

const topic = 'arn:aws:sns:us-east-1:111122223333:jobs';
const both = ['ArchiveRetrievalCompleted', 'InventoryRetrievalCompleted'];

contract('SetVaultNotifications', (service) => {
	commonRefusals(service, {
		action: 'SetVaultNotifications',
		method: 'PUT',
		below: '/notification-configuration',
		sending: {body: {SNSTopic: topic, Events: both}},
	});

	const set = (vault: string, body: object) =>
		service.send('PUT', `/-/vaults/${vault}/notification-configuration`, {body});

	it('sets a topic and events in the place of earlier ones (§5.3)', async () => {
		const vault = await service.newVault();
		expect(await set(vault, {SNSTopic: topic, Events: both})).toMatchObject({status: 204, text: ''});
		expect((await set(vault, {SNSTopic: `${topic}2`, Events: both.slice(1)})).status).toBe(204);
		const {json} = await service.send('GET', `/-/vaults/${vault}/notification-configuration`);
		expect(json).toEqual({SNSTopic: `${topic}2`, Events: both.slice(1)});
	});

	it('wants a topic and at least one of the two events (§5.3)', async () => {
		const vault = await service.newVault();
		expectMissing(await set(vault, {Events: both}), 'SNSTopic');
		expectMissing(await set(vault, {SNSTopic: topic}), 'Events');
		for (const Events of [[], ['JobCompleted'], 'ArchiveRetrievalCompleted', [both[0], 'x']]) {
			expectInvalid(await set(vault, {SNSTopic: topic, Events}), `Invalid Events: ${JSON.stringify(Events)}`);
		}
	});

	emulated(
		'is told of jobs that succeed and of jobs that fail, by the job as DescribeJob has it (§5.3, §6)',
		async () => {
			const vault = await service.newVault();
			const ArchiveId = await service.upload(vault, randomBytes(10));
			service.emulator.control.makeInventory(vault);
			await set(vault, {SNSTopic: topic, Events: ['ArchiveRetrievalCompleted']});
			const retrieval = {Type: 'archive-retrieval', ArchiveId};
			const jobs = [await service.startJob(vault, retrieval)];
			jobs.push(await service.startJob(vault, {...retrieval, SNSTopic: `${topic}-own`}));
			jobs.push(await service.startJob(vault, {Type: 'inventory-retrieval', SNSTopic: topic}));
			await service.startJob(vault, {Type: 'inventory-retrieval'});
			service.emulator.control.faults.add({does: 'fail-job', operation: 'InitiateJob'});
			jobs.push(await service.startJob(vault, retrieval));
			expect(service.emulator.control.outbox()).toEqual([]);
			await service.advance(4 * 3_600_000);
			const sent = service.emulator.control.outbox().map(({topic, message}) => ({topic, job: JSON.parse(message)}));
			expect(sent.map(({topic, job}) => [topic, job.JobId, job.StatusCode])).toEqual([
				[topic, jobs[0], 'Succeeded'],
				[`${topic}-own`, jobs[1], 'Succeeded'],
				[topic, jobs[1], 'Succeeded'],
				[topic, jobs[2], 'Succeeded'],
				[topic, jobs[3], 'Failed'],
			]);
			expect(sent[0]!.job).toEqual((await service.send('GET', `/-/vaults/${vault}/jobs/${jobs[0]}`)).json);
		},
	);
});
