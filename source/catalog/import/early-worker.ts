import {parentPort} from 'node:worker_threads';
import {type Methods, serve} from '../rpc.ts';
import {toInventoryError} from '../to-error.ts';
import {FileWriter, littleMemory} from './file-writer.ts';
import type {Sealed} from './importer.ts';
import {mergeRuns} from './merge.ts';
import {SealedRuns} from './runs.ts';

/** A thread that makes an inventory file of what an import has so far, while that goes on in its own. */
let file = '';

const methods: Methods = {
	/** Gives how many milliseconds it took. */
	make: (path: string, {runsPath, runs, rows, formats}: Sealed): number => {
		const began = performance.now();
		file = path;
		const source = new SealedRuns(runsPath);
		const writer = new FileWriter(path, rows, littleMemory);
		try {
			mergeRuns(source, runs, (memory, at) => writer.add(memory, at));
			writer.finish(formats, {onDisk: false});
			return performance.now() - began;
		} catch (error) {
			writer.abandon();
			throw error;
		} finally {
			source.close();
		}
	},
};

serve(parentPort!, methods, (error) => toInventoryError(error, file));
