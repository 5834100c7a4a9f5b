import {mkdtemp, stat} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {createFolders, expandHome, statePaths} from '../../source/platform/paths.ts';

const home = '/home/ada';

describe('statePaths', () => {
	it('follows the XDG defaults', () => {
		expect(statePaths({env: {}, home})).toEqual({
			config: '/home/ada/.config/iceaxe',
			data: '/home/ada/.local/share/iceaxe',
			log: '/home/ada/.local/state/iceaxe',
			runtime: '/home/ada/.local/share/iceaxe/runtime',
		});
	});

	it('follows the XDG variables and ignores relative ones', () => {
		const env = {XDG_CONFIG_HOME: '/c', XDG_DATA_HOME: 'data', XDG_STATE_HOME: '/s', XDG_RUNTIME_DIR: '/run/user/7'};
		expect(statePaths({env, home})).toEqual({
			config: '/c/iceaxe',
			data: '/home/ada/.local/share/iceaxe',
			log: '/s/iceaxe',
			runtime: '/home/ada/.local/share/iceaxe/runtime',
		});
	});

	it('puts everything under one folder, the option before the variable', () => {
		const env = {ICEAXE_STATE: '/variable', XDG_CONFIG_HOME: '/c'};
		expect(statePaths({env, home}).config).toBe('/variable/config');
		expect(statePaths({state: 'option', env, home, folder: '/project'})).toEqual({
			config: '/project/option/config',
			data: '/project/option/data',
			log: '/project/option/log',
			runtime: '/project/option/runtime',
		});
		expect(statePaths({state: '~/ice', env, home}).data).toBe('/home/ada/ice/data');
	});
});

it('creates folders for their owner only, and again', async () => {
	const root = await mkdtemp(join(tmpdir(), 'iceaxe-paths-'));
	const paths = statePaths({state: join(root, 'deep', 'state'), env: {}, home});
	await createFolders(Object.values(paths));
	await createFolders(Object.values(paths));
	for (const path of Object.values(paths)) expect((await stat(path)).mode & 0o777).toBe(0o700);
});

it('expands a leading tilde only', () => {
	expect(expandHome('~', home)).toBe(home);
	expect(expandHome('~/a', home)).toBe('/home/ada/a');
	expect(expandHome('~bob/a', home)).toBe('~bob/a');
	expect(expandHome('a/~', home)).toBe('a/~');
});
