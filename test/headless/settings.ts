import {mkdtemp, readFile, rm, stat} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {builtProgram, run} from '../helpers/built-program.ts';

it('sets a setting for always, refuses what it cannot be, and takes it out again', async () => {
	const state = await mkdtemp(join(tmpdir(), 'iceaxe-settings-'));
	const {program} = await builtProgram();
	const settings = (...words: string[]) => run(process.execPath, [program, 'settings', ...words, '--state', state]);
	try {
		const set = await settings('set', 'theme', 'dark', '--json');
		expect(JSON.parse(set.stdout).settings.theme).toMatchObject({value: 'dark'});
		expect((await stat(join(state, 'config', 'config.json'))).mode & 0o777).toBe(0o600);
		const refused = await settings('set', 'chunksAtOnce', '99');
		expect(refused).toMatchObject({code: 2, stdout: ''});
		expect(refused.stderr).toContain('must be a whole number from 1 to 32');
		expect(JSON.parse(await readFile(join(state, 'config', 'config.json'), 'utf8'))).toEqual({theme: 'dark'});
		const unset = await settings('unset', 'theme', '--json');
		expect(JSON.parse(unset.stdout).settings.theme).toEqual({value: 'terminal', origin: 'default'});
	} finally {
		await rm(state, {recursive: true});
	}
});
