import {mkdir, readFile, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type CommandLine, openCommandLine} from '../helpers/command-line.ts';
import {Pty} from '../helpers/pty.ts';

let line: CommandLine;
beforeAll(async () => {
	line = await openCommandLine('folder');
	line.emulator.control.createVault('photos');
	await mkdir(join(line.folder, 'trip/raw'), {recursive: true});
	for (const name of ['a.jpg', 'raw/b.jpg', 'raw/c.tmp', 'empty']) {
		await writeFile(join(line.folder, 'trip', name), name === 'empty' ? '' : name);
	}
	await symlink('a.jpg', join(line.folder, 'trip/link.jpg'));
});
afterAll(() => line.close());

const upload = (...argv: string[]) => line.json(['archives', 'upload', ...argv, '--vault', 'photos']);

describe('an upload of a folder', () => {
	it('shows with --dry-run what would go and what would not, the sums and the price, and does nothing', async () => {
		const {code, values, stderr} = await upload('trip', '--exclude', '*.tmp', '--dry-run');
		expect(code).toBe(0);
		expect(
			values
				.slice(0, -1)
				.map(({name, skipped}) => `${name} ${skipped ?? 'goes'}`)
				.toSorted(),
		).toEqual([
			'trip/a.jpg goes',
			'trip/empty empty',
			'trip/link.jpg link',
			'trip/raw/b.jpg goes',
			'trip/raw/c.tmp excluded',
		]);
		expect(values.at(-1)).toMatchObject({
			path: join(line.folder, 'trip'),
			files: 2,
			bytes: 14,
			requests: 6,
			uploaded: 0,
		});
		expect(stderr).toContain('Would upload 2 files, 14 B\n');
		expect(stderr).toContain('  cost    6 requests, under $0.01 (prices of 2026-11-01)\n');
		const {stdout} = await line.iceaxe([
			'archives',
			'upload',
			'trip/',
			'--vault',
			'photos',
			'--dry-run',
			'--include',
			'a.*',
		]);
		expect(stdout).toMatch(/^upload\t5\ta\.jpg\t$/m);
		expect((await line.json(['inventory', 'list', '--vault', 'photos'])).values).toEqual([]);
	});

	it('fails alike with --dry-run and without when there is no such vault, before anything is asked', async () => {
		for (const more of [['--dry-run'], []]) {
			const ended = await line.json(['archives', 'upload', 'trip', '--vault', 'no-such', ...more]);
			expect(ended).toMatchObject({code: 3, values: [], error: {message: 'There is no vault no-such in us-east-1.'}});
			expect(ended.stderr.split('\n')).toHaveLength(2);
		}
		expect((await line.json(['transfers', 'list'])).values).toEqual([]);
	});

	it('asks on a terminal, and takes no for an answer', async () => {
		using terminal = new Pty(process.execPath, [line.program, 'archives', 'upload', 'trip', '--vault', 'photos'], {
			columns: 100,
			cwd: line.folder,
			env: line.env as Record<string, string>,
		});
		await terminal.until('Go on? [y/N]');
		terminal.write('\r');
		expect(await terminal.ended).toMatchObject({code: 130});
		expect(terminal.text()).toContain('Nothing was uploaded.');
	});

	it('gives each archive, leaves out what is there the next time, and comes back as it was', async () => {
		const first = await upload('trip', '--exclude', '*.tmp');
		expect(first).toMatchObject({code: 0});
		expect(first.values.map(({name, state}) => `${name} ${state}`).toSorted()).toEqual([
			'trip/a.jpg done',
			'trip/raw/b.jpg done',
		]);
		expect(first.stderr).toContain(`${join(line.folder, 'trip')}: 2 files, 14 B, put into photos.\n`);
		const second = await upload('trip');
		expect(second.values.map(({name}) => name)).toEqual(['trip/raw/c.tmp']);
		const ids = [...first.values, ...second.values].map(({archiveId}) => archiveId);
		const restore = ['archives', 'restore', '--vault', 'photos', '--to', 'out', '--wait', ...ids];
		expect(await line.iceaxe(restore)).toMatchObject({code: 0});
		expect(await readFile(join(line.folder, 'out/trip/raw/b.jpg'), 'utf8')).toBe('raw/b.jpg');
	});

	it('fails honestly where a file cannot go, and the others go', async () => {
		await writeFile(Buffer.concat([Buffer.from(`${line.folder}/trip/no-utf-8-`), Buffer.from([0xff])]), 'x');
		await writeFile(join(line.folder, 'trip/new'), 'new');
		const {code, values, error} = await upload('trip');
		expect(code).toBe(8);
		expect(values.map(({name}) => name)).toEqual(['trip/new']);
		expect(error).toMatchObject({kind: 'file', message: expect.stringContaining('has a name that is not UTF-8.')});
	});

	it('refuses one description for all of its files', async () => {
		const {code, error} = await upload('trip', '--description', 'x');
		expect(code).toBe(2);
		expect(error.message).toContain('The files of a folder have descriptions of their own');
	});
});
