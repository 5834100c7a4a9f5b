import {mkdir, mkdtemp, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {completePath} from '../../source/platform/complete-path.ts';

let home: string;
beforeAll(async () => {
	home = await mkdtemp(join(tmpdir(), 'iceaxe-complete-'));
	for (const folder of ['backup', 'books', '.config']) await mkdir(join(home, folder));
	for (const file of ['bill.pdf', '.bashrc', 'a file']) await writeFile(join(home, file), '');
	await symlink(join(home, 'backup'), join(home, 'bz-link'));
	await symlink(join(home, 'nowhere'), join(home, 'broken'));
});
afterAll(() => rm(home, {recursive: true}));

describe('completing a path', () => {
	it('gives folders first, and links to folders are folders', async () => {
		expect(await completePath(join(home, 'b'))).toEqual(
			['backup/', 'books/', 'bz-link/', 'bill.pdf', 'broken'].map((name) => join(home, name)),
		);
		expect(await completePath(join(home, 'b'), {only: 'folders'})).toEqual(
			['backup/', 'books/', 'bz-link/'].map((name) => join(home, name)),
		);
	});

	it('keeps the way in which the prefix is written', async () => {
		expect(await completePath('~/bo', {home})).toEqual(['~/books/']);
		expect(await completePath('~', {home})).toEqual(['~/']);
		expect(await completePath('~/a', {home})).toEqual(['~/a file']);
	});

	it('shows what is hidden only when it is asked for', async () => {
		expect(await completePath(`${home}/`)).not.toContain(join(home, '.bashrc'));
		expect(await completePath(`${home}/.`)).toEqual([join(home, '.config/'), join(home, '.bashrc')]);
	});

	it('is empty where nothing is or may be read, and never long', async () => {
		expect(await completePath('/no/such/folder/x')).toEqual([]);
		expect(await completePath(`${home}/`, {most: 2})).toHaveLength(2);
	});
});
