import {parentPort} from 'node:worker_threads';
import type {InventoryFormat} from '../../model/inventory-parser/inventory-parser.ts';
import {type Methods, serve} from '../rpc.ts';
import {toInventoryError} from '../to-error.ts';
import {Importer} from './importer.ts';
import {KeptOutput} from './kept-output.ts';

/** The thread of one import, so that parsing and sorting hold up no question to the catalog. It ends with the import. */
let importer: Importer | undefined;
let file = '';
/** What was taken of a job's output. */
let kept: KeptOutput | undefined;
/** What an import before this one has left of it. */
let left: Iterator<Buffer> | undefined;
let resumed = 0;
/** How much of the rows is in order, in thousandths; the thread that asks sees it. */
let ordered = new Int32Array(new SharedArrayBuffer(4));

/** How an import is to be done. */
export type ImportOrder = {names: string | null; output: string | null; ordered: Int32Array<SharedArrayBuffer>};

const methods: Methods = {
	begin: (path: string, format: InventoryFormat, {names, output, ...shared}: ImportOrder) => {
		file = path;
		({ordered} = shared);
		importer = new Importer(path, format, {names});
		kept = output === null ? undefined : new KeptOutput(output);
		left = kept?.portions();
	},
	resume: () => {
		const next = left?.next();
		if (!next || next.done) return null;
		resumed += next.value.byteLength;
		return {rows: importer!.feed(next.value).rows, bytes: resumed};
	},
	take: (path: string) => importer!.take(path),
	feed: (bytes: Uint8Array<ArrayBuffer>) => {
		if (left && !left.next().done) throw new Error('What was kept of the output comes before what is fed.');
		left = undefined;
		const counts = importer!.feed(bytes);
		kept?.add(bytes);
		// The collector is in no hurry with memory outside its heap, and gigabytes come through here: this frees it at once.
		bytes.buffer.transfer(0);
		return counts;
	},
	seal: () => importer!.seal(),
	finish: () => importer!.finish((share) => Atomics.store(ordered, 0, Math.floor(share * 1000))),
};

serve(parentPort!, methods, (error) => toInventoryError(error, file));
