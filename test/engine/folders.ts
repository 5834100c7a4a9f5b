import {randomBytes} from 'node:crypto';
import {mkdir, readdir, readFile, rm, stat, symlink, utimes, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import type {FolderChoice, FolderResult, FolderSums} from '../../source/model/folder-upload.ts';
import {mebibyte} from '../../source/model/limits.ts';
import type {PlannedFile} from '../../source/model/planned-file.ts';
import {type EngineWorld, startWorld, vaultName} from '../helpers/engine-world.ts';

let world: EngineWorld;
beforeAll(async () => {
	world = await startWorld();
});
afterEach(() => {
	world.proxy.fault = () => undefined;
	world.proxy.passed.length = 0;
	world.events.length = 0;
});
afterAll(() => world.close());

const modified = new Date('2011-02-03T04:05:06.789Z');

/** A folder with these files, of which only the names or the contents are given. */
const tree = async (name: string, files: Readonly<Record<string, string | Buffer>>): Promise<string> => {
	const root = join(world.folder, name);
	for (const [path, content] of Object.entries(files)) {
		await mkdir(dirname(join(root, path)), {recursive: true});
		await writeFile(join(root, path), content);
		await utimes(join(root, path), modified, modified);
	}
	return root;
};

const choose = (path: string, more: Partial<FolderChoice> = {}): FolderChoice => ({
	...{vaultName, path, under: path.split('/').at(-1)!, include: [], exclude: [], checksum: false},
	...more,
});

const walk = async (
	choice: FolderChoice,
	mode: 'list' | 'upload',
): Promise<{results: FolderResult[]; sums: FolderSums}> => {
	const {walkId} = await world.link.request('folders.walk', {choice, mode, follow: true});
	const all: FolderResult[] = [];
	for (;;) {
		const {results, sums, over, failure} = await world.link.request('folders.results', {walkId});
		all.push(...results);
		if (over) {
			expect(failure).toBeNull();
			return {results: all, sums};
		}
	}
};
const files = async (choice: FolderChoice): Promise<PlannedFile[]> => {
	const {results} = await walk(choice, 'list');
	return results
		.flatMap((result) => ('file' in result ? [result.file] : []))
		.toSorted((a, b) => (a.name < b.name ? -1 : 1));
};
const fates = async (choice: FolderChoice) =>
	(await files(choice)).map(({name, skipped, error}) => `${name} ${error ? 'fails' : (skipped ?? 'goes')}`);

/** Every file below a folder with what it holds and its time in seconds. */
const contents = async (root: string): Promise<Record<string, string>> => {
	const found: Record<string, string> = {};
	for (const entry of await readdir(root, {recursive: true, withFileTypes: true})) {
		if (!entry.isFile()) continue;
		const path = join(entry.parentPath, entry.name);
		const {mtimeMs} = await stat(path);
		found[path.slice(root.length + 1)] = `${Math.floor(mtimeMs / 1000)} ${(await readFile(path)).toString('base64')}`;
	}
	return found;
};

describe('a folder', () => {
	it('is looked through: what goes, what is left out, and why', async () => {
		const root = await tree('looked', {
			'2011/a.jpg': 'a',
			'2011/b.png': 'b',
			'.hidden/c.jpg': 'c',
			'cache/deep/d.jpg': 'd',
			'2011/cache/e.jpg': 'e',
			'empty.jpg': '',
			[`${`${'long'.repeat(50)}/`.repeat(4)}f.jpg`]: 'f',
		});
		await symlink('2011', join(root, 'link.jpg'));
		await writeFile(Buffer.concat([Buffer.from(`${root}/no-utf-8-`), Buffer.from([0xff]), Buffer.from('.jpg')]), 'g');
		expect(await fates(choose(root, {include: ['*.jpg'], exclude: ['/cache']}))).toEqual([
			'looked/.hidden/c.jpg goes',
			'looked/2011/a.jpg goes',
			'looked/2011/b.png excluded',
			'looked/2011/cache/e.jpg goes',
			'looked/cache/ excluded',
			'looked/empty.jpg empty',
			'looked/link.jpg link',
			`looked/${`${'long'.repeat(50)}/`.repeat(4)}f.jpg fails`,
			'looked/no-utf-8-\uFFFD.jpg fails',
		]);
		const choice = choose(root, {under: '', include: ['*.jpg'], exclude: ['cache/']});
		const sums = await world.link.request('folders.sum', {choice});
		expect(sums).toMatchObject({files: 2, bytes: 2, requests: 6, failed: 2});
		expect(sums.skipped).toEqual({there: 0, excluded: 3, empty: 1, link: 1, special: 0});
		expect(world.proxy.passed).toEqual([]);
	});

	it('comes back as it was, with its folders and times', async () => {
		const root = await tree('photos', {
			'2011/a.jpg': randomBytes(3 * mebibyte + 1),
			'2011/ü \u001B[31m.jpg': 'escape',
			'b.jpg': randomBytes(5),
			'.c/d/e': 'deep',
		});
		const {sums, results} = await walk(choose(root), 'upload');
		expect(sums).toMatchObject({files: 4, uploaded: 4, failed: 0, requests: 4 * 3 + 3});
		const transfers = results.flatMap((result) => ('transfer' in result ? [result.transfer] : []));
		expect(transfers.map(({state}) => state)).toEqual(['done', 'done', 'done', 'done']);
		expect(await world.link.request('transfers.list', {})).toEqual([]);
		const to = join(world.folder, 'back');
		const restored = await world.link.request('archives.restore', {
			...{vaultName, tier: 'Expedited', to},
			selection: {archiveIds: transfers.map(({archiveId}) => archiveId!)},
		});
		for (const one of restored) expect(await world.over(one)).toMatchObject({state: 'done'});
		const there = await contents(root);
		// What a terminal would obey becomes visible.
		const shown = Object.fromEntries(
			Object.entries(there).map(([name, content]) => [name.replace('\u001B', '␛'), content]),
		);
		expect(await contents(join(to, 'photos'))).toEqual(shown);
	});

	it('leaves out what the catalog has by name, size and time, or by tree hash', async () => {
		const root = await tree('again', {a: 'aaaa', 'b/c': 'cccc'});
		await walk(choose(root), 'upload');
		expect(await fates(choose(root))).toEqual(['again/a there', 'again/b/c there']);
		await utimes(join(root, 'a'), new Date(), new Date());
		await writeFile(join(root, 'b/c'), 'CCCC');
		await utimes(join(root, 'b/c'), modified, modified);
		// The time was changed and the bytes were not, and the other way round.
		expect(await fates(choose(root))).toEqual(['again/a goes', 'again/b/c there']);
		expect(await fates(choose(root, {checksum: true}))).toEqual(['again/a there', 'again/b/c goes']);
		expect(await fates(choose(root, {under: 'elsewhere'}))).toEqual(['elsewhere/a goes', 'elsewhere/b/c goes']);
	});

	it('holds no more than a few of its files as transfers at once, and goes on past those that fail', async () => {
		const root = await tree('many', Object.fromEntries(Array.from({length: 40}, (_, i) => [`f${i}`, `file ${i}`])));
		const release = Promise.withResolvers<void>();
		world.proxy.fault = ({method, range}) =>
			method === 'PUT' && range !== '' ? {do: 'hold', until: release.promise} : undefined;
		const {walkId} = await world.link.request('folders.walk', {choice: choose(root), mode: 'upload', follow: true});
		await world.until('transfer-progress', () => true);
		// Those that are not open yet vanish.
		const known = new Set((await world.link.request('transfers.list', {})).map(({path}) => path));
		for (let i = 30; i < 40; i++) await rm(join(root, `f${i}`));
		const gone = Array.from({length: 10}, (_, i) => join(root, `f${30 + i}`)).filter((path) => !known.has(path));
		release.resolve();
		let most = 0;
		for (;;) {
			const listed = await world.link.request('transfers.list', {});
			most = Math.max(most, listed.filter(({path, state}) => path.startsWith(root) && state !== 'failed').length);
			const {over, sums} = await world.link.request('folders.results', {walkId});
			if (!over) continue;
			expect(sums.uploaded + sums.failed).toBe(sums.files);
			expect(sums.uploaded).toBeGreaterThanOrEqual(30);
			expect(sums.uploaded).toBeLessThanOrEqual(40 - gone.length + 1);
			break;
		}
		expect(most).toBeLessThanOrEqual(6);
	});

	it('stops with its uploads paused, and takes them up again', async () => {
		for (const {transferId} of await world.link.request('transfers.list', {})) {
			await world.link.request('transfers.forget', {transferId}).catch(() => {});
		}
		const root = await tree('stopped', {a: randomBytes(3 * mebibyte), b: 'b', c: 'c'});
		world.proxy.fault = ({method, range}) =>
			method === 'PUT' && range.startsWith('1048576-') ? {do: 'hold', until: new Promise(() => {})} : undefined;
		const {walkId} = await world.link.request('folders.walk', {choice: choose(root), mode: 'upload', follow: true});
		await world.until('transfer-progress', ({progress}) => progress.verifiedBytes >= mebibyte);
		await world.link.request('folders.stop', {walkId});
		for (;;) if ((await world.link.request('folders.results', {walkId})).over) break;
		const listed = await world.link.request('transfers.list', {});
		expect(listed.find(({path}) => path === join(root, 'a'))).toMatchObject({state: 'paused'});
		world.proxy.fault = () => undefined;
		world.proxy.passed.length = 0;
		const {sums} = await walk(choose(root), 'upload');
		expect(sums.skipped.there + sums.uploaded).toBe(3);
		const sent = world.proxy.passed.filter(({method, range}) => method === 'PUT' && range === '0-1048575');
		expect(sent).toEqual([]);
	});

	it('names each file that does not go, a hundred of them, and says where the others stand', async () => {
		const root = await tree('odd', {
			'a.jpg': 'a',
			'empty.jpg': '',
			'skipped.tmp': 'excluded by whoever wanted so',
			[`${`${'long'.repeat(50)}/`.repeat(4)}f.jpg`]: 'f',
		});
		await symlink('a.jpg', join(root, 'link.jpg'));
		const uploaded = async () => {
			const told = world.until('notice', ({notice: {text}}) => text.startsWith(root));
			await walk(choose(root, {exclude: ['*.tmp']}), 'upload');
			return (await told).notice;
		};
		const notice = await uploaded();
		expect(notice).toMatchObject({
			level: 'error',
			text: expect.stringMatching(
				/: 1 file, 1 B, put into photos\. 1 file could not be uploaded\. Left out: 1 empty, 1 link\.$/,
			),
		});
		expect(notice.lines!.toSorted()).toEqual([
			'odd/empty.jpg: empty: the service stores no archive of 0 bytes',
			'odd/link.jpg: a symbolic link',
			expect.stringMatching(/^odd\/long.*f\.jpg: /),
		]);
		for (let i = 0; i < 120; i++) await writeFile(join(root, `empty-${i}`), '');
		const many = await uploaded();
		expect(many.lines).toHaveLength(101);
		expect(many.lines!.at(-1)).toMatch(/^and 23 more: the log file has them, and archives upload .*odd --dry-run$/);
	});

	it('that is none is refused, and so is an empty pattern', async () => {
		const start = (choice: FolderChoice) => world.link.request('folders.sum', {choice});
		await expect(start(choose(join(world.folder, 'no-such')))).rejects.toMatchObject({value: {kind: 'invalid-input'}});
		await expect(start(choose(world.folder, {exclude: ['/']}))).rejects.toMatchObject({value: {kind: 'invalid-input'}});
	});
});
