import {milliseconds, type Timestamp, timestamp} from '../timestamp.ts';
import type {TreeHash} from '../tree-hash.ts';
import {hashLength, isHash} from './field-bytes.ts';

/** One archive as an inventory lists it. */
export type InventoryRow = {
	archiveId: string;
	/** As it is stored; empty when the archive has none. */
	description: string;
	created: Timestamp;
	/** Bytes that were uploaded, without overhead. */
	size: number;
	treeHash: TreeHash;
};

const wholeMoment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const digits = /^\d{1,15}$/;

const scratch = Buffer.alloc(hashLength);

/** A moment with milliseconds in UTC, so that texts sort as moments do; `undefined` when the text is none. */
const moment = (text: string): Timestamp | undefined => {
	if (wholeMoment.test(text)) return text;
	const parsed = milliseconds(text);
	return Number.isNaN(parsed) ? undefined : timestamp(parsed);
};

const isHashText = (text: string): boolean =>
	text.length === hashLength && scratch.write(text, 'utf8') === hashLength && isHash(scratch, 0);

const treeHash = (text: string): TreeHash | undefined => {
	if (isHashText(text)) return text;
	const lower = text.toLowerCase();
	return isHashText(lower) ? lower : undefined;
};

/** A row made of what a file says; `undefined` when a field is not what it must be. */
export const inventoryRow = (
	archiveId: unknown,
	description: unknown,
	created: unknown,
	size: unknown,
	checksum: unknown,
): InventoryRow | undefined => {
	if (typeof archiveId !== 'string' || archiveId === '' || typeof created !== 'string') return undefined;
	if (typeof checksum !== 'string') return undefined;
	const bytes = typeof size === 'string' && digits.test(size) ? Number(size) : size;
	if (!Number.isSafeInteger(bytes) || (bytes as number) < 0) return undefined;
	const at = moment(created);
	const tree = treeHash(checksum);
	if (at === undefined || tree === undefined) return undefined;
	if (description !== null && description !== undefined && typeof description !== 'string') return undefined;
	return {archiveId, description: description ?? '', created: at, size: bytes as number, treeHash: tree};
};
