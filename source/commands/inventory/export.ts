import {invalidInput} from '../../model/errors/errors.ts';
import type {ExportPlace, ExportPortion} from '../../model/inventory.ts';
import type {InventoryFormat} from '../../model/inventory-parser/inventory-parser.ts';
import type {ArgumentValues, Command} from '../command.ts';
import {ageSentence, nothingKnown} from '../inventory-words.ts';
import {noVault} from '../situations.ts';
import {absolutePath, chosenVault, textOf, vaultOption} from '../values.ts';

const formatOf = (values: ArgumentValues): InventoryFormat => {
	const given = textOf(values, 'format')?.toUpperCase();
	if (given === undefined) return /\.json$/i.test(textOf(values, 'to') ?? '') ? 'JSON' : 'CSV';
	if (given !== 'CSV' && given !== 'JSON') {
		throw invalidInput(`An inventory cannot be written as \`${textOf(values, 'format')}\`.`, 'Choose csv or json.');
	}
	return given;
};

export const exportInventory: Command = {
	name: 'inventory.export',
	title: 'Export an inventory',
	description:
		'Writes the archives of a vault as an inventory job would, CSV or JSON, from the catalog with our own uploads and deletes since. Needs no network, and never overwrites a file.',
	arguments: [
		vaultOption,
		{name: 'format', title: 'As csv or json.', type: 'text', otherwise: 'csv, or what the name of the file says'},
		{name: 'to', title: 'A new file.', type: 'file', otherwise: 'writes to standard output'},
	],
	effect: 'none',
	needs: [],
	unavailable: noVault,
	async *run(values, {link, folder, signal, say}) {
		const format = formatOf(values);
		const to = textOf(values, 'to');
		const vaultName = await chosenVault(values, link);
		const inventory = await link.request('inventory.summary', {vaultName}, signal);
		if (inventory === null) throw nothingKnown(vaultName);
		say(ageSentence(inventory));
		if (to !== undefined) {
			const path = absolutePath(folder, to);
			const written = await link.request('inventory.export', {vaultName, format, path}, signal);
			yield {kind: 'exported', value: {vaultName, path, format, ...written}};
			return;
		}
		let place: ExportPlace | null = null;
		do {
			const takes = {vaultName, format, place};
			const portion: ExportPortion = await link.request('inventory.export-portion', takes, signal);
			yield {kind: 'text', value: portion.text};
			place = portion.next;
		} while (place);
	},
};
