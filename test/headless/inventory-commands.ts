import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type CommandLine, openCommandLine} from '../helpers/command-line.ts';
import {jsonInventory} from '../helpers/inventory-files.ts';

let line: CommandLine;
beforeAll(async () => {
	line = await openCommandLine('inventory-commands');
	const inventory = (numbers: readonly number[], date: string) =>
		writeFile(join(line.folder, `${date}.json`), jsonInventory(numbers.map(listed), `${date}T00:00:00.000Z`));
	await inventory([1, 2, 3, 4], '2026-05-01');
	await inventory([1, 2, 3, 5, 6], '2026-06-01');
	await line.iceaxe(['vaults', 'create', 'photos']);
	await line.iceaxe(['inventory', 'import', '2026-05-01.json', '--vault', 'photos']);
});
afterAll(() => line.close());

const id = (n: number) => `${n}-`.padEnd(138, 'x');
const listed = (n: number) => ({
	archiveId: id(n),
	description: [
		'top.txt',
		'home/anna/a.jpg',
		'home/anna/a.jpg',
		'home/b/x.gpg',
		'home/c.txt',
		'<m><v>4</v><p>aG9tZS9iLw==</p></m>',
	][n - 1]!,
	created: `2026-04-0${n}T02:00:00.000Z`,
	size: n * 1000,
	treeHash: `${n}`.padStart(64, '0'),
});
const of = (verb: string, ...more: string[]) => ['inventory', verb, ...more, '--vault', 'photos'];

describe('the commands that look through an inventory', () => {
	it('say that there are no two to compare, as long as there is one', async () => {
		const {code, error} = await line.json(of('differences'));
		expect(code).toBe(3);
		expect(error.message).toBe('The catalog holds no two inventories of photos to compare.');
		expect((await line.iceaxe(of('import', '2026-06-01.json'))).code).toBe(0);
	});

	it('give a vault that the service has not counted yet its counts, and say whose they are', async () => {
		const arn = 'arn:aws:glacier:us-east-1:111122223333:vaults/photos';
		const inventoryDate = '2026-06-01T00:00:00.000Z';
		expect((await line.iceaxe(['vaults', 'list'])).stdout).toBe(
			`photos\t5\t17000\t${inventoryDate}\tcatalog\t${arn}\n`,
		);
		expect((await line.json(['vaults', 'list'])).values).toMatchObject([
			{lastInventoryDate: null, numberOfArchives: 0, inventory: {archives: 5, bytes: 17000, inventoryDate}},
		]);
		const described = await line.iceaxe(['vaults', 'describe', 'photos']);
		expect(described.stdout).toContain('2026-06-01 00:00, of the catalog; the service has none yet');
		expect(described.stdout).toMatch(/^Archives +5$/m);
	});

	it('show what was added and what has gone', async () => {
		const {code, stdout, stderr} = await line.iceaxe(of('differences'));
		expect(code).toBe(0);
		expect(stderr).toBe(
			'From the inventory of 2026-05-01 00:00 to that of 2026-06-01 00:00: added 2 archives, 10.7 KiB; gone 1 archive, 3.9 KiB.\n',
		);
		expect(stdout.split('\n').map((row) => row.split('\t').slice(0, 3))).toEqual([
			['added', 'home/b', '6000'],
			['added', 'home/c.txt', '5000'],
			['gone', 'home/b/x.gpg', '4000'],
			[''],
		]);
		const {values} = await line.json(of('differences', '--gone'));
		expect(values).toMatchObject([{change: 'gone', archiveId: id(4), name: 'home/b/x.gpg'}]);
	});

	it('show a level of the tree, folders first', async () => {
		const top = await line.iceaxe(of('tree'));
		expect(top.stderr).toBe('photos: 5 archives, 16.6 KiB.\n');
		expect(top.stdout).toBe(
			`home/\t4\t16000\t2026-04-06T02:00:00.000Z\t\ntop.txt\t1\t1000\t2026-04-01T02:00:00.000Z\t${id(1)}\n`,
		);
		const {values} = await line.json(of('tree', '/home/', '--sort', 'size', '--reverse'));
		expect(values).toEqual([
			{
				type: 'folder',
				path: 'home/anna',
				archives: 2,
				bytes: 5000,
				newest: '2026-04-03T02:00:00.000Z',
				marked: 0,
				archiveId: null,
			},
			{
				type: 'archive',
				path: 'home/b',
				archives: 1,
				bytes: 6000,
				newest: '2026-04-06T02:00:00.000Z',
				marked: 0,
				archiveId: id(6),
			},
			{
				type: 'archive',
				path: 'home/c.txt',
				archives: 1,
				bytes: 5000,
				newest: '2026-04-05T02:00:00.000Z',
				marked: 0,
				archiveId: id(5),
			},
		]);
		const nowhere = await line.json(of('tree', 'hom'));
		expect(nowhere.code).toBe(3);
		expect(nowhere.error.message).toBe('photos has no folder hom, as far as is known here.');
	});

	it('fold versions, below a folder', async () => {
		const {values} = await line.json(of('list', '--below', 'home/anna', '--versions', 'folded'));
		expect(values).toMatchObject([{name: 'home/anna/a.jpg', archiveId: id(3), versions: 2}]);
		expect((await line.iceaxe(of('list', '--versions', 'some'))).code).toBe(2);
	});

	it('say what a vault is made of, and what that costs', async () => {
		const {values} = await line.json(of('breakdown'));
		expect(values.map(({by, label, archives, bytes}) => [by, label, archives, bytes])).toEqual([
			['folder', 'home', 4, 16_000],
			['folder', '/', 1, 1000],
			['age', expect.any(String), 5, 17_000],
			['format', 'plain', 4, 11_000],
			['format', 'fastglacier', 1, 6000],
		]);
		// 32 KiB of overhead for each archive are paid like its bytes: $0.0036 a GB-month in us-east-1.
		expect(values[0].monthly).toBeCloseTo(((16_000 + 4 * 32_768) / 2 ** 30) * 0.0036, 12);
	});
});

