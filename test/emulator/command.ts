import {execFile} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, readdir, readFile, rm, stat} from 'node:fs/promises';
import {connect} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {runEmulator} from '../../source/emulator/command.ts';
import {startEmulator} from '../../source/emulator/emulator.ts';
import {startEmulatorProcess} from '../helpers/emulator-process.ts';

const hour = 3_600_000;

describe('iceaxe emulator', () => {
	let folder: string;
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'iceaxe-command-'));
	});
	afterAll(() => rm(folder, {recursive: true, force: true}));

	it('prints one line with what one needs, and ends when it is told to', async () => {
		const lines: string[] = [];
		const stop = new AbortController();
		const running = runEmulator({}, {signal: stop.signal, print: (line) => lines.push(line)});
		while (lines.length === 0) await new Promise(setImmediate);
		expect(lines).toHaveLength(1);
		expect(lines[0]).toMatch(
			/^Glacier is at (http:\/\/127\.0\.0\.1:\d+)\. Try: AWS_ACCESS_KEY_ID=\S{20} AWS_SECRET_ACCESS_KEY=\S{40} aws --endpoint-url \1 --region us-east-1 glacier list-vaults --account-id -$/,
		);
		stop.abort();
		await running;
	});

	it('begins with the demo account, goes on with it after a restart, and its clock goes on too', async () => {
		const data = join(folder, 'demo');
		const first = await startEmulatorProcess({data, demoAccount: true, speed: 100_000, control: true});
		expect(first).toMatchObject({accountId: '111122223333', region: 'us-east-1', speed: 100_000});
		const clock = async ({url, controlToken}: typeof first) => {
			const response = await fetch(`${url}/_control/clock`, {headers: {Authorization: `Bearer ${controlToken}`}});
			return ((await response.json()) as {now: number}).now;
		};
		let late = first.now;
		while (late < Date.now() + 5 * hour) late = await clock(first);
		expect(await first.end('SIGTERM')).toBe(0);
		const second = await startEmulatorProcess({data, demoAccount: true, speed: 1});
		expect(second.now).toBeGreaterThanOrEqual(late);
		expect(second.now).toBeLessThan(late + 24 * 30 * hour);
		expect(second).toMatchObject({accessKeyId: first.accessKeyId, secretAccessKey: first.secretAccessKey});
		expect(second.controlToken).toBeUndefined();
		expect(await second.end('SIGINT')).toBe(0);
	});

	it('writes every request into a file that outlives it', async () => {
		const log = join(folder, 'requests.log');
		const {url, end} = await startEmulatorProcess({log});
		await fetch(`${url}/-/vaults`);
		// An answer is written down when all of it is sent, which whoever reads it may see before.
		await expect.poll(async () => (await readFile(log, 'utf8')).split('\n').length, {interval: 5}).toBe(3);
		expect(await end('SIGKILL')).toBe('SIGKILL');
		const lines = (await readFile(log, 'utf8'))
			.trimEnd()
			.split('\n')
			.map((line) => JSON.parse(line) as unknown);
		expect(lines).toMatchObject([
			{event: 'came', operation: 'ListVaults', status: 0},
			{event: 'answered', operation: 'ListVaults', status: 400, code: 'MissingAuthenticationTokenException'},
		]);
	});

	it('ends with its parent when it is asked to', async () => {
		const {child} = await startEmulatorProcess({withParent: true});
		child.stdin!.end();
		const [code] = await once(child, 'exit');
		expect(code).toBe(0);
	});

	it('outlives its parent while other processes hold it', async () => {
		const {child, url, leasePort} = await startEmulatorProcess({withParent: true});
		const hold = async () => {
			const socket = connect(leasePort!, '127.0.0.1');
			const [others] = await once(socket, 'data');
			return {socket, others: Number(others)};
		};
		const [first, second] = [await hold(), await hold()];
		expect([first.others, second.others]).toEqual([0, 1]);
		child.stdin!.end();
		first.socket.destroy();
		expect((await fetch(url)).status).toBeGreaterThanOrEqual(400);
		expect(child.exitCode).toBeNull();
		second.socket.destroy();
		expect(await once(child, 'exit')).toEqual([0, null]);
	});

	it('keeps its files to itself, and its folder to one emulator', async () => {
		const data = join(folder, 'private');
		const emulator = await startEmulator({data});
		for (const name of [data, ...(await readdir(data)).map((each) => join(data, each))]) {
			expect((await stat(name)).mode & 0o077, name).toBe(0);
		}
		await expect(startEmulator({data})).rejects.toThrow(`Another emulator works on ${data}.`);
		await emulator.close();
	});

	it('listens on loopback only', async () => {
		const emulator = await startEmulator();
		const listing = await new Promise<string>((resolve) => {
			execFile('cat', ['/proc/net/tcp', '/proc/net/tcp6'], (_, stdout) => resolve(stdout));
		});
		const port = emulator.port.toString(16).toUpperCase().padStart(4, '0');
		const listeners = listing.split('\n').filter((line) => line.includes(`:${port} `) && / 0A /.test(line));
		expect(listeners.map((line) => line.trim().split(/\s+/)[1])).toEqual([`0100007F:${port}`]);
		await emulator.close();
	});

	it('says so when its port is taken', async () => {
		const emulator = await startEmulator();
		await expect(startEmulator({port: emulator.port})).rejects.toThrow(
			`The port ${emulator.port} is taken by another program.`,
		);
		await emulator.close();
	});
});
