import type {InventoryFormat} from './row.ts';

/** The order of an inventory: by creation, then by id. */
export type Key = {created: number; id: string};

/** After every archive. */
export const lastKey: Key = {created: Number.MAX_SAFE_INTEGER, id: ''};

/** Consecutive rows of one source. */
export type Run = {
	count: number;
	/** Bytes of all its rows, in each form. */
	lengths: Record<InventoryFormat, number>;
	/** The keys between which the rows lie, both exclusive, and the key of the last row. */
	after: Key;
	before: Key;
	last: Key;
};

/** Archives of one inventory, in order. */
export type RowSource = {
	/** The first key between two others, both exclusive. */
	next(after: Key, before: Key): Key | undefined;
	/** The rows between two keys, at most `most` of them; there is at least one. It may end early. */
	run(after: Key, before: Key, most: number): Run;
	/** The rows of a run one after the other, from its byte `from` on. */
	read(run: Run, format: InventoryFormat, from: number): Iterable<Uint8Array>;
};
