import type {Bits} from '../files/bits.ts';
import {rowsPerChunk} from '../files/form.ts';
import type {Level} from '../files/levels.ts';
import {compareNames} from '../files/row-key.ts';
import type {Ledger} from './ledger.ts';
import type {ChunkSums, Hits} from './scan.ts';
import {type Shown, uploadsBelow} from './shown.ts';
import type {VaultView} from './vault-views.ts';

/** A folder of a level as a query shows it. */
export type Branch = {
	name: string;
	/** Its rows of the inventory, and its uploads in the ledger: from one to before another. */
	start: number;
	end: number;
	uploadStart: number;
	uploadEnd: number;
	/** How many rows are shown below it, deleted ones among them. */
	rows: number;
	/** Archives that are there of what is shown, their bytes, and the newest in milliseconds since 1970 (0 when there is none). */
	archives: number;
	bytes: number;
	newest: number;
};

/** The folders of the inventory's level with those that only the ledger's uploads are in, in the order of names with a slash behind. */
const joined = (ledger: Ledger, folder: string, level: Level): Branch[] => {
	const branches: Branch[] = [];
	const empty = {uploadStart: 0, uploadEnd: 0, rows: 0, archives: 0, bytes: 0, newest: 0};
	const [from, to] = uploadsBelow(ledger, folder);
	const start = folder === '' ? 0 : folder.length + 1;
	let next = 0;
	const addLevel = () => {
		const start = level.starts[next]!;
		const end = level.ends[next]!;
		const sums = {rows: end - start, archives: end - start, bytes: level.bytes[next]!, newest: level.newest[next]!};
		branches.push({...empty, ...sums, name: level.names[next]!, start, end});
		next++;
	};
	for (let i = from; i < to; ) {
		const {name} = ledger.uploads[i]!;
		const slash = name.indexOf('/', start);
		if (slash < 0) {
			i++;
			continue;
		}
		const prefix = name.slice(start, slash + 1);
		let end = i + 1;
		while (end < to && ledger.uploads[end]!.name.startsWith(prefix, start)) end++;
		while (next < level.names.length && compareNames(`${level.names[next]!}/`, prefix) < 0) addLevel();
		if (`${level.names[next]}/` === prefix) addLevel();
		else
			branches.push({
				...empty,
				name: prefix.slice(0, -1),
				start: branches.at(-1)?.end ?? 0,
				end: branches.at(-1)?.end ?? 0,
			});
		Object.assign(branches.at(-1)!, {uploadStart: i, uploadEnd: end});
		i = end;
	}
	while (next < level.names.length) addLevel();
	return branches;
};

/** The last of rising numbers that is not above a value; -1 when all are. */
const lastNotAbove = (numbers: readonly number[], value: number): number => {
	let low = 0;
	let high = numbers.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (numbers[middle]! <= value) low = middle + 1;
		else high = middle;
	}
	return low - 1;
};

/** Adds up what is shown of the inventory below a folder: chunk by chunk where the filter's sums have it, else row by row. */
const addRows = ({file, ledger}: VaultView, branch: Branch, rows: Bits, sums: ChunkSums | null): void => {
	const {deletedRows} = ledger;
	const addRow = (row: number) => {
		branch.rows++;
		if (deletedRows.size > 0 && deletedRows.has(row)) return;
		const {sizes, created} = file!.facts.of(Math.floor(row / rowsPerChunk));
		branch.archives++;
		branch.bytes += sizes[row % rowsPerChunk]!;
		branch.newest = Math.max(branch.newest, created[row % rowsPerChunk]!);
	};
	for (let row = branch.start; row < branch.end; ) {
		const chunk = Math.floor(row / rowsPerChunk);
		const next = (chunk + 1) * rowsPerChunk;
		if (sums && row % rowsPerChunk === 0 && next <= branch.end) {
			const count = rows.count(row, next);
			branch.rows += count;
			branch.archives += count;
			branch.bytes += sums.bytes[chunk]!;
			branch.newest = Math.max(branch.newest, sums.newest[chunk]!);
		} else {
			rows.eachIn(row, Math.min(next, branch.end), addRow);
		}
		row = next;
	}
};

/**
 * The folders that lie in a folder and have rows that are shown, with their sums. `shown` is of versions that are not folded, and `whole`
 * says that it is all that is below the folder: the inventory's file has the sums then. `hits` are what a filter has found.
 */
export const branchesOf = (
	view: VaultView,
	{folder, level, shown, whole, hits}: {folder: string; level: Level; shown: Shown; whole: boolean; hits: Hits | null},
): Branch[] => {
	const {ledger} = view;
	const branches = joined(ledger, folder, level);
	// What was deleted since is not in the sums.
	const sums = ledger.deletedRows.size === 0 && hits ? hits.chunks : null;
	const touched = new Set<number>();
	if (whole) {
		const starts = branches.map(({start}) => start);
		for (const row of ledger.deletedRows.keys()) {
			const index = lastNotAbove(starts, row);
			if (row < (branches[index]?.end ?? 0)) touched.add(index);
		}
	}
	for (const [index, branch] of branches.entries()) {
		// What was deleted may have been the newest.
		if (!whole || touched.has(index)) {
			Object.assign(branch, {rows: 0, archives: 0, bytes: 0, newest: 0});
			addRows(view, branch, shown.rows, sums);
		}
		for (let i = branch.uploadStart; i < branch.uploadEnd; i++) {
			if (!shown.uploads[i]) continue;
			branch.rows++;
			const {deleted, archive, created} = ledger.uploads[i]!;
			if (deleted) continue;
			branch.archives++;
			branch.bytes += archive.size;
			branch.newest = Math.max(branch.newest, created);
		}
	}
	return branches.filter(({rows}) => rows > 0);
};
