import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {
	type InventoryFormat,
	inventoryParser,
	sniffInventoryFormat,
} from '../../../source/model/inventory-parser/inventory-parser.ts';
import type {InventoryRow} from '../../../source/model/inventory-parser/inventory-row.ts';
import * as writer from '../../../source/model/inventory-parser/inventory-writer.ts';
import {anyRow} from '../../fixtures/inventory-rows.ts';

const written = (format: InventoryFormat, rows: readonly InventoryRow[]) =>
	format === 'CSV'
		? writer.inventoryCsvHeader + rows.map(writer.inventoryCsvRow).join('')
		: writer.inventoryJsonHead('arn', null) + rows.map(writer.inventoryJsonRow).join(',') + writer.inventoryJsonTail;

describe('an inventory', () => {
	it('gives the same rows in both forms, and is known by its head', () => {
		fc.assert(
			fc.property(fc.array(anyRow, {maxLength: 5}), (rows) => {
				for (const format of ['CSV', 'JSON'] as const) {
					const read: InventoryRow[] = [];
					const bytes = Buffer.from(written(format, rows));
					const parser = inventoryParser(format, (row) => read.push(row));
					parser.push(bytes);
					expect(parser.end()).toMatchObject({rows: rows.length, malformed: 0, complete: true});
					expect(read).toEqual(rows);
					expect(sniffInventoryFormat(bytes)).toBe(format);
				}
			}),
		);
	});

	it('saved by other tools is known by its head too', () => {
		expect(sniffInventoryFormat(Buffer.from('\uFEFF\r\n { "VaultARN"'))).toBe('JSON');
		expect(sniffInventoryFormat(Buffer.from('[\n'))).toBe('JSON');
		expect(sniffInventoryFormat(Buffer.from('\uFEFFArchiveId,'))).toBe('CSV');
		expect(sniffInventoryFormat(Buffer.alloc(0))).toBe('CSV');
	});

	it('is not kept in memory: a portion may be used again at once', () => {
		const row: InventoryRow = {
			archiveId: 'id',
			description: 'x',
			created: '2026-11-23T02:11:00.123Z',
			size: 1,
			treeHash: 'ab'.repeat(32),
		};
		for (const format of ['CSV', 'JSON'] as const) {
			const read: InventoryRow[] = [];
			const parser = inventoryParser(format, (each) => read.push(each));
			const portion = Buffer.alloc(7);
			const file = Buffer.from(written(format, [row, row]));
			for (let at = 0; at < file.length; at += portion.length) {
				const length = file.copy(portion, 0, at, at + portion.length);
				parser.push(portion.subarray(0, length));
				portion.fill('#');
			}
			expect(parser.end().complete).toBe(true);
			expect(read).toEqual([row, row]);
		}
	});
});
