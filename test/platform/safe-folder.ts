import {existsSync} from 'node:fs';
import {chmod, mkdir, mkdtemp, realpath, rm, stat, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {makeFolder} from '../../source/platform/make-folder.ts';
import {destinationPath, openDestination} from '../../source/platform/safe-folder.ts';

let folder: string;
beforeAll(async () => {
	folder = await realpath(await mkdtemp(join(tmpdir(), 'iceaxe-safe-folder-')));
	await writeFile(join(folder, 'file'), '');
});
afterAll(() => rm(folder, {recursive: true}));

describe('makeFolder', () => {
	it('creates what is missing, and lets be what is there', async () => {
		const path = join(folder, 'a', 'b', 'c');
		await makeFolder(path, 0o700);
		expect((await stat(join(folder, 'a', 'b'))).mode & 0o777).toBe(0o700);
		await chmod(path, 0o750);
		await makeFolder(path, 0o700);
		expect((await stat(path)).mode & 0o777).toBe(0o750);
		await makeFolder('/');
	});

	it('ends where nothing can be created', async () => {
		await expect(makeFolder(join(folder, 'file', 'below'))).rejects.toMatchObject({code: 'ENOTDIR'});
		await expect(makeFolder(join(folder, 'file'))).rejects.toMatchObject({code: 'EEXIST'});
	});

	// The kernel says ENOENT there, although the parent exists: Node's own recursion tries for ever.
	it.skipIf(!existsSync('/proc/self'))('ends below /proc', async () => {
		await expect(makeFolder('/proc/iceaxe/deep')).rejects.toMatchObject({code: 'ENOENT'});
	});
});

describe('the destination of a restore', () => {
	it('is a folder, one that will be, or a link to one', async () => {
		await mkdir(join(folder, 'real'));
		await symlink('real', join(folder, 'link'));
		expect(await destinationPath(join(folder, 'link', 'new', 'deep'))).toBe(join(folder, 'real', 'new', 'deep'));
		expect(await openDestination(join(folder, 'link', 'new'))).toBe(join(folder, 'real', 'new'));
	});

	it.each(['file', 'file/below', 'file/deep/below'])(
		'is refused by the name of the file in its way: %s',
		async (path) => {
			await expect(destinationPath(join(folder, path))).rejects.toThrow(`${join(folder, 'file')} is a file`);
		},
	);
});
