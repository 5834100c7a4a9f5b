import {parentPort} from 'node:worker_threads';
import {Bits} from '../files/bits.ts';
import {InventoryFile} from '../files/inventory-file.ts';
import type {Filter} from '../filter.ts';
import {type Methods, serve} from '../rpc.ts';
import {toInventoryError} from '../to-error.ts';
import {type ChunkSums, scanChunks} from './scan.ts';

/** What one scan is about; words are shared with the thread that asks. */
export type ScanOrder = {
	path: string;
	filter: Filter;
	rows: Uint32Array;
	marked: Uint32Array;
	deletedRows: Uint32Array;
	chunks: ChunkSums;
};

/** A thread that goes through stretches of an inventory file for a filter, beside another that does the same. */
let path = '';
let file: InventoryFile | undefined;

const open = (wanted: string): InventoryFile => {
	if (wanted !== path) {
		file?.close();
		file = undefined;
		path = '';
		file = new InventoryFile(wanted);
		path = wanted;
	}
	return file!;
};

const methods: Methods = {
	scan: ({path: wanted, filter, rows, marked, deletedRows, chunks}: ScanOrder, from: number, to: number) => {
		const opened = open(wanted);
		const bits = {rows: new Bits(opened.rows, rows), marked: new Bits(opened.rows, marked), deletedRows, chunks};
		return scanChunks(opened, filter, bits, [from, to]);
	},
	/** Lets go of the file, which may be removed. */
	close: () => {
		file?.close();
		file = undefined;
		path = '';
	},
};

serve(parentPort!, methods, (error) => toInventoryError(error, path));
