import {once} from 'node:events';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {GlacierClient, InitiateJobCommand} from '@aws-sdk/client-glacier';
import {describe, expect, it} from 'vitest';
import {startEmulator} from '../../../source/emulator/emulator.ts';

describe('notifications', () => {
	it('are posted to a URL if one is set, without anybody asking for them', async () => {
		const listener = createServer();
		listener.listen(0, '127.0.0.1');
		await once(listener, 'listening');
		const notificationUrl = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/`;
		const emulator = await startEmulator({notificationUrl, emptyInventories: true, delays: {Inventory: 1}});
		emulator.control.createVault('v');
		const {url: endpoint, region, credentials} = emulator;
		const client = new GlacierClient({endpoint, region, credentials});
		const topic = 'arn:aws:sns:us-east-1:111122223333:jobs';
		const posted = once(listener, 'request');
		const {jobId} = await client.send(
			new InitiateJobCommand({
				accountId: '-',
				vaultName: 'v',
				jobParameters: {Type: 'inventory-retrieval', SNSTopic: topic},
			}),
		);
		const [request, response] = await posted;
		const body = JSON.parse((await request.toArray()).join(''));
		response.end();
		expect(body).toMatchObject({Type: 'Notification', TopicArn: topic});
		expect(JSON.parse(body.Message)).toMatchObject({JobId: jobId, StatusCode: 'Succeeded', SNSTopic: topic});
		client.destroy();
		await emulator.close();
		listener.close();
	});
});
