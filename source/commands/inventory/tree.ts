import {notFound} from '../../model/errors/errors.ts';
import {bytesText, countedText} from '../../model/format.ts';
import type {FolderRow} from '../../model/inventory.ts';
import type {Branch, Command} from '../command.ts';
import {folderOf, nothingKnown, sortArguments, sortOf} from '../inventory-words.ts';
import {noVault} from '../situations.ts';
import {chosenVault, textOf, vaultOption} from '../values.ts';

/** Rows for each question. */
const windowSize = 500;

const branchOf = (item: FolderRow): Branch => {
	if (item.kind === 'folder') {
		const {path, archives, bytes, newest, marked} = item;
		return {type: 'folder', path, archives, bytes, newest, marked, archiveId: null};
	}
	const {name, size, created, marked, archiveId} = item.row;
	return {type: 'archive', path: name, archives: 1, bytes: size, newest: created, marked: marked ? 1 : 0, archiveId};
};

export const showTree: Command = {
	name: 'inventory.tree',
	title: 'Show a folder of a vault',
	description:
		'Lists the folders and archives that lie in a folder of decoded names, folders first, each with the sums over all that is below it. Works from the catalog, without network.',
	arguments: [
		{name: 'folder', title: 'The folder.', type: 'text', positional: true, otherwise: 'the top of the vault'},
		vaultOption,
		{name: 'filter', title: 'Only what matches; sums are of that.', type: 'text'},
		...sortArguments,
	],
	effect: 'none',
	needs: [],
	unavailable: noVault,
	async *run(values, {link, signal, say}) {
		const vaultName = await chosenVault(values, link);
		const folder = folderOf(textOf(values, 'folder'));
		const query = {vaultName, folder, filter: textOf(values, 'filter') ?? '', sort: sortOf(values)};
		if ((await link.request('inventory.summary', {vaultName}, signal)) === null) throw nothingKnown(vaultName);
		for (let offset = 0; ; offset += windowSize) {
			const window = await link.request('inventory.folder', {...query, offset, limit: windowSize}, signal);
			const {rows, total, archives, bytes} = window;
			if (offset === 0) {
				if (total === 0 && folder !== '' && query.filter === '') {
					throw notFound(`${vaultName} has no folder ${folder}, as far as is known here.`);
				}
				say(`${folder === '' ? vaultName : folder}: ${countedText(archives, 'archive')}, ${bytesText(bytes)}.`);
			}
			for (const item of rows) {
				if (item.kind === 'archive' && item.row.newness === 'deleted-since') continue;
				yield {kind: 'branch', value: branchOf(item)};
			}
			if (rows.length === 0 || offset + rows.length >= total) return;
		}
	},
};
