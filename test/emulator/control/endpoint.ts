import {GlacierClient, ListVaultsCommand} from '@aws-sdk/client-glacier';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type Emulator, startEmulator} from '../../../source/emulator/emulator.ts';

describe('the control endpoint', () => {
	let emulator: Emulator;
	beforeAll(async () => {
		emulator = await startEmulator({control: {token: 'secret'}, speed: 0});
	});
	afterAll(() => emulator?.close());

	const call = async (method: string, path: string, body?: object, token = 'secret') => {
		const response = await fetch(`${emulator.url}/_control/${path}`, {
			method,
			headers: {Authorization: `Bearer ${token}`},
			...(body && {body: JSON.stringify(body)}),
		});
		const text = await response.text();
		return {status: response.status, json: text === '' ? undefined : JSON.parse(text)};
	};
	const vaults = async (credentials = emulator.credentials) => {
		const client = new GlacierClient({endpoint: emulator.url, region: 'us-east-1', credentials, maxAttempts: 1});
		return client.send(new ListVaultsCommand({accountId: '-'})).finally(() => client.destroy());
	};

	it('wants its token', async () => {
		expect((await call('GET', 'clock', undefined, 'wrong')).status).toBe(401);
		expect((await fetch(`${emulator.url}/_control/clock`)).status).toBe(401);
	});

	it('is not there unless it was asked for', async () => {
		const other = await startEmulator();
		const response = await fetch(`${other.url}/_control/clock`);
		expect(await response.json()).toMatchObject({code: 'MissingAuthenticationTokenException'});
		await other.close();
	});

	it('turns the clock and sets its speed', async () => {
		const {now} = (await call('GET', 'clock')).json;
		expect((await call('POST', 'clock', {advance: '5h'})).json.now).toBe(now + 5 * 3_600_000);
		expect((await call('POST', 'clock', {advance: 1000})).json.now).toBe(now + 5 * 3_600_000 + 1000);
		expect((await call('POST', 'clock', {advance: 'soon'})).status).toBe(400);
		await call('POST', 'clock', {speed: 1_000_000});
		const later = (await call('GET', 'clock')).json.now;
		expect(later).toBeGreaterThan(now + 5 * 3_600_000 + 1000);
		await call('POST', 'clock', {speed: 0});
	});

	it('fills vaults, makes inventories and finishes jobs', async () => {
		expect((await call('POST', 'fill/large', {count: 5000, kind: 'plain'})).status).toBe(204);
		expect((await vaults()).VaultList?.[0]?.NumberOfArchives).toBe(0);
		expect((await call('POST', 'inventory/large')).status).toBe(204);
		expect((await vaults()).VaultList?.[0]?.NumberOfArchives).toBe(5000);
		expect((await call('POST', 'inventory/none')).json.error).toBe('There is no vault none.');
		expect((await call('POST', 'inventory')).status).toBe(204);
		expect((await call('POST', 'jobs')).status).toBe(204);
		expect((await call('POST', 'fill/large', {count: 1, kind: 'odd'})).status).toBe(400);
	});

	it('sets faults and takes them away', async () => {
		const {number} = (await call('POST', 'faults', {does: 'refuse', code: 'SlowDown', times: 3})).json;
		await expect(vaults()).rejects.toMatchObject({name: 'SlowDown'});
		expect((await call('GET', 'faults')).json).toMatchObject([{number, struck: 1, does: 'refuse'}]);
		await call('DELETE', `faults/${number}`);
		await vaults();
		expect((await call('POST', 'faults', {does: 'explode'})).status).toBe(400);
		expect((await call('POST', 'faults', {does: 'refuse', code: 'NoSuchError'})).status).toBe(400);
		await call('POST', 'faults', {does: 'lose-reply'});
		expect((await call('DELETE', 'faults')).status).toBe(204);
		expect((await call('GET', 'faults')).json).toEqual([]);
	});

	it('changes settings', async () => {
		const {json} = await call('POST', 'settings', {noLongerSupported: true, delays: {Bulk: '2m'}});
		expect(json).toMatchObject({noLongerSupported: true, delays: {Bulk: 120_000}});
		await expect(vaults()).rejects.toMatchObject({name: 'NoLongerSupportedException'});
		await call('POST', 'settings', {noLongerSupported: false});
		expect((await call('GET', 'settings')).json.noLongerSupported).toBe(false);
		expect((await call('POST', 'settings', {unheard: 1})).json.error).toBe('There is no setting unheard.');
	});

	it('makes identities with parts of the rights', async () => {
		const {json} = await call('POST', 'identities', {name: 'writer2', policy: 'BackupWriter'});
		expect(json).toMatchObject({arn: `arn:aws:iam::${emulator.accountId}:user/writer2`});
		await expect(vaults(json)).rejects.toMatchObject({name: 'AccessDeniedException'});
		const policy = {Statement: {Effect: 'Allow', Action: 'glacier:ListVaults', Resource: '*'}};
		await vaults((await call('POST', 'identities', {name: 'lister', policy})).json);
		expect((await call('GET', 'identities')).json).toHaveLength(6);
		await call('DELETE', `identities/${json.accessKeyId}`);
		await expect(vaults(json)).rejects.toMatchObject({name: 'UnrecognizedClientException'});
		expect((await call('POST', 'identities', {name: 'x', policy: 'Other'})).status).toBe(400);
	});

	it('tells what was asked and what was announced', async () => {
		await call('DELETE', 'requests');
		await vaults();
		expect((await call('GET', 'requests')).json).toMatchObject([{operation: 'ListVaults', status: 200, method: 'GET'}]);
		expect((await call('GET', 'requests?operation=DeleteVault')).json).toEqual([]);
		expect((await call('GET', 'outbox')).json).toEqual([]);
		expect((await call('GET', 'elsewhere')).status).toBe(404);
		expect((await call('POST', 'clock', [] as object)).status).toBe(200);
	});
});
