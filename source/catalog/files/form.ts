import type {SortKey} from '../../model/inventory.ts';

/**
 * The form of an inventory file: one imported inventory, written once, never changed.
 *
 * Its rows are in the order of their names, and a row's number is its place in that order. So a folder is a range of rows, a page by name
 * is one or two blocks, and names that lie together compress to a tenth. Ten million rows are about 2 GB; what an order, a filter or a
 * jump into the middle needs of them is read in blocks, and none of it stays in memory.
 *
 * - `names`: 1024 names a block, each followed by a line feed, deflated: what filters read. `first` is the block's first name.
 * - `details`: all of 64 rows a block: what showing a row reads. Its name is decoded from its description.
 * - `facts`: sizes, upload times and flags of 4096 rows a chunk, as bare arrays: what filters and orders read. `bytes` is the sum of the
 *   sizes. In `details` the two numbers stand again, so that a row is read in one piece.
 * - `by_size`, `by_created`: row numbers in these orders, 4096 a chunk.
 * - `older`: a bit for each row that has the name of the row before it and so is an older version; chunks without any are left out.
 * - `by_id`: a hash of each id and its row, in buckets by the hash's first bits.
 * - `levels`: for each folder with more than 1024 rows below it, the bytes of the largest archive that lies in it itself; `branches`: the
 *   folders that lie in it, 4096 a chunk, each with its rows and their sums. What is below a smaller folder is read from its rows in no time,
 *   and so the tables stay small however deep and narrow the names of a vault are.
 * - `named`: rows whose names a person gave, and when the file was changed in seconds since 1970 (0: not known).
 * - `formats`: the names of the forms that descriptions have, by the number that `flags` has of them.
 * - `about`: how many rows there are.
 *
 * One file for each inventory, beside the catalog, and not tables in it: a new inventory of gigabytes then never holds up the ledger's
 * writes, needs no journal to be whole or absent, and an old one is gone with its file.
 */
export const fileForm = `
CREATE TABLE about (rows INTEGER NOT NULL, bytes INTEGER NOT NULL, buckets INTEGER NOT NULL);
CREATE TABLE names (block INTEGER PRIMARY KEY, first TEXT NOT NULL, length INTEGER NOT NULL, packed BLOB NOT NULL);
CREATE TABLE details (
	block INTEGER PRIMARY KEY, ids BLOB NOT NULL, hashes BLOB NOT NULL, facts BLOB NOT NULL,
	length INTEGER NOT NULL, packed BLOB NOT NULL
);
CREATE TABLE facts (
	chunk INTEGER PRIMARY KEY, bytes INTEGER NOT NULL, sizes BLOB NOT NULL, created BLOB NOT NULL, flags BLOB NOT NULL
);
CREATE TABLE by_size (chunk INTEGER PRIMARY KEY, rows BLOB NOT NULL);
CREATE TABLE by_created (chunk INTEGER PRIMARY KEY, rows BLOB NOT NULL);
CREATE TABLE levels (level INTEGER PRIMARY KEY, largest INTEGER NOT NULL);
CREATE TABLE branches (
	level INTEGER NOT NULL, chunk INTEGER NOT NULL,
	length INTEGER NOT NULL, packed BLOB NOT NULL,
	starts BLOB NOT NULL, ends BLOB NOT NULL, bytes BLOB NOT NULL, newest BLOB NOT NULL,
	PRIMARY KEY (level, chunk)
) WITHOUT ROWID;
CREATE TABLE named (row INTEGER PRIMARY KEY, modified INTEGER NOT NULL);
CREATE TABLE formats (number INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE older (chunk INTEGER PRIMARY KEY, bits BLOB NOT NULL);
CREATE TABLE by_id (bucket INTEGER PRIMARY KEY, hashes BLOB NOT NULL, rows BLOB NOT NULL);
`;

/** The version of the form: a file of another one is not read; the inventory is imported again. */
export const fileVersion = 4;

/** Rows in a block of each kind. Chunks hold a whole number of blocks. */
export const namesPerBlock = 1024;
export const detailsPerBlock = 64;
export const rowsPerChunk = 4096;
/** Rows in a chunk of bits. */
export const bitsPerChunk = 32_768;

/** Folders with no more rows below them have no level of their own in the file. */
export const rowsOfSmallFolder = 1024;
/** Folders in a chunk of a level. */
export const branchesPerChunk = 4096;
/** No level is kept of a folder further down. */
export const deepestLevel = 4095;

/** The number of a folder's level: its first row, and how many folders it lies in. */
export const levelKey = (firstRow: number, depth: number): number => firstRow * (deepestLevel + 1) + depth;

/** About how many ids share a bucket. */
export const idsPerBucket = 2048;

/** The table of an order; names need none. */
export const orderTables: Record<Exclude<SortKey, 'name'>, string> = {size: 'by_size', created: 'by_created'};

/** What `flags` says of a row. */
export const compressedFlag = 1;
export const encryptedFlag = 2;
/** Its name was given by a person, and is not that of its description. */
export const namedFlag = 4;
/** The form of such a name. */
export const listFormat = 'list';

/** The four bits above them are the number of the form of its description, in `formats`. */
export const formatShift = 4;
export const mostFormats = 16;

/** Bits of the hash that number a bucket, for so many rows. */
export const bucketBits = (rows: number): number => Math.max(0, Math.ceil(Math.log2(Math.max(1, rows) / idsPerBucket)));

/** The bucket of a hash. */
export const bucketOf = (hash: number, bits: number): number => (bits === 0 ? 0 : hash >>> (32 - bits));

/** A hash of an id's text (FNV-1a with its bits stirred). Two ids may share one: whoever finds a row looks at the id itself. */
export const hashOfId = (id: Uint8Array, from = 0, to = id.length): number => {
	let hash = 0x811c9dc5;
	for (let i = from; i < to; i++) hash = Math.imul(hash ^ id[i]!, 0x01000193);
	hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
	return (hash ^ (hash >>> 16)) >>> 0;
};
