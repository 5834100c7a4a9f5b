import {mkdtemp, readdir, readFile, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {buffer} from 'node:stream/consumers';
import {expect, it} from 'vitest';
import {openSlice, readTextFile, writePrivateFile} from '../../source/platform/files.ts';

const freshFolder = () => mkdtemp(join(tmpdir(), 'iceaxe-files-'));

it('reads a file that may not be there', async () => {
	const folder = await freshFolder();
	await writeFile(join(folder, 'a'), 'text');
	expect(await readTextFile(join(folder, 'a'))).toBe('text');
	expect(await readTextFile(join(folder, 'b'))).toBeUndefined();
	expect(await readTextFile(join(folder, 'a', 'c'))).toBeUndefined();
	await expect(readTextFile(folder)).rejects.toThrow('EISDIR');
});

it('writes a private file, whole, leaving nothing beside it', async () => {
	const folder = await freshFolder();
	await writePrivateFile(join(folder, 'a'), 'one');
	await writePrivateFile(join(folder, 'a'), 'two');
	expect(await readFile(join(folder, 'a'), 'utf8')).toBe('two');
	expect((await stat(join(folder, 'a'))).mode & 0o777).toBe(0o600);
	await expect(writePrivateFile(folder, 'over a folder')).rejects.toThrow();
	expect(await readdir(folder)).toEqual(['a']);
});

it('streams a slice', async () => {
	const path = join(await freshFolder(), 'a');
	await writeFile(path, Buffer.from(Array.from({length: 1000}, (_, i) => i % 251)));
	const slice = await buffer(openSlice({path, offset: 250, length: 5}));
	expect([...slice]).toEqual([250, 0, 1, 2, 3]);
});
