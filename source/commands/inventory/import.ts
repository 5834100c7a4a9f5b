import {leftOutText, momentText} from '../../model/format.ts';
import type {Inventory} from '../../model/inventory.ts';
import {milliseconds} from '../../model/timestamp.ts';
import type {Command} from '../command.ts';
import {noVault} from '../situations.ts';
import {absolutePath, chosenVault, requiredText, vaultOption} from '../values.ts';

/** What one must know of an inventory that came from a file, in sentences. */
const remarks = (before: Inventory | null, inventory: Inventory, format: 'CSV' | 'JSON'): string[] => {
	const {inventoryDate, malformed} = inventory;
	const date = momentText(inventoryDate);
	const isOlder =
		before?.inventoryDate && inventoryDate && milliseconds(before.inventoryDate) > milliseconds(inventoryDate);
	return [
		...(format === 'CSV' ? [`A CSV has no date of its own: the file's, ${date}, was taken.`] : []),
		...(isOlder
			? [`This inventory is older than the one that it replaced, of ${momentText(before.inventoryDate)}.`]
			: []),
		...(malformed > 0 ? [leftOutText(malformed, 'row')] : []),
	];
};

export const importInventory: Command = {
	name: 'inventory.import',
	title: 'Import an inventory file',
	description:
		"Makes a saved output of an inventory job, JSON or CSV, the vault's inventory in the catalog; our own later uploads and deletes stay. Needs no network. A file that is broken off changes nothing.",
	arguments: [
		{
			name: 'file',
			title: 'The file; its form is seen from its beginning.',
			type: 'file',
			positional: true,
			required: true,
		},
		vaultOption,
	],
	effect: 'none',
	needs: [],
	unavailable: noVault,
	async *run(values, {link, folder, signal, say}) {
		const path = absolutePath(folder, requiredText(values, 'file'));
		const vaultName = await chosenVault(values, link);
		const before = await link.request('inventory.summary', {vaultName}, signal);
		const {inventory, format} = await link.request('inventory.import', {vaultName, path}, signal);
		for (const sentence of remarks(before, inventory, format)) say(sentence);
		yield {kind: 'inventory', value: {...inventory, jobId: null}};
	},
};
