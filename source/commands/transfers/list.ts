import type {Command} from '../command.ts';

export const listTransfers: Command = {
	name: 'transfers.list',
	title: 'List transfers',
	description: 'Lists the uploads and downloads of this machine, finished ones too until they are forgotten.',
	arguments: [],
	effect: 'none',
	needs: [],
	async *run(_values, {link, signal}) {
		for (const transfer of await link.request('transfers.list', {}, signal)) yield {kind: 'transfer', value: transfer};
	},
};
