import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {InventoryRow} from '../../../source/model/inventory-parser/inventory-row.ts';
import {
	inventoryJsonHead,
	inventoryJsonRow,
	inventoryJsonTail,
} from '../../../source/model/inventory-parser/inventory-writer.ts';
import {JsonInventoryParser} from '../../../source/model/inventory-parser/json-parser.ts';
import {portions, rowsAndCuts} from '../../fixtures/inventory-rows.ts';

const treeHash = '9bc1b2a288b26af7257a36277ae3816a7d4f16e89c1e7e77d0a5c48bad62b360';
const arn = 'arn:aws:glacier:us-east-1:012345678901:vaults/examplevault';
const head = inventoryJsonHead(arn, '2011-12-12T14:19:01Z');
const numbered = (size: number): InventoryRow => ({
	archiveId: `id-${size}`,
	description: `{"Path": "c:\\\\${size}"}`,
	created: '2026-11-23T02:11:00.123Z',
	size,
	treeHash,
});
const file = (rows: readonly string[]) => head + rows.join(',') + inventoryJsonTail;
const good = (size: number) => inventoryJsonRow(numbered(size));

const parse = (...pieces: (string | Uint8Array)[]) => {
	const rows: InventoryRow[] = [];
	const parser = new JsonInventoryParser((read) => rows.push(read));
	for (const piece of pieces) parser.push(typeof piece === 'string' ? Buffer.from(piece) : piece);
	return {...parser.end(), rows, sizes: rows.map(({size}) => size)};
};

const space = ' \r\n\t';
const escaped = (letter: string) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
const oddText = (text: string) => `"${JSON.stringify(text).slice(1, -1).replace(/[A-Z]/g, escaped)}"`;
const unknownMember = `"un{known\\"":[{"}":["{\\"",null,-1.5e-3,true,{}]}]`;

/** A value as JSON with white space around all tokens, keys in another order and unknown ones among them, and capitals as escapes. */
const oddJson = (value: unknown): string => {
	if (Array.isArray(value)) return `[${space}${value.map(oddJson).join(`${space},${space}`)}${space}]`;
	if (typeof value === 'string') return oddText(value);
	if (value === null || typeof value !== 'object') return JSON.stringify(value);
	const members = Object.entries(value)
		.reverse()
		.map(([key, member]) => `${oddText(key)}${space}:${space}${oddJson(member)}`);
	return `{${space}${[unknownMember, ...members].join(`${space},`)}${space}}${space}`;
};

