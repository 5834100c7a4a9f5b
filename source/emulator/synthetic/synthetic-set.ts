import {timestamp} from '../../model/timestamp.ts';
import type {Content} from '../bodies/content.ts';
import type {InventoryRow} from '../inventory/row.ts';
import type {Formula} from './formula.ts';
import {syntheticContent, syntheticTreeHash} from './synthetic-content.ts';
import {idMaker} from './synthetic-id.ts';

/** The archives of one formula, with ids and bytes. */
export type SyntheticSet = {
	number: number;
	prefix: string;
	formula: Formula;
	/** The change with which it came into its vault. */
	added: number;
	id(position: number): string;
	treeHash(position: number): string;
	/** The archive as an inventory lists it. */
	row(position: number): InventoryRow;
	/** The same without its tree hash, which is all that takes time. */
	plainRow(position: number): Omit<InventoryRow, 'treeHash'>;
	open(position: number): Content;
};

/** Puts a set together. */
export const syntheticSet = (number: number, prefix: string, added: number, formula: Formula): SyntheticSet => {
	const id = idMaker(prefix);
	const seed = (position: number) => `${prefix}${formula.contentSeed?.(position) ?? position}`;
	const hashes = new Map<string, string>();
	const treeHash = (position: number): string => {
		const size = formula.size(position);
		if (!formula.contentSeed) return syntheticTreeHash(size, seed(position));
		// Few different contents: each is hashed once.
		const key = `${seed(position)}.${size}`;
		const known = hashes.get(key) ?? syntheticTreeHash(size, seed(position));
		hashes.set(key, known);
		return known;
	};
	const plainRow = (position: number) => ({
		id: id(position),
		description: formula.description(position),
		created: timestamp(formula.created(position)),
		size: formula.size(position),
	});
	return {
		number,
		prefix,
		formula,
		added,
		id,
		treeHash,
		plainRow,
		row: (position) => ({...plainRow(position), treeHash: treeHash(position)}),
		open: (position) => syntheticContent(formula.size(position), seed(position)),
	};
};
