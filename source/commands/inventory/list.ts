import {invalidInput} from '../../model/errors/errors.ts';
import type {Sort, SortKey} from '../../model/inventory.ts';
import type {ArgumentValues, Command} from '../command.ts';
import {ageSentence, nothingKnown} from '../inventory-words.ts';
import {noVault} from '../situations.ts';
import {chosenVault, textOf, vaultOption} from '../values.ts';

/** Rows for each question: enough to keep the catalog busy, few enough to stay small in memory. */
const windowSize = 500;

const sortKeys: readonly SortKey[] = ['name', 'size', 'created'];

const sortOf = (values: ArgumentValues): Sort => {
	const by = textOf(values, 'sort') ?? 'name';
	if (!sortKeys.includes(by as SortKey)) {
		throw invalidInput(`An inventory cannot be sorted by \`${by}\`.`, `Sort by ${sortKeys.join(', ')}.`);
	}
	return {by: by as SortKey, descending: values.reverse === true};
};

export const listInventory: Command = {
	name: 'inventory.list',
	title: 'List an inventory',
	description:
		'Lists the archives of a vault from the catalog, with our own uploads and deletes since its inventory. Needs no network unless it waits for a new inventory.',
	arguments: [
		vaultOption,
		{
			name: 'wait',
			title: 'Bring the inventory up to date first, as `inventory refresh --wait` does.',
			type: 'flag',
			otherwise: 'lists what the catalog has',
		},
		{name: 'filter', title: 'Only archives whose name contains this text.', type: 'text'},
		{name: 'sort', title: 'By name, size or created.', type: 'text', otherwise: 'name'},
		{name: 'reverse', title: 'Greatest or newest first.', type: 'flag'},
	],
	effect: 'none',
	needs: [],
	unavailable: noVault,
	async *run(values, {link, signal, say}) {
		const vaultName = await chosenVault(values, link);
		const sort = sortOf(values);
		const filter = textOf(values, 'filter') ?? '';
		if (values.wait === true) await link.request('inventory.refresh', {vaultName, wait: true}, signal);
		const inventory = await link.request('inventory.summary', {vaultName}, signal);
		if (inventory === null) throw nothingKnown(vaultName);
		say(ageSentence(inventory));
		for (let offset = 0; ; offset += windowSize) {
			const query = {vaultName, filter, sort, offset, limit: windowSize};
			const {rows, total} = await link.request('inventory.window', query, signal);
			for (const {marked: _marked, ...archive} of rows) {
				if (archive.newness !== 'deleted-since') yield {kind: 'archive', value: archive};
			}
			if (rows.length === 0 || offset + rows.length >= total) return;
		}
	},
};
