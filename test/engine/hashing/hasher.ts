import {createHash} from 'node:crypto';
import {type FileHandle, mkdtemp, open, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type Hasher, startHasher} from '../../../source/engine/hashing/hasher.ts';
import type {OpenFile} from '../../../source/engine/hashing/tasks.ts';
import {mebibyte} from '../../../source/model/limits.ts';
import {treeHash} from '../../../source/model/tree-hash.ts';

const bytes = Buffer.alloc(20 * mebibyte + 12_345);
for (let i = 0; i < bytes.length; i += 4) bytes.writeUInt32LE((i * 2_654_435_761) >>> 0, Math.min(i, bytes.length - 4));
const linear = (piece: Uint8Array) => createHash('sha256').update(piece).digest('hex');
const {signal} = new AbortController();

let folder: string;
let handle: FileHandle;
let file: OpenFile;
let hasher: Hasher;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'iceaxe-hasher-'));
	await writeFile(join(folder, 'source'), bytes);
	handle = await open(join(folder, 'source'), 'r+');
	file = {fd: handle.fd, path: join(folder, 'source')};
	hasher = startHasher({threads: 2, memory: 16 * mebibyte});
});
afterAll(async () => {
	await hasher.close();
	await handle.close();
	await rm(folder, {recursive: true});
});

describe('hasher', () => {
	it.each([
		[0, 1],
		[0, mebibyte],
		[mebibyte, 8 * mebibyte],
		[5, mebibyte + 1],
		[3 * mebibyte, bytes.length - 3 * mebibyte],
	])('gives both hashes and the bytes of the slice at %i of %i bytes', async (offset, length) => {
		const piece = bytes.subarray(offset, offset + length);
		const slice = {file, offset, length};
		const kept = await hasher.body(slice, {keep: true, signal});
		expect(kept.hashes).toEqual({linear: linear(piece), tree: treeHash(piece)});
		expect(Buffer.from(kept.bytes!).equals(piece)).toBe(true);
		kept.release(true);
		const hashed = await hasher.body(slice, {keep: false, signal});
		expect(hashed).toMatchObject({hashes: kept.hashes, bytes: null});
		expect(await hasher.tree(slice, signal)).toBe(kept.hashes.tree);
	});

	it('hashes large bodies one after the other on each thread, so that the first are soon ready', async () => {
		const ready: number[] = [];
		const slice = (index: number) => ({file, offset: index, length: 15 * mebibyte});
		const bodies = [0, 1, 2, 3, 4, 5].map(async (index) => {
			const {hashes} = await hasher.body(slice(index), {keep: false, signal});
			ready.push(index);
			return hashes;
		});
		const stop = new AbortController();
		const unwanted = hasher.body(slice(6), {keep: false, signal: stop.signal});
		stop.abort(new Error('not wanted'));
		await expect(unwanted).rejects.toThrow('not wanted');
		const all = await Promise.all(bodies);
		// When one was ready, no more had begun than it, those before it, and one on each thread.
		for (const [place, index] of ready.entries()) expect(index).toBeLessThanOrEqual(place + 1);
		const last = bytes.subarray(5, 5 + 15 * mebibyte);
		expect(all[5]).toEqual({linear: linear(last), tree: treeHash(last)});
	});

	it('holds no more bodies than there is memory for', async () => {
		const ask = (index: number) =>
			hasher.body({file, offset: index * 4 * mebibyte, length: 4 * mebibyte}, {keep: true, signal});
		const held = await Promise.all([0, 1, 2, 3].map(ask));
		const more = ask(4);
		const first = await Promise.race([more, hasher.tree({file, offset: 0, length: 1}, signal).then(() => 'waits')]);
		expect(first).toBe('waits');
		held[0]!.release(true);
		(await more).release(true);
		for (const body of held) body.release(true);
	});

	it('stops waiting for memory when it is told to', async () => {
		const all = await hasher.body({file, offset: 0, length: 16 * mebibyte}, {keep: true, signal});
		const stop = new AbortController();
		const waiting = hasher.body({file, offset: 0, length: 1}, {keep: true, signal: stop.signal});
		stop.abort(new Error('enough'));
		await expect(waiting).rejects.toThrow('enough');
		all.release(true);
	});

	it('says which file became shorter', async () => {
		const slice = {file, offset: bytes.length - 5, length: 6};
		await expect(hasher.body(slice, {keep: true, signal})).rejects.toMatchObject({value: {kind: 'mismatch'}});
	});

	it('hashes and writes chunks that come in pieces of any size, several at once', async () => {
		const path = join(folder, 'target');
		const target = await open(path, 'w+');
		await Promise.all(
			[0, 1, 2, 3, 4, 5].map(async (index) => {
				const from = index * 4 * mebibyte;
				const chunk = bytes.subarray(from, from + 4 * mebibyte);
				const sink = hasher.sink({fd: target.fd, path}, from);
				for (let at = 0; at < chunk.length; at += 60_001) {
					// Every second piece is part of larger memory, which may not be given away.
					const piece = chunk.subarray(at, at + 60_001);
					await sink.write(at % 2 ? new Uint8Array(piece) : piece);
				}
				expect(await sink.end()).toBe(treeHash(chunk));
			}),
		);
		await target.close();
		expect((await readFile(path)).equals(bytes)).toBe(true);
	});

	it('names the file that cannot be written', async () => {
		const reading = await open(join(folder, 'source'), 'r');
		const sink = hasher.sink({fd: reading.fd, path: '/srv/restore/file.part'}, 0);
		sink.write(new Uint8Array(10));
		await expect(sink.end()).rejects.toMatchObject({value: {code: 'EBADF'}});
		await sink.drop();
		await reading.close();
	});
});
