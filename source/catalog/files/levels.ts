import type {Database} from '../database.ts';
import {levelKey, namesPerBlock, rowsOfSmallFolder, rowsPerChunk} from './form.ts';
import type {InventoryFile} from './inventory-file.ts';
import {type Packed, unpack} from './packed.ts';

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

type Chunk = Packed & Record<'starts' | 'ends' | 'bytes' | 'newest', Uint8Array>;

/** A level as the file has it; `undefined` when it has none. */
const storedLevel = (database: Database, folder: string, from: number, to: number): Level | undefined => {
	const depth = folder === '' ? 0 : folder.split('/').length;
	const key = levelKey(from, depth);
	const about = database.get<{largest: number}>('SELECT largest FROM levels WHERE level = ?', key);
	if (!about) return undefined;
	const level: Level = {from, to, names: [], starts: [], ends: [], bytes: [], newest: [], largest: about.largest};
	const append = <N>(target: N[], source: Iterable<N>) => {
		for (const value of source) target.push(value);
	};
	for (const chunk of database.all<Chunk>('SELECT * FROM branches WHERE level = ? ORDER BY chunk', key)) {
		append(level.names, unpack(chunk).toString().split('\n'));
		append(level.starts, new Uint32Array(chunk.starts.buffer as ArrayBuffer));
		append(level.ends, new Uint32Array(chunk.ends.buffer as ArrayBuffer));
		append(level.bytes, new Float64Array(chunk.bytes.buffer as ArrayBuffer));
		append(level.newest, new Float64Array(chunk.newest.buffer as ArrayBuffer));
	}
	return level;
};

/** The level of a folder, empty for the top. */
export const readLevel = (file: InventoryFile, database: Database, folder: string): Level => {
	const [from, to] = file.rowsBelow(folder);
	const stored = to - from > rowsOfSmallFolder ? storedLevel(database, folder, from, to) : undefined;
	return stored ?? computeLevel(file, folder, from, to);
};

/** Reads a level from the names of the rows below the folder. */
const computeLevel = (file: InventoryFile, folder: string, from: number, to: number): Level => {
	const level: Level = {from, to, names: [], starts: [], ends: [], bytes: [], newest: [], largest: 0};
	const start = folder === '' ? 0 : folder.length + 1;
	/** `name/` of the folder that the rows at hand are in. */
	let prefix = '';
	let last = -1;
	for (let row = from; row < to; row++) {
		const name = file.names.block(Math.floor(row / namesPerBlock))[row % namesPerBlock]!;
		const facts = file.facts.of(Math.floor(row / rowsPerChunk));
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
