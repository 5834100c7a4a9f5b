import {namesPerBlock, rowsPerChunk} from './form.ts';
import type {InventoryFile} from './inventory-file.ts';

/** The folders that lie in a folder itself, in the order of their names with a slash at the end, and what is below each. */
export type Level = {
	/** The rows below the folder. */
	from: number;
	to: number;
	/** The last part of each folder's name. */
	names: string[];
	/** The rows below each: from one to before another. Rows between them lie in the folder itself. */
	starts: number[];
	ends: number[];
	/** Sum of the sizes, and the newest upload time in milliseconds since 1970. */
	bytes: number[];
	newest: number[];
	/** Bytes of the largest archive that lies in the folder itself. */
	largest: number;
};

/** Reads a level from the names of the rows below the folder. */
export const computeLevel = (file: InventoryFile, folder: string): Level => {
	const [from, to] = file.rowsBelow(folder);
	const level: Level = {from, to, names: [], starts: [], ends: [], bytes: [], newest: [], largest: 0};
	const start = folder === '' ? 0 : folder.length + 1;
	/** `name/` of the folder that the rows at hand are in. */
	let prefix = '';
	let last = -1;
	for (let row = from; row < to; row++) {
		const name = file.names.block(Math.floor(row / namesPerBlock))[row % namesPerBlock]!;
		const facts = file.facts(Math.floor(row / rowsPerChunk));
		const size = facts.sizes[row % rowsPerChunk]!;
		const created = facts.created[row % rowsPerChunk]!;
		if (prefix === '' || !name.startsWith(prefix, start)) {
			const slash = name.indexOf('/', start);
			if (slash < 0) {
				level.largest = Math.max(level.largest, size);
				continue;
			}
			prefix = name.slice(start, slash + 1);
			last = level.names.push(prefix.slice(0, -1)) - 1;
			level.starts[last] = row;
			level.bytes[last] = 0;
			level.newest[last] = 0;
		}
		level.ends[last] = row + 1;
		level.bytes[last]! += size;
		level.newest[last] = Math.max(level.newest[last]!, created);
	}
	return level;
};
