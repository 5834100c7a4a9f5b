import {availableParallelism} from 'node:os';
import {setImmediate as breathe} from 'node:timers/promises';
import {Worker} from 'node:worker_threads';
import {cancelled} from '../../model/errors/errors.ts';
import {workerUrl} from '../../platform/worker-url.ts';
import {Bits} from '../files/bits.ts';
import {rowsPerChunk} from '../files/form.ts';
import type {InventoryFile} from '../files/inventory-file.ts';
import type {Filter} from '../filter.ts';
import {type Caller, callWorker} from '../rpc.ts';
import {type Hits, scanChunks, sharedSums} from './scan.ts';
import type {ScanOrder} from './scan-worker.ts';
import type {VaultView} from './vault-views.ts';

/** Files with no more chunks are gone through on the spot: threads would take longer to begin. */
const fewChunks = 48;
/** Chunks in a stretch that is gone through at once, in a thread and on the spot. */
const chunksAtOnce = 12;

/** A scan that is under way. */
export type Scan = {
	/** What was found so far; grows. */
	found: Hits;
	/** Rejects as cancelled when another scan took its place. */
	done: Promise<Hits>;
	/** Who cannot do without the whole of it. */
	waiting: number;
	stop(): void;
};

/** Goes through inventory files for filters, with as many threads as there are processors, up to two. */
export class Scans {
	#threads: Caller[] = [];

	/** Begins a scan. The view's file must stay open until it is done. */
	begin(file: InventoryFile, {ledger, marks}: VaultView, filter: Filter): Scan {
		const chunks = Math.ceil(file.rows / rowsPerChunk);
		const found: Hits = {rows: Bits.shared(file.rows), count: 0, bytes: 0, chunks: sharedSums(chunks)};
		const deletedRows = Uint32Array.from(ledger.deletedRows.keys()).sort();
		let stopped = false;
		let next = 0;
		const stretches = async (work: (from: number, to: number) => Promise<{count: number; bytes: number}>) => {
			while (next < chunks) {
				if (stopped) throw cancelled('Another filter was asked for.');
				const from = next;
				next = Math.min(chunks, from + chunksAtOnce);
				const {count, bytes} = await work(from, next);
				found.count += count;
				found.bytes += bytes;
			}
		};
		const run = async (): Promise<Hits> => {
			if (chunks <= fewChunks) {
				const order = {rows: found.rows, marked: marks.rows, deletedRows, chunks: found.chunks};
				await stretches(async (from, to) => {
					await breathe();
					return scanChunks(file, filter, order, [from, to]);
				});
				return found;
			}
			const marked = Bits.shared(file.rows);
			marked.words.set(marks.rows.words);
			const order: ScanOrder = {
				path: file.path,
				filter,
				rows: found.rows.words,
				marked: marked.words,
				deletedRows,
				chunks: found.chunks,
			};
			await Promise.all(
				this.#started().map((thread) => stretches((from, to) => thread.call('scan', [order, from, to]))),
			);
			return found;
		};
		const done = run();
		// Whoever asked may not wait for it any more.
		done.catch(() => {});
		return {
			found,
			done,
			waiting: 0,
			stop: () => {
				stopped = true;
			},
		};
	}

	/** Lets go of the file that the threads have open. */
	letGo(): void {
		for (const thread of this.#threads) thread.call('close', []).catch(() => {});
	}

	/** Lets the threads end. */
	async close(): Promise<void> {
		await Promise.all(this.#threads.map((thread) => thread.end()));
		this.#threads = [];
	}

	#started(): Caller[] {
		if (this.#threads.length === 0) {
			this.#threads = Array.from({length: Math.min(2, availableParallelism())}, () =>
				callWorker(new Worker(workerUrl('scan-worker'), {resourceLimits: {maxYoungGenerationSizeMb: 4}}), 'The search'),
			);
		}
		return this.#threads;
	}
}
