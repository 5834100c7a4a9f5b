import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {mebibyte} from '../../source/model/limits.ts';
import {type EngineWorld, startWorld, vaultName} from '../helpers/engine-world.ts';

let world: EngineWorld;
beforeEach(async () => {
	world = await startWorld();
});
afterEach(() => world.close());

const as = async (actions: string[]) => {
	await world.link.close();
	await world.start({credentials: world.key(actions.map((action) => `glacier:${action}`)), adopt: true});
};

describe('vaults', () => {
	it('are listed, made, described by name and ARN, and deleted', async () => {
		const {link} = world;
		const made = await link.request('vaults.create', {vaultName: 'music'});
		expect(made).toMatchObject({vaultName: 'music', numberOfArchives: 0});
		expect((await link.request('vaults.refresh', {})).map((vault) => vault.vaultName)).toEqual(['music', 'photos']);
		expect(await link.request('vaults.describe', {vault: made.vaultArn})).toEqual(made);
		expect(await link.request('vaults.delete', {vaultName: 'music'})).toBeNull();
		expect(world.events).toContainEqual({type: 'vault-gone', vaultName: 'music'});
		await expect(link.request('vaults.describe', {vault: 'music'})).rejects.toMatchObject({value: {kind: 'not-found'}});
		await expect(link.request('vaults.describe', {vault: 'no/vault'})).rejects.toMatchObject({
			value: {kind: 'invalid-input'},
		});
	});

	it('are those that were opened when they may not be listed', async () => {
		await as(['DescribeVault']);
		expect(await world.link.request('vaults.refresh', {})).toEqual([]);
		expect(world.events.at(-1)).toMatchObject({type: 'vaults', listed: false});
		await world.link.request('vaults.describe', {vault: vaultName});
		expect(await world.link.request('vaults.refresh', {})).toMatchObject([{vaultName}]);
		const snapshot = await world.link.request('session.snapshot', {});
		expect(snapshot).toContainEqual({
			type: 'right',
			right: {permission: 'glacier:ListVaults', vaultName: null, allowed: false},
		});
		expect(snapshot).toContainEqual({type: 'connection', state: 'online', error: null});
	});

	it('are opened by name even when nothing may be known of them', async () => {
		await as(['InitiateMultipartUpload']);
		expect(await world.link.request('vaults.describe', {vault: vaultName})).toMatchObject({
			vaultName,
			vaultArn: `arn:aws:glacier:us-east-1:111122223333:vaults/${vaultName}`,
			lastInventoryDate: null,
		});
	});
});

describe('a key that may only write', () => {
	it('uploads, and cannot restore: nothing is left behind that would try again', async () => {
		await as(['InitiateMultipartUpload', 'UploadMultipartPart', 'CompleteMultipartUpload', 'ListParts']);
		const {transfer} = await world.uploaded('written', 3 * mebibyte);
		expect(transfer).toMatchObject({state: 'done'});
		const restore = world.link.request('archives.restore', {
			...{vaultName, tier: 'Standard', to: join(world.folder, 'to')},
			selection: {archiveIds: [transfer.archiveId!]},
		});
		await expect(restore).rejects.toMatchObject({value: {kind: 'denied', permission: 'glacier:InitiateJob'}});
		expect(await world.link.request('transfers.list', {})).toHaveLength(1);
	});
});

describe('a key that may not list or describe jobs', () => {
	it.each([
		['ListJobs', ['DescribeJob']],
		['DescribeJob', ['ListJobs']],
	])('%s still restores', async (_, may) => {
		const {transfer} = await world.uploaded('read', 3 * mebibyte);
		await as(['InitiateJob', 'GetJobOutput', ...may]);
		const [download] = await world.link.request('archives.restore', {
			...{vaultName, tier: 'Standard', to: join(world.folder, 'to')},
			selection: {archiveIds: [transfer.archiveId!]},
		});
		expect(await world.over(download!)).toMatchObject({state: 'done', error: null});
	});
});

describe('the connection', () => {
	it('is told when it goes and when it comes back', async () => {
		await world.link.request('vaults.refresh', {});
		world.proxy.fault = () => ({do: 'drop'});
		await expect(world.link.request('vaults.refresh', {})).rejects.toMatchObject({value: {kind: 'unreachable'}});
		world.proxy.fault = () => undefined;
		await world.link.request('vaults.refresh', {});
		const states = world.events.flatMap((event) => (event.type === 'connection' ? [event.state] : []));
		expect(states).toEqual(['online', 'offline', 'online']);
	});

	it('without credentials is a state of its own', async () => {
		await world.link.close();
		await world.start({
			credentials: {accessKeyId: 'AKIAUNKNOWNUNKNOWN00', secretAccessKey: 'a secret that nobody knows'},
		});
		await expect(world.link.request('vaults.refresh', {})).rejects.toMatchObject({value: {kind: 'credentials'}});
		expect(world.events.filter((event) => event.type === 'connection')).toMatchObject([{state: 'no-credentials'}]);
	});
});

describe('jobs', () => {
	it('that others started are shown, and followed by an engine with a screen', async () => {
		await world.link.close();
		await world.start({adopt: true});
		await world.link.request('vaults.refresh', {});
		world.emulator.control.fill(vaultName, 'plain', {count: 5, start: Date.UTC(2020, 0, 1), seed: 1});
		const jobId = world.emulator.control.seedJob(vaultName, {archive: 0, age: 0, delay: 300});
		const done = world.until('job', ({job}) => job.jobId === jobId && job.statusCode === 'Succeeded');
		expect(await world.link.request('jobs.refresh', {})).toMatchObject([{jobId, statusCode: 'InProgress'}]);
		await done;
		await world.emulator.control.advance(25 * 3_600_000);
		const gone = world.until('job-gone', (event) => event.jobId === jobId);
		expect(await world.link.request('jobs.refresh', {vaultName})).toEqual([]);
		await gone;
	});
});