describe('an inventory in JSON', () => {
	it('reads what the service writes', () => {
		expect(parse(file([good(1), good(2)]))).toEqual({
			rows: [numbered(1), numbered(2)],
			sizes: [1, 2],
			malformed: 0,
			samples: [],
			complete: true,
			vaultArn: arn,
			inventoryDate: '2011-12-12T14:19:01.000Z',
		});
	});

	it('gives back the rows that were written, wherever the file is cut', () => {
		fc.assert(
			fc.property(rowsAndCuts, ([rows, cuts]) => {
				const {rows: read, malformed, complete} = parse(...portions(file(rows.map(inventoryJsonRow)), cuts));
				expect(read).toEqual(rows);
				expect([malformed, complete]).toEqual([0, true]);
			}),
			{numRuns: 400},
		);
	});

	it('survives any white space, order of keys, escapes and unknown keys, wherever it is cut', () => {
		fc.assert(
			fc.property(rowsAndCuts, ([rows, cuts]) => {
				const inventory = {
					VaultARN: arn,
					InventoryDate: null,
					ArchiveList: rows.map((row) => JSON.parse(inventoryJsonRow(row))),
				};
				const odd = oddJson(inventory);
				expect(JSON.parse(odd)).toMatchObject(inventory);
				const read = parse(...portions(odd, cuts));
				expect(read.rows).toEqual(rows);
				expect(read).toMatchObject({malformed: 0, complete: true, vaultArn: arn, inventoryDate: null});
			}),
			{numRuns: 200},
		);
	});

	it('reads many batches', () => {
		const sizes = Array.from({length: 2000}, (_, size) => size);
		const read = parse(...portions(`\uFEFF${file(sizes.map(good))}\n`, [0.2, 0.21, 0.77]));
		expect(read).toMatchObject({sizes, malformed: 0, complete: true});
	});

	it('takes missing descriptions, sizes in quotes and moments without milliseconds', () => {
		const odd = `{"ArchiveId":"a","ArchiveDescription":null,"CreationDate":"2011-12-12T14:19:01Z","Size":"7","SHA256TreeHash":"${treeHash}"}`;
		expect(parse(file([odd])).rows).toEqual([
			{archiveId: 'a', description: '', created: '2011-12-12T14:19:01.000Z', size: 7, treeHash},
		]);
	});

	it('reads a list by itself, as jq and others save it', () => {
		expect(parse(`[${good(1)},\n${good(2)}]\n`)).toMatchObject({sizes: [1, 2], complete: true, vaultArn: null});
	});

	it('reads one list, and passes over all else around it', () => {
		const around = `{"x":[{"ArchiveList":[1]}],"ArchiveList":[${good(1)}],"ArchiveList":[{"a":[]}],"VaultARN":"${arn}","InventoryDate":"x"}`;
		expect(parse(around)).toMatchObject({sizes: [1], malformed: 0, complete: true, vaultArn: arn, inventoryDate: null});
	});

	it('reads an empty vault', () => {
		expect(parse(file([]))).toMatchObject({rows: [], malformed: 0, complete: true});
	});

	it.each([
		['a field that is not what it must be', good(9).replace('"Size":9', '"Size":-9')],
		['a quote too many', good(9).replace('Path', 'Pa"th')],
		['a quote too few', good(9).replace('"SHA', 'SHA')],
		['a quote too few at its end', `${good(9).slice(0, -2)}}`],
		['a comma too few', good(9).replace(',"Size', '"Size')],
		['a control character', good(9).replace('c:', '\u0001')],
		['no object', '17'],
		['another list', '[1,2]'],
		['noise', '<html>oops</html>'],
		['an empty object', '{}'],
		['a string without end', '"'],
		['a long stretch of nothing', `{"x":"${'y'.repeat(100_000)}`],
	])('counts a row with %s, and loses no other', (_, bad) => {
		for (const cuts of [[0.5], [0.1, 0.3, 0.34, 0.4, 0.6, 0.9]]) {
			const sizes = [1, 2, 3, 4];
			const rows = [good(1), good(2), bad, good(3), bad, good(4)];
			const read = parse(...portions(file(rows), cuts));
			expect(read).toMatchObject({sizes, complete: true});
			expect(read.malformed).toBeGreaterThanOrEqual(2);
			expect(read.samples[0]).toMatchObject({text: expect.any(String)});
		}
	});

	it('says where the row is that it cannot read', () => {
		const bad = good(9).replace('"Size":9', '"Size":null');
		for (const cuts of [[0.5], [0.3, 0.4], []]) {
			const {malformed, samples} = parse(...portions(file([good(1), bad, good(2)]), cuts));
			expect(malformed).toBe(1);
			expect(samples).toEqual([{offset: head.length + good(1).length + 1, text: bad.slice(0, 200)}]);
		}
	});

	it('is complete though its last row is broken', () => {
		const read = parse(`${file([good(1), good(9).replace('Path', 'Pa"th')])}\n`);
		expect(read).toMatchObject({sizes: [1], malformed: 1, complete: true});
	});

	it('notices an end in the middle, wherever it is', () => {
		const whole = file([good(1), good(2)]);
		for (let length = 0; length < whole.length; length++) {
			const {complete, malformed} = parse(whole.slice(0, length));
			expect([length, complete, malformed]).toEqual([length, false, 0]);
		}
		expect(parse(whole).complete).toBe(true);
	});

	it.each(['', ' ', '{}', 'x', '{"ArchiveList":null}', '{"a":[{"ArchiveList":[]}]}', 'ArchiveId,Size\n', '"x"', '7'])(
		'does not take %j for an inventory',
		(text) => {
			expect(parse(text)).toMatchObject({rows: [], complete: false});
		},
	);

	it('never throws, whatever it is given', () => {
		const whole = Buffer.from(file([good(1), good(2), good(3)]));
		fc.assert(
			fc.property(
				fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), {maxLength: 5}),
				fc.array(fc.double({min: 0, max: 1, noNaN: true}), {minLength: 1, maxLength: 4}),
				(changes, cuts) => {
					const bytes = Buffer.from(whole);
					for (const [at, code] of changes) bytes[at] = code;
					parse(...portions(bytes.toString('latin1'), cuts));
				},
			),
			{numRuns: 1000},
		);
	});
});
