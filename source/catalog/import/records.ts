import type {InventoryRow} from '../../model/inventory-parser/inventory-row.ts';
import {milliseconds} from '../../model/timestamp.ts';

/**
 * A row on its way into a file: a stretch of bytes that is sorted, written and merged without becoming objects again.
 *
 * Words of 32 bits: its length (a multiple of 8), the lengths of name, id and description, flags, seconds of a given time of change; then upload time and size as
 * doubles, the tree hash, and the texts in UTF-8.
 */
export const recordHeader = 72;
const hashAt = 40;

/** The longest texts that are taken, in bytes. The service's own are at most 1,024; a file may claim anything. */
export const longestText = 8192;

/** No record is longer. */
export const longestRecord = recordHeader + 3 * longestText + 8;

/** Memory in which records lie, seen as bytes, words and doubles. */
export type Records = {bytes: Buffer; words: Uint32Array; doubles: Float64Array};

/** Memory for records. */
export const recordMemory = (size: number): Records => {
	const memory = new ArrayBuffer(size);
	return {bytes: Buffer.from(memory), words: new Uint32Array(memory), doubles: new Float64Array(memory)};
};

export const recordLength = ({words}: Records, at: number): number => words[at >>> 2]!;
export const nameLength = ({words}: Records, at: number): number => words[(at >>> 2) + 1]!;
export const nameStart = (at: number): number => at + recordHeader;
export const idLength = ({words}: Records, at: number): number => words[(at >>> 2) + 2]!;
export const idStart = (records: Records, at: number): number => at + recordHeader + nameLength(records, at);
export const descriptionLength = ({words}: Records, at: number): number => words[(at >>> 2) + 3]!;
export const descriptionStart = (records: Records, at: number): number => idStart(records, at) + idLength(records, at);
export const recordFlags = ({words}: Records, at: number): number => words[(at >>> 2) + 4]!;
export const recordModified = ({words}: Records, at: number): number => words[(at >>> 2) + 5]!;
export const recordCreated = ({doubles}: Records, at: number): number => doubles[(at >>> 3) + 3]!;
export const recordSize = ({doubles}: Records, at: number): number => doubles[(at >>> 3) + 4]!;
export const hashStart = (at: number): number => at + hashAt;

/**
 * Writes a record at `at`, where {@link longestRecord} bytes are free. Gives its length, or 0 when the row is one that no service would
 * write: a time that is none, or texts without end.
 */
export const writeRecord = (
	records: Records,
	at: number,
	row: InventoryRow,
	name: string,
	{flags, modified}: {flags: number; modified: number},
): number => {
	const {bytes, words, doubles} = records;
	const created = milliseconds(row.created);
	if (!(created >= 0)) return 0;
	if (Math.max(name.length, row.archiveId.length, row.description.length) * 3 > longestText) return 0;
	let end = at + recordHeader;
	const nameBytes = bytes.write(name, end);
	end += nameBytes;
	const idBytes = bytes.write(row.archiveId, end);
	end += idBytes;
	const descriptionBytes = bytes.write(row.description, end);
	end += descriptionBytes;
	bytes.write(row.treeHash, at + hashAt, 32, 'hex');
	const length = (end - at + 7) & ~7;
	const word = at >>> 2;
	words[word] = length;
	words[word + 1] = nameBytes;
	words[word + 2] = idBytes;
	words[word + 3] = descriptionBytes;
	words[word + 4] = flags;
	words[word + 5] = modified;
	doubles[(at >>> 3) + 3] = created;
	doubles[(at >>> 3) + 4] = row.size;
	return length;
};

const compareBytes = (a: Buffer, startA: number, lengthA: number, b: Buffer, startB: number, lengthB: number) => {
	const length = Math.min(lengthA, lengthB);
	for (let i = 0; i < length; i++) {
		const difference = a[startA + i]! - b[startB + i]!;
		if (difference !== 0) return difference;
	}
	return lengthA - lengthB;
};

/** Newest first, then by id: the order of records with the same name. 0 for the same archive. */
export const compareRest = (a: Records, atA: number, b: Records, atB: number): number =>
	recordCreated(b, atB) - recordCreated(a, atA) ||
	compareBytes(a.bytes, idStart(a, atA), idLength(a, atA), b.bytes, idStart(b, atB), idLength(b, atB));

/** The order of the rows in a file: by name, newest first, by id; the same as files/row-key.ts has for strings. */
export const compareRecords = (a: Records, atA: number, b: Records, atB: number): number => {
	const lengthA = nameLength(a, atA);
	const lengthB = nameLength(b, atB);
	// Neighbours in merged runs begin alike: whole words first.
	const words = Math.min(lengthA, lengthB) >>> 2;
	const wordA = nameStart(atA) >>> 2;
	const wordB = nameStart(atB) >>> 2;
	let same = 0;
	while (same < words && a.words[wordA + same] === b.words[wordB + same]) same++;
	const skip = same * 4;
	return (
		compareBytes(a.bytes, nameStart(atA) + skip, lengthA - skip, b.bytes, nameStart(atB) + skip, lengthB - skip) ||
		compareRest(a, atA, b, atB)
	);
};
