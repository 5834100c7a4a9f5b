import {mkdtemp, readdir, rm, stat} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {builtProgram, run} from '../helpers/built-program.ts';

let folder: string;
let program: string;
beforeAll(async () => {
	({program} = await builtProgram());
	folder = await mkdtemp(join(tmpdir(), 'iceaxe-demo-'));
});
afterAll(() => rm(folder, {recursive: true, force: true}));

describe('the demo, for scripts', () => {
	it('is one for all that begin at once, and keeps everything to its owner whatever the umask', async () => {
		const state = join(folder, 'state');
		const list = () =>
			run('sh', ['-c', 'umask 000 && exec "$0" "$@"', process.execPath, program, 'vaults', 'list', '--demo'], {
				cwd: folder,
				env: {PATH: process.env.PATH, HOME: folder, ICEAXE_STATE: state},
			});
		const [first, ...others] = await Promise.all([list(), list(), list()]);
		expect(first).toMatchObject({code: 0, stderr: ''});
		expect(first.stdout).toMatch(/^summitroute_backup\t/m);
		for (const other of others) expect(other).toEqual(first);
		const names = (await readdir(state, {recursive: true})).map((name) => join(state, name));
		expect(names).toContain(join(state, 'data', 'demo', 'running.json'));
		for (const name of [state, ...names]) {
			// The emulator may still be putting its own things away.
			const stats = await stat(name).catch(() => undefined);
			if (stats) expect(stats.mode & 0o077, name).toBe(0);
		}
	});
});
