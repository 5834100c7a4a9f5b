import type {InventoryFormat} from '../inventory/row.ts';

/** Many archives as one rule: what the archive at a position is can be computed, and is kept nowhere. */
export type Formula = {
	/** How many archives there are; positions count from 0. */
	count: number;
	/** When the archive was uploaded, milliseconds. A later position means a later moment, always. */
	created(position: number): number;
	description(position: number): string;
	/** Bytes, at least 1. */
	size(position: number): number;
	/** Archives with the same seed and size have the same bytes. By default each position is a seed of its own. */
	contentSeed?(position: number): number;
	/** Rows of an inventory all of one length, and blocks of them made faster than one by one. */
	blocks?: FormulaBlocks;
};

/** A faster way to many rows, for a formula that is regular enough. */
export type FormulaBlocks = {
	/** How many rows a block has. A run of rows may begin and end within one. */
	rows: number;
	/** Turns a finished block of the rows `0` to `rows - 1` into that of another, in place. */
	rewrite(block: Buffer, rowLength: number, format: InventoryFormat, number: number): void;
};

/** A number from 0 up to, not including, 1 that depends on seed and position alone. */
export const noise = (seed: number, position: number): number => {
	let bits = Math.imul(position + 1, 0x9e37_79b1) ^ Math.imul(seed + 1, 0x85eb_ca77);
	bits = Math.imul(bits ^ (bits >>> 15), 0x2c1b_3c6d);
	bits = Math.imul(bits ^ (bits >>> 12), 0x297a_2d39);
	return ((bits ^ (bits >>> 15)) >>> 0) / 2 ** 32;
};

/** A whole number from `least` to `most`, both inclusive, by {@link noise}. */
export const noiseBetween = (seed: number, position: number, least: number, most: number): number =>
	least + Math.floor(noise(seed, position) * (most - least + 1));
