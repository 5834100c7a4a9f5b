import {randomBytes} from 'node:crypto';
import {mkdtemp, readdir, readFile, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {readSlice, readTextFile, writePrivateFile} from '../../source/platform/files.ts';

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

it('reads a slice with little memory, each portion good until two others were asked for', async () => {
	const path = join(await freshFolder(), 'a');
	const bytes = randomBytes(5_500_000);
	await writeFile(path, bytes);
	const memory = new Set<ArrayBufferLike>();
	const held: Uint8Array[] = [];
	let at = 0;
	for await (const portion of readSlice({path, offset: 7, length: 5_400_000}, {reuse: true})) {
		memory.add(portion.buffer);
		held.push(portion);
		const oldest = held.length > 2 ? held.shift()! : undefined;
		if (oldest) {
			expect(bytes.subarray(at + 7, at + 7 + oldest.length).equals(oldest)).toBe(true);
			at += oldest.length;
		}
	}
	expect(memory.size).toBe(3);
	expect(at + held.reduce((sum, {length}) => sum + length, 0)).toBe(5_400_000);
});

it('reads a slice in portions', async () => {
	const path = join(await freshFolder(), 'a');
	const bytes = Buffer.from(Array.from({length: 1_500_000}, (_, i) => i % 251));
	await writeFile(path, bytes);
	const read = async (offset: number, length: number, from = path) => {
		const portions: Uint8Array[] = [];
		for await (const portion of readSlice({path: from, offset, length})) portions.push(portion);
		return portions;
	};
	expect(Buffer.concat(await read(250, 5))).toEqual(Buffer.from([250, 0, 1, 2, 3]));
	const portions = await read(10, 1_400_000);
	expect(portions.length).toBeGreaterThan(1);
	expect(Buffer.concat(portions).equals(bytes.subarray(10, 1_400_010))).toBe(true);
	expect(Buffer.concat(await read(1_499_990, 100))).toHaveLength(10);
	await expect(read(0, 1, `${path}x`)).rejects.toThrow('ENOENT');
});