describe('marks', () => {
	it('come from a file of ids, and go to one', async () => {
		await writeFile(join(line.folder, 'ids'), `${id(2)}\r\n\n${id(2)}\n${id(4)}\nnobody\n${id(5)}`);
		const loaded = await line.json(['marks', 'load', 'ids', '--vault', 'photos']);
		expect(loaded.values).toEqual([
			{vaultName: 'photos', path: join(line.folder, 'ids'), archives: 2, bytes: 7000, unknown: 2},
		]);
		expect(loaded.stderr).toBe('2 ids in it are of no archive that is there.\n');
		const saved = await line.json(['marks', 'save', 'saved', '--vault', 'photos']);
		expect(saved.values).toMatchObject([{archives: 2, bytes: 7000}]);
		expect(await readFile(join(line.folder, 'saved'), 'utf8')).toBe(`${id(2)}\n${id(5)}\n`);
		expect((await line.iceaxe(['marks', 'save', 'saved', '--vault', 'photos'])).code).toBe(8);
	});

	it('are taken away, and stay as they are when a file is no list', async () => {
		await writeFile(join(line.folder, 'no-list'), 'one two three\n');
		const refused = await line.json(['marks', 'load', 'no-list', '--vault', 'photos']);
		expect(refused.code).toBe(2);
		expect(refused.error.message).toBe(`${join(line.folder, 'no-list')} is no list of archive ids.`);
		const {values} = await line.json(['marks', 'clear', '--vault', 'photos']);
		expect(values).toEqual([{vaultName: 'photos', path: null, archives: 0, bytes: 0, unknown: 0}]);
	});
});

describe('an inventory with rows that cannot be read', () => {
	it('is taken in without them; they are counted and said, then and whenever it is listed', async () => {
		const {treeHash: _, ...broken} = listed(2);
		const rows = [listed(1), broken, {...listed(3), created: 'yesterday'}] as ReturnType<typeof listed>[];
		await writeFile(join(line.folder, 'broken.json'), jsonInventory(rows, '2026-07-01T00:00:00.000Z'));
		const taken = await line.json(of('import', 'broken.json'));
		expect(taken.code).toBe(0);
		expect(taken.stderr).toContain('2 rows could not be read and were left out.\n');
		expect(taken.values).toMatchObject([{archives: 1, malformed: 2}]);
		const {code, stdout, stderr} = await line.iceaxe(of('list'));
		expect([code, stdout.trimEnd().split('\n').length]).toEqual([0, 1]);
		expect(stderr).toContain('2 rows could not be read and were left out.');
	});
});
