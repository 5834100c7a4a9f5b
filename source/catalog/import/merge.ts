import {discard} from '../../platform/discard.ts';
import {compareRecords, longestRecord, type Records, recordLength, recordMemory} from './records.ts';
import type {Run, RunSource} from './runs.ts';

/** How much of each run is held, at least. A hundred runs (ten million rows) then take 15 MiB. */
const held = 131_072;

/** A run that is read from its start to its end. */
class RunReader {
	readonly memory: Records;
	/** Where the present record begins in `memory`. */
	at = 0;
	readonly #runs: RunSource;
	#offset: number;
	#left: number;
	#end = 0;

	constructor(runs: RunSource, {offset, length}: Run) {
		this.#runs = runs;
		this.#offset = offset;
		this.#left = length;
		this.memory = recordMemory(Math.min(held + ((longestRecord + 7) & ~7), length + 8) & ~7);
		this.#fill();
	}

	/** Goes to the next record; false when there is none. */
	next(): boolean {
		this.at += recordLength(this.memory, this.at);
		if (this.#end - this.at < longestRecord && this.#left > 0) this.#fill();
		return this.at < this.#end;
	}

	#fill(): void {
		this.memory.bytes.copyWithin(0, this.at, this.#end);
		this.#end -= this.at;
		this.at = 0;
		while (this.#left > 0 && this.#end < this.memory.bytes.length) {
			const room = Math.min(this.#left, this.memory.bytes.length - this.#end);
			const bytes = this.#runs.read(this.memory.bytes, this.#end, room, this.#offset);
			if (bytes === 0) throw new Error('The sorted rows of an import end in the middle.');
			this.#end += bytes;
			this.#offset += bytes;
			this.#left -= bytes;
		}
	}
}

/**
 * Calls back every record of all runs in order. A record that is the same archive as the one before it is passed over.
 * `onRecord` must not keep the memory.
 */
export const mergeRuns = (
	runs: RunSource,
	stretches: readonly Run[],
	onRecord: (memory: Records, at: number) => void,
): void => {
	// A heap: the reader with the least record on top.
	const heap = stretches.map((run) => new RunReader(runs, run));
	const isLess = (a: RunReader, b: RunReader) => compareRecords(a.memory, a.at, b.memory, b.at) < 0;
	const sink = (from: number) => {
		const reader = heap[from]!;
		let place = from;
		for (;;) {
			let child = place * 2 + 1;
			if (child >= heap.length) break;
			if (child + 1 < heap.length && isLess(heap[child + 1]!, heap[child]!)) child++;
			if (!isLess(heap[child]!, reader)) break;
			heap[place] = heap[child]!;
			place = child;
		}
		heap[place] = reader;
	};
	for (let place = (heap.length >>> 1) - 1; place >= 0; place--) sink(place);

	const last = recordMemory((longestRecord + 7) & ~7);
	let any = false;
	while (heap.length > 0) {
		const top = heap[0]!;
		const {memory, at} = top;
		if (!any || compareRecords(memory, at, last, 0) !== 0) {
			onRecord(memory, at);
			memory.bytes.copy(last.bytes, 0, at, at + recordLength(memory, at));
			any = true;
		}
		if (!top.next()) {
			discard(memory.bytes);
			const end = heap.pop()!;
			if (heap.length === 0) break;
			if (end !== top) heap[0] = end;
		}
		sink(0);
	}
};
