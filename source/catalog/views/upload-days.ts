import {setImmediate as breathe} from 'node:timers/promises';
import {rememberedDays, type UploadDays} from '../../model/calendar.ts';
import {milliseconds, type Timestamp, timestamp} from '../../model/timestamp.ts';
import {rowsPerChunk} from '../files/form.ts';
import type {VaultView} from './vault-views.ts';

/** For how many milliseconds the count goes on before it lets other questions through. */
const stride = 8;

const dayLength = 86_400_000;

/** Amazon Glacier opened on 21 August 2012: nothing in it is older. */
const serviceBegan = Date.UTC(2012, 7, 21);

/** What is counted while rows go by. */
class Tally {
	readonly archives: Float64Array;
	readonly bytes: Float64Array;
	/** The last upload of each day from the first archive that the service can have, on. */
	readonly #latest: Float64Array;
	before = Number.NEGATIVE_INFINITY;
	last = Number.NEGATIVE_INFINITY;
	readonly #from: number;

	constructor(from: number, days: number) {
		this.#from = from;
		this.archives = new Float64Array(days);
		this.bytes = new Float64Array(days);
		this.#latest = new Float64Array(Math.max(0, Math.floor((from - serviceBegan) / dayLength)) + days);
	}

	add(created: number, size: number): void {
		if (created < this.#from && created > this.before) this.before = created;
		if (created > this.last) this.last = created;
		const day = Math.floor((created - this.#from) / dayLength);
		if (day >= this.archives.length) return;
		const ever = day + this.#latest.length - this.archives.length;
		if (ever >= 0 && created > this.#latest[ever]!) this.#latest[ever] = created;
		if (day < 0) return;
		this.archives[day]!++;
		this.bytes[day]! += size;
	}

	/** The last upload of each of the last days that had one. */
	latest(): Timestamp[] {
		const some = this.#latest.filter((moment) => moment > 0).slice(-rememberedDays);
		return Array.from(some, (moment) => timestamp(moment));
	}
}

/**
 * Counts a vault's uploads by day, those that were deleted since left out. Reads the bare facts of the rows once, no name and no id; it
 * breathes, so that a chunk can be recorded meanwhile. The view's file must stay open.
 */
export const uploadDays = async (
	{file, ledger}: VaultView,
	{below, from, days}: {below: string | null; from: Timestamp; days: number},
): Promise<UploadDays> => {
	const tally = new Tally(milliseconds(from), days);
	for (const {name, created, archive, deleted} of ledger.uploads) {
		if (!deleted && (below === null || name.startsWith(`${below}/`))) tally.add(created, archive.size);
	}
	if (file) {
		const {deletedRows} = ledger;
		const [begin, end] = below === null ? [0, file.rows] : file.rowsBelow(below);
		let until = performance.now() + stride;
		for (let row = begin; row < end; ) {
			if (performance.now() > until) {
				await breathe();
				until = performance.now() + stride;
			}
			const first = row - (row % rowsPerChunk);
			const {created, sizes} = file.facts.of(first / rowsPerChunk);
			const stop = Math.min(end, first + rowsPerChunk);
			for (; row < stop; row++) {
				if (deletedRows.size > 0 && deletedRows.has(row)) continue;
				tally.add(created[row - first]!, sizes[row - first]!);
			}
		}
	}
	const moment = (value: number): Timestamp | null => (Number.isFinite(value) ? timestamp(value) : null);
	return {
		archives: [...tally.archives],
		bytes: [...tally.bytes],
		latest: tally.latest(),
		before: moment(tally.before),
		last: moment(tally.last),
	};
};
