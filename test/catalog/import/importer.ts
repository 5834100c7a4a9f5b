import {existsSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {InventoryFile} from '../../../source/catalog/files/inventory-file.ts';
import {compareKeys} from '../../../source/catalog/files/row-key.ts';
import {Importer, runsPath} from '../../../source/catalog/import/importer.ts';
import {milliseconds, timestamp} from '../../../source/model/timestamp.ts';
import {csvInventory, jsonInventory} from '../../helpers/inventory-files.ts';
import {tablesOf} from '../../helpers/inventory-tables.ts';
import {asArchive, type Listed} from '../../helpers/naive-catalog.ts';
import {seededRandom} from '../../helpers/seeded-random.ts';

const temporaryFile = (): string => {
	const folder = mkdtempSync(join(tmpdir(), 'iceaxe-'));
	onTestFinished(() => rmSync(folder, {recursive: true}));
	return join(folder, '1.sqlite');
};

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Rows over many blocks, of names that share much, with versions, and ids of the usual shape and some of none. */
const manyRows = (count: number): Listed[] => {
	const random = seededRandom(5);
	const pick = (from: string) => from[Math.floor(random() * from.length)]!;
	return Array.from({length: count}, (_, n) => {
		const path = `backup/${pick('abc')}/year ${2000 + Math.floor(random() * 3)}/file ${Math.floor(random() * count)}${pick('.-')}tar`;
		return {
			archiveId: n % 1000 === 999 ? `odd ${n}` : Array.from({length: 138}, () => pick(alphabet)).join(''),
			description:
				n % 3
					? path
					: `mt2 ${Buffer.from(JSON.stringify({filename: `ü ${path}`, mtime: '20120821T170824Z'})).toString('base64url')}`,
			created: timestamp(1_400_000_000_000 + Math.floor(random() * 1000) * 86_400_000),
			size: Math.floor(random() * 2 ** (n % 45)),
			treeHash: Array.from({length: 64}, () => pick('0123456789abcdef')).join(''),
		};
	});
};

describe('an import', () => {
	const listed = manyRows(5000);
	const date = '2026-11-23T10:00:00.000Z';

	it('sorts rows of many runs and blocks, in every order, and finds each by its id', () => {
		const path = temporaryFile();
		// A run holds two of the longest records, so this makes some twenty of them.
		const importer = new Importer(path, 'JSON', {runSize: 1});
		const bytes = jsonInventory(listed, date);
		for (let from = 0; from < bytes.length; from += 100_003) importer.feed(bytes.subarray(from, from + 100_003));
		expect(importer.finish()).toEqual({
			rows: 5000,
			bytes: listed.reduce((sum, row) => sum + row.size, 0),
			malformed: 0,
			named: 0,
			inventoryDate: date,
		});
		expect(existsSync(runsPath(path))).toBe(false);

		const key = (row: Listed) => {
			const {name, archiveId} = asArchive(row);
			return {name, archiveId, created: milliseconds(row.created)};
		};
		const expected = listed
			.map((row) => ({row, key: key(row)}))
			.sort((a, b) => compareKeys(a.key, b.key))
			.map(({row}) => asArchive(row));
		const file = new InventoryFile(path);
		onTestFinished(() => file.close());
		expect(file.rows).toBe(5000);
		expect(Array.from(expected, (_, row) => file.archive(row))).toEqual(expected);
		for (const by of ['size', 'created'] as const) {
			const value = (row: number) => (by === 'size' ? expected[row]!.size : milliseconds(expected[row]!.created));
			const order = [...expected.keys()].sort((a, b) => value(a) - value(b) || a - b);
			expect(Array.from(expected, (_, place) => file.at(by, place))).toEqual(order);
			const stretch = new Uint32Array(1000);
			file.copyOrder(by, 4000, 5000, stretch, 0);
			expect([...stretch]).toEqual(order.slice(4000));
		}
		for (let row = 0; row < 5000; row += 31) {
			expect(file.find(expected[row]!.archiveId)).toBe(row);
			expect(file.rank(file.key(row))).toBe(row);
			expect(file.rank(file.key(row), Math.max(0, row - 1000))).toBe(row);
		}
		expect(file.find('unknown')).toBe(-1);
		expect(file.rank({name: '\u{10ffff}', created: 0, archiveId: ''})).toBe(5000);
	});

	it('makes the same of JSON and of CSV, in one run or in many, whatever the order, also of what no service takes', () => {
		const texts = [
			'größe, 写真 "👨"\\',
			'\u202egpj.exe',
			'\u001b]0;x\u0007',
			'\u0000',
			'\ufeff',
			'\t',
			'e\u0301',
			'\ufffd',
		];
		const usual = listed.filter((row) => row.archiveId.length === 138);
		// In the middle: a form of descriptions has its number from when it was met, and both ends are of the same form.
		const plain = usual.slice(0, 2000).map((row, n) => ({...row, description: texts[n - 1000] ?? row.description}));
		const made = [
			{format: 'JSON' as const, bytes: jsonInventory(plain, date), run: undefined},
			{format: 'CSV' as const, bytes: csvInventory(plain), run: undefined},
			{format: 'CSV' as const, bytes: csvInventory(plain.toReversed()), run: 1},
		].map(({format, bytes, run}) => {
			const path = temporaryFile();
			const importer = new Importer(path, format, {runSize: run});
			importer.feed(bytes);
			importer.finish();
			return tablesOf(path);
		});
		expect(made[1]).toEqual(made[0]);
		expect(made[2]).toEqual(made[0]);
	});

	it('takes an inventory of nothing, and one archive listed twice as one', () => {
		const path = temporaryFile();
		const nothing = new Importer(path, 'JSON');
		nothing.feed(jsonInventory([], date));
		expect(nothing.finish()).toMatchObject({rows: 0, bytes: 0});
		const file = new InventoryFile(path);
		expect([file.rows, file.find('a'), file.rank({name: 'a', created: 0, archiveId: ''})]).toEqual([0, -1, 0]);
		file.close();

		const twice = new Importer(temporaryFile(), 'CSV');
		twice.feed(csvInventory([listed[1]!, listed[2]!, listed[1]!]));
		expect(twice.finish()).toMatchObject({rows: 2});
	});

	it('refuses one that ends in the middle', () => {
		for (const [format, bytes] of [
			['JSON', jsonInventory(listed.slice(0, 10), date)],
			['CSV', csvInventory(listed.slice(0, 10))],
		] as const) {
			const path = temporaryFile();
			const importer = new Importer(path, format);
			importer.feed(bytes.subarray(0, -7));
			expect(() => importer.finish()).toThrow('ends in the middle');
			expect(existsSync(path)).toBe(false);
		}
	});

	it('loses no row for what its description holds', () => {
		const hostile = [
			'../../etc/passwd',
			'\u001b[2J\u0007',
			'a\nb\r\nc\u0000d',
			'\u202egpj.exe',
			'%'.repeat(1024),
			'/'.repeat(300),
			'日本語'.repeat(100),
			'\ud800',
			' ',
			'',
			'mt2 !!!!',
			'{"Path":"+AAo-/+//8-"}',
		].map((description, n) => ({...listed[n + 1]!, description}));
		const path = temporaryFile();
		const importer = new Importer(path, 'JSON');
		importer.feed(jsonInventory(hostile, date));
		expect(importer.finish()).toMatchObject({rows: hostile.length, malformed: 0});
		const file = new InventoryFile(path);
		onTestFinished(() => file.close());
		for (const row of hostile) {
			const at = file.find(row.archiveId);
			const {name, description} = file.archive(at);
			expect(name).toBe(asArchive(row).name.toWellFormed());
			expect(file.name(at)).toBe(name);
			expect(description).toBe(row.description.toWellFormed());
		}
	});

	it('counts rows that no service would write as malformed', () => {
		const path = temporaryFile();
		const importer = new Importer(path, 'JSON');
		const odd = [
			{...listed[0]!, created: '2026-99-99T00:00:00.000Z'},
			{...listed[1]!, created: '1969-12-31T23:59:59.999Z'},
			{...listed[2]!, description: 'x'.repeat(4000)},
			listed[3]!,
		];
		importer.feed(jsonInventory(odd, date));
		expect(importer.finish()).toMatchObject({rows: 1, malformed: 3});
	});
});
