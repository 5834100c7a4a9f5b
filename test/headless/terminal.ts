import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {mebibyte} from '../../source/model/limits.ts';
import {type CommandLine, openCommandLine} from '../helpers/command-line.ts';
import {Pty} from '../helpers/pty.ts';

let line: CommandLine;
beforeAll(async () => {
	line = await openCommandLine('terminal');
	line.emulator.control.createVault('photos');
	await writeFile(join(line.folder, 'a.tar'), Buffer.alloc(3 * mebibyte, 1));
	await line.iceaxe(['archives', 'upload', 'a.tar', '--vault', 'photos']);
});
afterAll(() => line.close());

const onTerminal = (...argv: string[]): Pty =>
	new Pty(process.execPath, [line.program, ...argv], {
		columns: 100,
		rows: 20,
		cwd: line.folder,
		env: line.env as Record<string, string>,
	});

describe('the scripting face on a terminal', () => {
	it('draws a list as a table', async () => {
		using terminal = onTerminal('inventory', 'list', '--vault', 'photos');
		expect(await terminal.ended).toEqual({code: 0, signal: 0});
		const rows = terminal.text().trimEnd().split('\n');
		expect(rows).toEqual([
			'No inventory of photos was fetched yet: these are uploads of ours.',
			expect.stringMatching(/^Name {6}Size {2}Uploaded$/),
			expect.stringMatching(/^a\.tar {2}3\.0 MiB {2}\d{4}-\d\d-\d\d \d\d:\d\d {2}new$/),
		]);
	});

	it('draws the backup calendar as a field of days', async () => {
		using terminal = onTerminal('inventory', 'calendar', '--vault', 'photos');
		expect(await terminal.ended).toEqual({code: 0, signal: 0});
		const rows = terminal.text().trimEnd().split('\n');
		expect(rows[0]).toMatch(/^( {4,}[A-Z][a-z]{2}|[A-Z][a-z]{2} +)+/);
		expect(rows.slice(1, 8).join('').match(/█/g)).toHaveLength(1);
		expect(terminal.text()).toMatch(/^In a row +1 day$/m);
	});

	it('asks before it spends, and takes nothing for a no', async () => {
		using terminal = onTerminal('archives', 'restore', 'a.tar', '--vault', 'photos', '--to', 'out');
		await terminal.until('Go on? [y/N]');
		expect(terminal.text()).toContain('  tier   Standard, usually ready in 3–5 h');
		terminal.write('\r');
		expect(await terminal.ended).toMatchObject({code: 130});
		expect(terminal.text()).toContain('Nothing was restored, and nothing has been paid.');
		expect((await line.json(['jobs', 'list', '--vault', 'photos'])).values).toEqual([]);
	});

	it('shows how far it is in one line, and takes that away again', async () => {
		using terminal = onTerminal('archives', 'restore', 'a.tar', '--vault', 'photos', '--to', 'out', '--yes', '--wait');
		await terminal.until('waiting for the retrieval of a.tar, ');
		expect(await terminal.ended).toMatchObject({code: 0});
		expect(terminal.text()).not.toContain('waiting');
		expect(terminal.text()).toContain(`Restored   ${join(line.folder, 'out', 'a.tar')}`);
	});

	it('wants the name of what goes for good', async () => {
		using refused = onTerminal('vaults', 'delete', 'photos');
		await refused.until('Type photos to go on:');
		refused.write('y\r');
		expect(await refused.ended).toMatchObject({code: 130});
		const {archiveId} = (await line.json(['inventory', 'list', '--vault', 'photos'])).values[0];
		using agreed = onTerminal('archives', 'delete', archiveId, '--vault', 'photos');
		await agreed.until('Type a.tar to go on:');
		agreed.write('a.tar\r');
		expect(await agreed.ended).toMatchObject({code: 0});
		expect(agreed.text()).toContain('Deleted  ');
	});

	it('is stopped by ^C in a question', async () => {
		using terminal = onTerminal('vaults', 'delete', 'photos');
		await terminal.until('Type photos to go on:');
		terminal.write('\u0003');
		expect(await terminal.ended).toMatchObject({code: 130});
	});
});
