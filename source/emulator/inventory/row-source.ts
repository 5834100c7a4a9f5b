import type {InventoryFormat} from './row.ts';

/** The order of an inventory: by creation, then by id. */
export type Key = {created: number; id: string};

/** After every archive. */
export const lastKey: Key = {created: Number.MAX_SAFE_INTEGER, id: ''};

/** Which of two archives comes first: negative, zero or positive. */
export const compareKeys = (a: Key, b: Key): number =>
	a.created - b.created || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Consecutive rows of one source. */
export type Run = {
	count: number;
	/** Bytes of all the rows, in each form. */
	lengths: Record<InventoryFormat, number>;
	/** The last row's. */
	last: Key;
	/** The rows one after the other, from byte `from` on. A portion holds good until the next but one is asked for. */
	read(format: InventoryFormat, from: number): Iterable<Uint8Array>;
};

/** Archives of one inventory, in order. */
export type RowSource = {
	/** The first key between two others, both exclusive. */
	next(after: Key, before: Key): Key | undefined;
	/** Rows between two keys, both exclusive, at most `most` of them; there is at least one. The run may end early. */
	run(after: Key, before: Key, most: number): Run;
};
