import {link, mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {isPublished, openPart, type PartFile, removePart} from '../../source/platform/part-file.ts';
import {writePieces} from '../../source/platform/slices.ts';

const bytes = Buffer.from('restored');
let folder: string;
let outside: string;

beforeEach(async () => {
	folder = await realpath(await mkdtemp(join(tmpdir(), 'iceaxe-part-')));
	outside = await realpath(await mkdtemp(join(tmpdir(), 'iceaxe-outside-')));
});
afterEach(async () => {
	await rm(folder, {recursive: true});
	await rm(outside, {recursive: true});
});

const filled = async (finalPath: string, inode: number | null = null): Promise<PartFile> => {
	const part = await openPart({finalPath, key: 'k1', inode});
	writePieces(part.fd, [bytes], 0);
	return part;
};
const how = {size: bytes.length, modified: new Date('2020-02-02T02:02:02Z'), overwrite: false};

describe('part file', () => {
	it('gets its name when it is published, with the time it was given, for its owner only', async () => {
		const final = join(folder, 'a/b/file.txt');
		const part = await filled(final);
		expect(await readdir(join(folder, 'a/b'))).toEqual(['file.txt.part']);
		await part.publish(how);
		await part.close();
		expect(await readdir(join(folder, 'a/b'))).toEqual(['file.txt']);
		expect(await readFile(final, 'utf8')).toBe('restored');
		const stats = await stat(final);
		expect(stats.mode & 0o777).toBe(0o600);
		expect(stats.mtime).toEqual(how.modified);
		expect(await isPublished(final, part.inode, bytes.length)).toBe(true);
	});

	it('never takes the place of a file, even of one that came meanwhile, unless told', async () => {
		const final = join(folder, 'file');
		const part = await filled(final);
		await writeFile(final, 'precious');
		await expect(part.publish(how)).rejects.toMatchObject({value: {kind: 'file', code: 'EEXIST'}});
		expect(await readFile(final, 'utf8')).toBe('precious');
		await part.publish({...how, overwrite: true});
		await part.close();
		expect(await readFile(final, 'utf8')).toBe('restored');
		expect(await readdir(folder)).toEqual(['file']);
	});

	it('is found again by its inode, and a foreign file of its name is left alone', async () => {
		const final = join(folder, 'file');
		await writeFile(`${final}.part`, 'not ours');
		const first = await filled(final);
		await first.close();
		expect((await readdir(folder)).toSorted()).toEqual(['file.k1.part', 'file.part']);
		const again = await openPart({finalPath: final, key: 'k1', inode: first.inode});
		expect([again.fresh, again.path]).toEqual([false, `${final}.k1.part`]);
		await again.close();
		await removePart({finalPath: final, key: 'k1', inode: first.inode});
		expect(await readdir(folder)).toEqual(['file.part']);
		expect(await readFile(`${final}.part`, 'utf8')).toBe('not ours');
	});

	it('follows no link out of its folder: not in the path, not as the part, not as the final file', async () => {
		await symlink(outside, join(folder, 'out'));
		await expect(openPart({finalPath: join(folder, 'out/deep/file'), key: 'k', inode: null})).rejects.toMatchObject({
			value: {kind: 'file', code: 'ELOOP'},
		});
		await writeFile(join(outside, 'target'), 'precious');
		await symlink(join(outside, 'target'), join(folder, 'file.part'));
		await symlink(join(outside, 'target'), join(folder, 'file'));
		const part = await filled(join(folder, 'file'));
		await expect(part.publish(how)).rejects.toMatchObject({value: {code: 'EEXIST'}});
		await part.publish({...how, overwrite: true});
		await part.close();
		expect(await readFile(join(folder, 'file'), 'utf8')).toBe('restored');
		expect(await readdir(outside)).toEqual(['target']);
		expect(await readFile(join(outside, 'target'), 'utf8')).toBe('precious');
	});

	it('takes names up to the longest that a file system has', async () => {
		const final = join(folder, `${'ä'.repeat(125)}.tar`);
		const part = await filled(final);
		await part.publish(how);
		await part.close();
		expect(await readFile(final, 'utf8')).toBe('restored');
	});

	it('notices that its file was replaced', async () => {
		const final = join(folder, 'file');
		const part = await filled(final);
		await rm(part.path);
		await mkdir(join(folder, 'x'));
		await writeFile(join(folder, 'x/y'), 'foreign');
		await link(join(folder, 'x/y'), part.path);
		await expect(part.publish(how)).rejects.toMatchObject({value: {kind: 'file'}});
		await part.close();
	});
});
