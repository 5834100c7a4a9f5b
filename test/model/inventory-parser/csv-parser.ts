import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {CsvInventoryParser} from '../../../source/model/inventory-parser/csv-parser.ts';
import type {InventoryRow} from '../../../source/model/inventory-parser/inventory-row.ts';
import {inventoryCsvHeader, inventoryCsvRow} from '../../../source/model/inventory-parser/inventory-writer.ts';
import {portions, rowsAndCuts} from '../../fixtures/inventory-rows.ts';

const treeHash = '9bc1b2a288b26af7257a36277ae3816a7d4f16e89c1e7e77d0a5c48bad62b360';
const row: InventoryRow = {
	archiveId: 'id-1_A',
	description: 'nightly/2026-11-23.tar.gpg',
	created: '2026-11-23T02:11:00.123Z',
	size: 1234,
	treeHash,
};

const parse = (...pieces: (string | Uint8Array)[]) => {
	const rows: InventoryRow[] = [];
	const parser = new CsvInventoryParser((read) => rows.push(read));
	for (const piece of pieces) parser.push(typeof piece === 'string' ? Buffer.from(piece) : piece);
	return {...parser.end(), rows, count: parser.rows};
};

describe('an inventory in CSV', () => {
	it('reads what the service writes', () => {
		const file = `${inventoryCsvHeader}id-1_A,"a ""b",2026-11-23T02:11:00.123Z,1234,${treeHash}\r\n`.replace(
			'""',
			'\\"',
		);
		expect(parse(file)).toEqual({
			rows: [{...row, description: 'a "b'}],
			count: 1,
			malformed: 0,
			samples: [],
			complete: true,
			vaultArn: null,
			inventoryDate: null,
		});
	});

	it.each([
		['quote', 'a "b" c', '"a \\"b\\" c"'],
		['backslash', 'a\\b', '"a\\b"'],
		['backslash at the end', 'a\\', '"a\\"'],
		['quote at the end', 'a"', '"a\\""'],
		['backslash and quote', 'a\\"b', '"a\\\\"b"'],
		['end of a field', 'a",b\\",c', '"a\\",b\\\\",c"'],
		['comma', 'a,b', '"a,b"'],
		['nothing', '', '""'],
		['nothing without quotes', '', ''],
		['text without quotes', 'a b', 'a b'],
	])('reads a description with a %s', (_, description, field) => {
		const file = `${inventoryCsvHeader}id,${field},2026-11-23T02:11:00.123Z,1,${treeHash}\n`;
		expect(parse(file).rows.map((read) => read.description)).toEqual([description]);
	});

	it('gives back the rows that were written, wherever the file is cut', () => {
		fc.assert(
			fc.property(rowsAndCuts, fc.constantFrom('\r\n', '\n'), ([rows, cuts], lineEnd) => {
				const file = [inventoryCsvHeader, ...rows.map(inventoryCsvRow)].join('').replaceAll('\r\n', lineEnd);
				const {rows: read, malformed, complete} = parse(...portions(file, cuts));
				expect(read).toEqual(rows);
				expect([malformed, complete]).toEqual([0, true]);
			}),
			{numRuns: 400},
		);
	});

	it('follows the order of the columns in the header, and passes over others', () => {
		const created = row.created;
		for (const [header, line] of [
			['ArchiveDescription,ArchiveId,Size,CreationDate,SHA256TreeHash', `"x,\\"",id,7,${created},${treeHash}`],
			['SHA256TreeHash,Size,CreationDate,ArchiveId,ArchiveDescription', `${treeHash},7,${created},id,"x,\\""`],
			[
				'"ArchiveId","New","ArchiveDescription","CreationDate","Size","SHA256TreeHash"',
				`"id","?","x,\\"","${created}","7","${treeHash}"`,
			],
			[
				'\uFEFFArchiveId, ArchiveDescription, Other, CreationDate, Size, SHA256TreeHash',
				`id,"x,\\"",o,${created},7,${treeHash}`,
			],
		]) {
			expect(parse(`${header}\n${line}\n`).rows).toEqual([{...row, archiveId: 'id', description: 'x,"', size: 7}]);
		}
	});

	it('reads a saved file without its header, with blank lines, and without a last line end', () => {
		const line = inventoryCsvRow(row);
		expect(parse(line, '\r\n\n', line.trimEnd())).toMatchObject({rows: [row, row], malformed: 0, complete: true});
	});

	it('takes moments without milliseconds and hashes in capitals, and gives them as everywhere', () => {
		const line = `id-1_A,"",2026-11-23T02:11:00Z,1,${treeHash.toUpperCase()}\n`;
		expect(parse(inventoryCsvHeader, line).rows).toEqual([
			{...row, description: '', created: '2026-11-23T02:11:00.000Z', size: 1},
		]);
	});

	it('reads UTF-8 where another tool has put it', () => {
		const other = {...row, description: 'größe, 写真 "👨"\\'};
		expect(parse(inventoryCsvHeader, inventoryCsvRow(other)).rows).toEqual([other]);
	});

	it('counts what it cannot read, with a sample and its place, and goes on', () => {
		const good = inventoryCsvRow(row);
		const bad = [
			'nonsense',
			'a,b,c',
			`,"x",2026-11-23T02:11:00.123Z,1,${treeHash}`,
			`id,"x",yesterday,1,${treeHash}`,
			`id,"x",2026-11-23T02:11:00.123Z,one,${treeHash}`,
			`id,"x",2026-11-23T02:11:00.123Z,-1,${treeHash}`,
			`id,"x",2026-11-23T02:11:00.123Z,1,${treeHash.slice(1)}`,
			`id,"x",2026-11-23T02:11:00.123Z,1,${treeHash.replace('9', 'g')}`,
			'x'.repeat(70_000),
		];
		const {rows, malformed, samples, complete} = parse(inventoryCsvHeader, ...bad.map((line) => `${line}\r\n${good}`));
		expect(rows).toHaveLength(bad.length);
		expect([malformed, samples.length, complete]).toEqual([bad.length, 5, true]);
		expect(samples.slice(0, 2)).toEqual([
			{offset: inventoryCsvHeader.length, text: 'nonsense'},
			{offset: inventoryCsvHeader.length + 'nonsense\r\n'.length + good.length, text: 'a,b,c'},
		]);
		// The long line came in one piece; in many it is counted alike.
		const long = portions(`${inventoryCsvHeader}${bad.at(-1)}\n${good}`, [0.1, 0.5, 0.9]);
		expect(parse(...long)).toMatchObject({rows: [row], malformed: 1, complete: true});
	});

	it('notices an end in the middle of a row, wherever it is', () => {
		const file = inventoryCsvHeader + inventoryCsvRow(row);
		const whole = file.trimEnd().length;
		for (let length = 0; length <= file.length; length++) {
			const {rows, complete} = parse(file.slice(0, length));
			const betweenRows = length >= inventoryCsvHeader.trimEnd().length && length <= inventoryCsvHeader.length;
			expect([length, complete]).toEqual([length, betweenRows || length >= whole]);
			expect(rows).toHaveLength(length >= whole ? 1 : 0);
		}
	});

	it('does not trust a last number that may have been cut', () => {
		const header = 'ArchiveId,ArchiveDescription,CreationDate,SHA256TreeHash,Size\n';
		expect(parse(`${header}id,"",${row.created},${treeHash},123`)).toMatchObject({rows: [], complete: false});
	});

	it.each(['', '\n\n', 'PK\u0003\u0004', 'a,b,c\n1,2,3\n', '{"VaultARN":1}\n'])(
		'does not take %j for an inventory',
		(file) => {
			expect(parse(file)).toMatchObject({rows: [], complete: false});
		},
	);
});
