import type {Command} from '../command.ts';
import {offline} from '../situations.ts';
import {withCounts} from '../with-counts.ts';

export const listVaults: Command = {
	name: 'vaults.list',
	title: 'List vaults',
	description:
		'Asks the service for all vaults of the account in this region. When the key may not list vaults, gives those that were opened by their name before. Of a vault that the service has not counted yet, the counts are those of its inventory in the catalog.',
	arguments: [],
	effect: 'none',
	needs: [],
	unavailable: offline,
	async *run(_values, {link, signal, say}) {
		let listed = true;
		const stop = link.subscribe((event) => {
			if (event.type === 'vaults') listed = event.listed;
		});
		try {
			const vaults = await link.request('vaults.refresh', {}, signal);
			if (!listed) {
				say('This key may not list vaults (glacier:ListVaults): these are the ones that were opened by name.');
			}
			for (const vault of vaults) yield {kind: 'vault', value: await withCounts(vault, link, signal)};
		} finally {
			stop();
		}
	},
};
