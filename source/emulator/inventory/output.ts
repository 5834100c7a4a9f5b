import type {ByteRange} from '../../model/byte-range.ts';
import {wholeSeconds} from '../../model/timestamp.ts';
import type {Content} from '../bodies/content.ts';
import type {InventoryRetrieval} from '../world/jobs.ts';
import {removedFrom, setsOf} from '../world/synthetic-sets.ts';
import {arnOf, type Vault} from '../world/vaults.ts';
import type {World} from '../world/world.ts';
import {readMarker, writeMarker} from './marker.ts';
import {csvHeader} from './row.ts';
import {compareKeys, type Key, lastKey, type RowSource, type Run} from './row-source.ts';
import {storedRows} from './stored-rows.ts';
import {syntheticRows} from './synthetic-rows.ts';

/** An inventory as a job puts it out, and where the next page starts if it is not the last. */
export type InventoryOutput = Content & {nextMarker?: string};

/** One stretch of the output. */
type Section = {size: number; read(from: number): AsyncIterable<Uint8Array> | Iterable<Uint8Array>};

/**
 * The rows of one inventory in order of creation, in JSON or CSV. Nothing of it is written anywhere: it is put together
 * while it is read, from any byte on.
 */
export const inventoryOutput = (world: World, vault: Vault, about: InventoryRetrieval): InventoryOutput => {
	const sources = [
		storedRows(world, vault, about.change),
		...setsOf(world, vault, about.change).map((set) => syntheticRows(set, removedFrom(world, set, about.change))),
	];
	const {runs, nextMarker} = pageOf(sources, about);
	const sections: Section[] = [];
	for (const run of runs) {
		sections.push({size: run.lengths[about.format], read: (from) => run.read(about.format, from)});
	}
	if (about.format === 'CSV') {
		sections.unshift(text(csvHeader));
	} else {
		const date = about.date === null ? 'null' : `"${wholeSeconds(about.date)}"`;
		// Each row begins with the comma that separates it from the row before; the first row has none before it.
		if (sections[0]) sections[0] = withoutFirstByte(sections[0]);
		sections.unshift(text(`{"VaultARN":"${arnOf(vault)}","InventoryDate":${date},"ArchiveList":[`));
		sections.push(text(']}'));
	}
	const size = sections.reduce((sum, section) => sum + section.size, 0);
	const output: InventoryOutput = {size, read: (range) => readSections(sections, range)};
	if (nextMarker !== undefined) output.nextMarker = nextMarker;
	return output;
};

const text = (content: string): Section => ({
	size: content.length,
	read: (from) => [Buffer.from(content.slice(from), 'latin1')],
});

const withoutFirstByte = (section: Section): Section => ({
	size: section.size - 1,
	read: (from) => section.read(from + 1),
});

async function* readSections(sections: Section[], range: ByteRange): AsyncGenerator<Uint8Array> {
	let left = range.last - range.first + 1;
	let from = range.first;
	for (const section of sections) {
		if (from >= section.size) {
			from -= section.size;
			continue;
		}
		for await (const piece of section.read(from)) {
			yield piece.subarray(0, left);
			left -= piece.length;
			if (left <= 0) return;
		}
		from = 0;
	}
}

/** Cuts the sources into runs so that all rows together are in order, from the marker on and up to the limit. */
const pageOf = (sources: RowSource[], {start, end, limit, marker, change, date}: InventoryRetrieval) => {
	const before: Key = end === undefined ? lastKey : {created: end, id: ''};
	let after: Key = {created: start ?? Number.NEGATIVE_INFINITY, id: ''};
	if (marker !== undefined) after = readMarker(marker)!.after;
	let left = limit ?? Number.POSITIVE_INFINITY;
	const runs: Run[] = [];
	for (;;) {
		const heads = sources
			.map((source) => ({source, key: source.next(after, before)}))
			.filter((head): head is {source: RowSource; key: Key} => head.key !== undefined)
			.sort((a, b) => compareKeys(a.key, b.key));
		const head = heads[0];
		if (!head) return {runs};
		if (left <= 0) return {runs, nextMarker: writeMarker({change, date: date!, after})};
		const run = head.source.run(after, heads[1]?.key ?? before, left);
		runs.push(run);
		after = run.last;
		left -= run.count;
	}
};
