import {invalidInput} from '../../model/errors/errors.ts';
import {leftOutText} from '../../model/format.ts';
import type {Versions} from '../../model/inventory.ts';
import type {ArgumentValues, Command} from '../command.ts';
import {ageSentence, folderOf, nothingKnown, sortArguments, sortOf} from '../inventory-words.ts';
import {noVault} from '../situations.ts';
import {chosenVault, textOf, vaultOption} from '../values.ts';

/** Rows for each question: enough to keep the catalog busy, few enough to stay small in memory. */
const windowSize = 500;

const versionsOf = (values: ArgumentValues): Versions => {
	const text = textOf(values, 'versions') ?? 'all';
	if (text === 'all' || text === 'folded') return text;
	throw invalidInput(`Versions are not listed \`${text}\`.`, 'Choose all or folded.');
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
		{
			name: 'filter',
			title: 'Only archives that match: a text in the name, *.gpg, size:>1G, date:2024, ext:pdf, is:marked.',
			type: 'text',
		},
		{name: 'below', title: 'Only archives in this folder of the vault.', type: 'text', otherwise: 'the whole vault'},
		{name: 'versions', title: 'All, or folded: of each name the newest.', type: 'text', otherwise: 'all'},
		...sortArguments,
	],
	effect: 'none',
	needs: [],
	unavailable: noVault,
	async *run(values, {link, signal, say}) {
		const vaultName = await chosenVault(values, link);
		const sort = sortOf(values);
		const filter = textOf(values, 'filter') ?? '';
		const versions = versionsOf(values);
		const below = folderOf(textOf(values, 'below')) || null;
		if (values.wait === true) await link.request('inventory.refresh', {vaultName, wait: true}, signal);
		const inventory = await link.request('inventory.summary', {vaultName}, signal);
		if (inventory === null) throw nothingKnown(vaultName);
		say(ageSentence(inventory));
		if (inventory.malformed > 0) say(leftOutText(inventory.malformed, 'row'));
		for (let offset = 0; ; offset += windowSize) {
			const query = {vaultName, filter, below, versions, sort, offset, limit: windowSize};
			const {rows, total} = await link.request('inventory.window', query, signal);
			for (const {marked: _marked, ...archive} of rows) {
				if (archive.newness !== 'deleted-since') yield {kind: 'archive', value: archive};
			}
			if (rows.length === 0 || offset + rows.length >= total) return;
		}
	},
};
