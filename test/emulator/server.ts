import {randomBytes} from 'node:crypto';
import {once} from 'node:events';
import {connect} from 'node:net';
import {describe, expect, it} from 'vitest';
import {type EmulatorOptions, startEmulator} from '../../source/emulator/emulator.ts';
import {mebibyte} from '../../source/model/limits.ts';
import {hashHeaders} from '../helpers/contract/contract.ts';
import {sha256, sign} from '../helpers/contract/sign.ts';

/** An emulator with a vault, and a raw connection to it. */
const connected = async (options: EmulatorOptions = {}) => {
	const emulator = await startEmulator({...options, seed: (control) => control.createVault('v')});
	const socket = connect(emulator.port, '127.0.0.1');
	await once(socket, 'connect');
	let heard = '';
	socket.setEncoding('latin1').on('data', (text) => {
		heard += text;
	});
	socket.on('error', () => {});
	const heardMore = () =>
		new Promise<void>((resolve) => {
			const done = () => {
				socket.off('data', done).off('close', done);
				resolve();
			};
			socket.on('data', done).on('close', done);
		});
	const until = async (text: string, from = 0) => {
		while (!heard.includes(text, from) && !socket.closed) await heardMore();
		return heard;
	};
	/** The head of a signed request. */
	const head = (method: string, path: string, headers: Record<string, string>, payloadHash = sha256('')) => {
		const all = {host: 'localhost', 'x-amz-glacier-version': '2012-06-01', ...headers};
		const signed = sign({
			method,
			path,
			headers: all,
			payloadHash,
			key: emulator.credentials,
			region: emulator.region,
			date: new Date(),
		});
		const lines = Object.entries(signed).map(([name, value]) => `${name}: ${value}\r\n`);
		return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`;
	};
	return {
		emulator,
		socket,
		until,
		head,
		heard: () => heard,
		close: async () => {
			socket.destroy();
			await emulator.close();
		},
	};
};

const body = randomBytes(3 * mebibyte);
const upload = (more: Record<string, string> = {}): Record<string, string> => ({
	'content-length': String(body.length),
	...hashHeaders(body),
	...more,
});

describe('the emulator’s connections', () => {
	it('are told to continue when the head of an upload is good, and only then (§10)', async () => {
		const {socket, head, until, close, heard} = await connected();
		const expecting = upload({expect: '100-continue'});
		socket.write(head('POST', '/-/vaults/v/archives', expecting, expecting['x-amz-content-sha256']));
		await until('HTTP/1.1 100 Continue\r\n\r\n');
		socket.write(body);
		expect(await until('x-amz-archive-id')).toMatch(/HTTP\/1\.1 201 Created/);
		expect(heard().match(/100 Continue/g)).toHaveLength(1);
		await close();
	});

	it('are told at once that an upload is no use, without being told to continue (§10)', async () => {
		const {socket, head, until, close} = await connected();
		const expecting = upload({expect: '100-continue'});
		socket.write(head('POST', '/-/vaults/none/archives', expecting, expecting['x-amz-content-sha256']));
		const reply = await until('Vault not found');
		expect(reply).toMatch(/^HTTP\/1\.1 404 Not Found/);
		expect(reply).not.toMatch(/100 Continue/);
		expect(reply).toMatch(/Connection: close/i);
		await close();
	});

	it('can be used again after a body that was refused and sent all the same (§10)', async () => {
		const {socket, head, until, close, heard} = await connected();
		const sent = upload();
		socket.write(head('POST', '/-/vaults/none/archives', sent, sent['x-amz-content-sha256']));
		await until('Vault not found');
		const after = heard().length;
		socket.write(body);
		socket.write(head('GET', '/-/vaults/v', {}));
		expect(await until('"VaultName":"v"', after)).toMatch(/HTTP\/1\.1 200 OK/);
		await close();
	});

	it('get replies in the order of their requests, several at a time', async () => {
		const {emulator, socket, head, until, close, heard} = await connected({delays: {Inventory: 0}});
		emulator.control.fill('v', 'plain', {count: 9000, start: 0, seed: 1});
		emulator.control.makeInventory();
		const job = JSON.stringify({Type: 'inventory-retrieval'});
		socket.write(head('POST', '/-/vaults/v/jobs', {'content-length': String(job.length)}, sha256(job)) + job);
		const [, id] = /x-amz-job-id: (\S+)/.exec(await until('x-amz-job-id'))!;
		const before = heard().length;
		socket.write(head('GET', `/-/vaults/v/jobs/${id}/output`, {}).repeat(2) + head('GET', '/-/vaults/v', {}));
		await until('"VaultName":"v"', before);
		const [, first, second] = heard().slice(before).split('{"VaultARN":');
		expect(first!.slice(0, 3_000_000)).toBe(second!.slice(0, 3_000_000));
		await close();
	});

	it('lose nothing but themselves when an upload is cut off', async () => {
		const {emulator, socket, head, close} = await connected();
		const sent = upload();
		socket.write(head('POST', '/-/vaults/v/archives', sent, sent['x-amz-content-sha256']));
		socket.write(body.subarray(0, mebibyte + 5), () => socket.destroy());
		while (emulator.control.requests.list('UploadArchive').length === 0) await new Promise(setImmediate);
		emulator.control.makeInventory();
		const again = connect(emulator.port, '127.0.0.1');
		again.end(head('DELETE', '/-/vaults/v', {connection: 'close'}));
		expect(String((await again.toArray()).join(''))).toMatch(/^HTTP\/1\.1 204/);
		await close();
	});

	it('are told when their body does not come', async () => {
		const {socket, head, until, close} = await connected({idleBody: 50});
		const sent = upload();
		socket.write(head('POST', '/-/vaults/v/archives', sent, sent['x-amz-content-sha256']));
		socket.write(body.subarray(0, 1000));
		const reply = await until('RequestTimeoutException');
		expect(reply).toMatch(/^HTTP\/1\.1 408 Request Timeout/);
		await close();
	});

	it('are refused above a rate, if one is set (§6)', async () => {
		const {emulator, head, close} = await connected({
			requestRate: {perSecond: 1, burst: 3, operations: ['DeleteArchive']},
		});
		const ask = async (method: string, path: string) => {
			const other = connect(emulator.port, '127.0.0.1');
			other.end(head(method, path, {connection: 'close'}));
			return (await other.toArray()).join('');
		};
		const archive = `/-/vaults/v/archives/${'A'.repeat(138)}`;
		for (let i = 0; i < 3; i++) expect(await ask('DELETE', archive)).toMatch(/^HTTP\/1\.1 204/);
		const throttled = await ask('DELETE', archive);
		expect(throttled).toMatch(/^HTTP\/1\.1 400/);
		expect(throttled).toMatch('{"code":"ThrottlingException","message":"Rate exceeded","type":"Client"}');
		expect(await ask('GET', '/-/vaults/v'), 'others are not meant').toMatch(/^HTTP\/1\.1 200/);
		await close();
	});
});
