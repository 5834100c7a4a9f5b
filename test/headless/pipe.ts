import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it, vi} from 'vitest';
import {mebibyte} from '../../source/model/limits.ts';
import {treeHash} from '../../source/model/tree-hash.ts';
import {type CommandLine, openCommandLine} from '../helpers/command-line.ts';
import {Pty} from '../helpers/pty.ts';

let line: CommandLine;
const bytes = Buffer.alloc(5 * mebibyte + 3, 'a tar file ');
beforeAll(async () => {
	line = await openCommandLine('pipe');
	line.emulator.control.createVault('nightly');
	await writeFile(join(line.folder, 'night.tar'), bytes);
});
afterAll(() => line.close());

const upload = ['archives', 'upload', '-', '--vault', 'nightly', '--part-size', '1M'];
const names = async (): Promise<string[]> =>
	(await line.json(['inventory', 'list', '--vault', 'nightly'])).values.map(({name}) => name);
const transferNamed = async (name: string) =>
	(await line.json(['transfers', 'list'])).values.find((transfer) => transfer.name === name);

/** How many calls of an operation the service has done. */
const answered = (operation: string): number =>
	line.emulator.control.requests.list(operation).filter(({status}) => status >= 200 && status < 300).length;

/** Uploads that the service keeps open. */
const openUploads = (): number =>
	answered('InitiateMultipartUpload') - answered('CompleteMultipartUpload') - answered('AbortMultipartUpload');

/** Resolves when the service has a part of an upload that has just begun, and its engine knows it: asked when it may, since to ask is to start a program. */
const partAccepted = async (name: string) => {
	const before = answered('UploadMultipartPart');
	await vi.waitFor(() => expect(answered('UploadMultipartPart')).toBeGreaterThan(before), {timeout: 30_000});
	await vi.waitFor(
		async () => {
			const {transferId} = await transferNamed(name);
			const {values} = await line.json(['transfers', 'chunks', transferId]);
			expect(values.map(({state}) => state)).toContain('verified');
		},
		{timeout: 30_000},
	);
};

