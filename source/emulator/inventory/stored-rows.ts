import {timestamp} from '../../model/timestamp.ts';
import type {Vault} from '../world/vaults.ts';
import type {World} from '../world/world.ts';
import {type InventoryFormat, rowText} from './row.ts';
import type {Key, RowSource} from './row-source.ts';

/** How many rows are fetched at a time. */
const rowsAtATime = 1000;

type Row = {
	id: string;
	description: string;
	created: number;
	size: number;
	tree_hash: string;
	json_length: number;
	csv_length: number;
};

/** The uploaded archives that `vault` held after the change of that number. */
export const storedRows = ({store}: World, vault: Vault, change: number): RowSource => {
	const between = `FROM archives WHERE vault = ? AND added <= ? AND (removed IS NULL OR removed > ?)
		AND (created, id) > (?, ?) AND (created, id) < (?, ?) ORDER BY created, id LIMIT ?`;
	const bounds = (after: Key, before: Key, most: number) =>
		[
			vault.number,
			change,
			change,
			Math.max(after.created, Number.MIN_SAFE_INTEGER),
			after.id,
			before.created,
			before.id,
			Number.isFinite(most) ? most : -1,
		] as const;

	const read = function* (range: {after: Key; before: Key; count: number}, format: InventoryFormat, from: number) {
		let {after, count} = range;
		let skip = from;
		while (count > 0) {
			const rows = store.all<Row>(`SELECT * ${between}`, ...bounds(after, range.before, Math.min(count, rowsAtATime)));
			let text = '';
			for (const row of rows) {
				const length = format === 'JSON' ? row.json_length : row.csv_length;
				if (skip >= length) {
					skip -= length;
					continue;
				}
				text += rowText(format, {...row, created: timestamp(row.created), treeHash: row.tree_hash}).slice(skip);
				skip = 0;
			}
			if (text.length > 0) yield Buffer.from(text, 'latin1');
			after = rows.at(-1)!;
			count -= rows.length;
		}
	};

	return {
		next: (after, before) => store.get<Key>(`SELECT created, id ${between}`, ...bounds(after, before, 1)),
		run: (after, before, most) => {
			const {count, json, csv} = store.get<{count: number; json: number; csv: number}>(
				`SELECT count(*) AS count, sum(json_length) AS json, sum(csv_length) AS csv FROM (SELECT * ${between})`,
				...bounds(after, before, most),
			)!;
			const last = store.get<Key>(
				`SELECT created, id FROM (SELECT * ${between}) ORDER BY created DESC, id DESC LIMIT 1`,
				...bounds(after, before, most),
			)!;
			return {
				count,
				lengths: {JSON: json, CSV: csv},
				last,
				read: (format, from) => read({after, before, count}, format, from),
			};
		},
	};
};
