import type {Timestamp} from '../timestamp.ts';
import {CsvInventoryParser} from './csv-parser.ts';
import type {InventoryRow} from './inventory-row.ts';
import {JsonInventoryParser} from './json-parser.ts';

/** The two forms in which the service writes inventories. */
export type InventoryFormat = 'CSV' | 'JSON';

/** A row that could not be read: the offset of its first byte in the file, and how it begins. As hostile as any description. */
export type MalformedRow = {offset: number; text: string};

/** What came of a whole inventory. */
export type InventorySummary = {
	rows: number;
	malformed: number;
	/** The first few of the malformed. */
	samples: readonly MalformedRow[];
	/**
	 * Whether the file is an inventory from its head to its end. A CSV that ends exactly after a row cannot be told from a whole one:
	 * compare the bytes with the job's InventorySizeInBytes.
	 */
	complete: boolean;
	/** JSON only; null in CSV. */
	vaultArn: string | null;
	inventoryDate: Timestamp | null;
};

/** Takes an inventory in portions of any cut and gives its rows, one after the other, while it comes. Memory does not grow with it. */
export interface InventoryParser {
	readonly rows: number;
	readonly malformed: number;
	/** Takes the next bytes. Rows are called back before it returns. The buffer is not kept. */
	push(bytes: Uint8Array): void;
	/** No more bytes come. */
	end(): InventorySummary;
}

/** A parser for one inventory. A row that cannot be read is counted and left out, and the next one is read. */
export const inventoryParser = (format: InventoryFormat, onRow: (row: InventoryRow) => void): InventoryParser =>
	format === 'CSV' ? new CsvInventoryParser(onRow) : new JsonInventoryParser(onRow);

/** The form of a saved inventory, by its first bytes. */
export const sniffInventoryFormat = (head: Uint8Array): InventoryFormat =>
	/^\uFEFF?\s*[[{]/.test(new TextDecoder('utf-8', {ignoreBOM: true}).decode(head.subarray(0, 64))) ? 'JSON' : 'CSV';