/** A shell command in which `iceaxe` is the program. */
const shell = (text: string) =>
	spawn('sh', ['-c', `iceaxe() { '${process.execPath}' '${line.program}' "$@"; }; ${text}`], {
		cwd: line.folder,
		env: line.env,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
const endOf = async (child: ReturnType<typeof shell>) => {
	let stderr = '';
	child.stderr.on('data', (text) => {
		stderr += text;
	});
	const [code] = await once(child, 'close');
	return {code, stderr};
};

describe('an upload from a pipe', () => {
	it('is an archive when the pipe has ended', async () => {
		const {code, stderr} = await endOf(shell(`cat night.tar | iceaxe ${upload.join(' ')} --name dumps/night.tar`));
		expect(code).toBe(0);
		expect(stderr).toMatch(/^dumps\/night\.tar: parts of 1 MiB hold up to 9\.8 GiB, for at most \$0\.30 in requests/m);
		expect(await names()).toEqual(['dumps/night.tar']);
		const transfer = await transferNamed('dumps/night.tar');
		expect(transfer).toMatchObject({state: 'done', stream: true, size: bytes.length, treeHash: treeHash(bytes)});
	});

	it('comes back as it was', async () => {
		const restore = ['archives', 'restore', 'dumps/night.tar', '--vault', 'nightly', '--to', 'out', '--wait'];
		expect(await line.iceaxe(restore)).toMatchObject({code: 0});
		expect((await readFile(join(line.folder, 'out/dumps/night.tar'))).equals(bytes)).toBe(true);
	});

	it('runs the command itself, passes on what it complains about, and fails with it', async () => {
		const command = 'cat night.tar; until [ -e accepted ]; do sleep 0.05; done; echo oh no >&2; exit 3';
		const ending = line.json([...upload, '--name', 'failing', '--command', command]);
		await partAccepted('failing');
		await writeFile(join(line.folder, 'accepted'), '');
		const failing = await ending;
		expect(failing).toMatchObject({code: 11, values: [{state: 'failed', archiveId: null}]});
		expect(failing.error).toMatchObject({
			kind: 'producer',
			message: 'The command ended with exit code 3: its output is not whole.',
		});
		expect(failing.stderr).toMatch(/^oh no$/m);
		// It sent gigabytes for all that one knows: whoever looks at the screen in the morning sees it.
		expect(await transferNamed('failing')).toMatchObject({state: 'failed', uploadId: null, partsKeptUntil: null});
		const killed = await line.json([
			...upload,
			'--name',
			'killed',
			'--command',
			'head -c 2000000 night.tar; kill -KILL $$',
		]);
		expect(killed).toMatchObject({code: 11, error: {message: expect.stringContaining('was ended by SIGKILL')}});
		const whole = await line.json([...upload, '--description', 'whole', '--command', 'cat night.tar']);
		expect(whole).toMatchObject({code: 0, values: [{state: 'done', size: bytes.length}]});
		expect(await names()).toEqual(['dumps/night.tar', 'whole']);
		expect(openUploads()).toBe(0);
	});

	it('hears a program in the middle of the pipeline of a command', async () => {
		const failing = await line.json([
			...upload,
			'--name',
			'middle',
			'--command',
			'cat night.tar | (cat; exit 4) | cat',
		]);
		expect(failing).toMatchObject({code: 11});
		expect(failing.error.message).toContain('exit code 4');
	});

	it('leaves nothing on the list when a command fails that had sent nothing', async () => {
		const failing = await line.json([...upload, '--name', 'nothing-sent', '--command', 'no-such-program']);
		expect(failing).toMatchObject({code: 11, values: [], error: {kind: 'producer'}});
		expect(await transferNamed('nothing-sent')).toBeUndefined();
		expect(openUploads()).toBe(0);
	});

	it('does not run a command whose output could not go anywhere', async () => {
		const refused = await line.iceaxe([
			'archives',
			'upload',
			'-',
			'--vault',
			'no-such',
			'--name',
			'x',
			'--command',
			'echo begun >&2',
		]);
		expect(refused.code).toBe(3);
		expect(refused.stderr).not.toContain('begun');
		expect(await transferNamed('x')).toBeUndefined();
	});

	it('refuses parts that the service would refuse', async () => {
		const {code, stderr} = await line.iceaxe([
			'archives',
			'upload',
			'-',
			'--vault',
			'nightly',
			'--name',
			'x',
			'--part-size',
			'3M',
		]);
		expect([code, stderr.split('\n')[0]]).toEqual([2, 'A part of 3145728 bytes is not possible.']);
	});

	it('refuses a stream that is empty', async () => {
		const {code, stdout, stderr} = await line.iceaxe([...upload, '--name', 'empty']);
		expect([code, stdout, await transferNamed('empty')]).toEqual([2, '', undefined]);
		expect(stderr).toContain('The stream is empty: the service stores no archive of 0 bytes.\n');
	});

	it('refuses a terminal, on which nothing comes', async () => {
		using terminal = new Pty(process.execPath, [line.program, ...upload, '--name', 'x'], {
			cwd: line.folder,
			env: line.env as Record<string, string>,
		});
		expect(await terminal.ended).toMatchObject({code: 2});
		expect(terminal.text()).toContain('Nothing comes through a pipe: standard input is a terminal.');
	});

	it.each(['SIGTERM', 'SIGKILL'] as const)('leaves nothing behind when it is ended by %s', async (signal) => {
		const name = `ended-by-${signal}`;
		const child = spawn(
			process.execPath,
			[line.program, ...upload, '--name', name, '--command', 'cat night.tar; sleep 20'],
			{
				cwd: line.folder,
				env: line.env,
				stdio: ['ignore', 'pipe', 'pipe'],
			},
		);
		const ended = endOf(child);
		await partAccepted(name);
		expect(openUploads()).toBe(1);
		child.kill(signal);
		await ended;
		await vi.waitFor(() => expect(openUploads()).toBe(0), {timeout: 30_000});
		expect(await names()).not.toContain(name);
		const state = signal === 'SIGKILL' ? 'failed' : 'cancelled';
		await vi.waitFor(async () => expect(await transferNamed(name)).toMatchObject({state, size: null}), {
			timeout: 30_000,
		});
	});
});
