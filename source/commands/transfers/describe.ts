import {notFound} from '../../model/errors/errors.ts';
import {chunkStateNames} from '../../model/transfer.ts';
import type {ChunkCounts, Command} from '../command.ts';
import {noTransfer} from '../situations.ts';
import {requiredText} from '../values.ts';
import {oneTransferArgument} from './chosen.ts';

export const describeTransfer: Command = {
	name: 'transfers.describe',
	title: 'Describe a transfer',
	description: 'Shows all that is known of one upload or download, and how many of its chunks are in which state.',
	arguments: [oneTransferArgument],
	effect: 'none',
	needs: [],
	unavailable: noTransfer,
	async *run(values, {link, signal}) {
		const transferId = requiredText(values, 'transfer');
		const {counts} = await link.request('transfers.chunks', {transferId, offset: 0, limit: 0}, signal);
		const transfer = (await link.request('transfers.list', {}, signal)).find((one) => one.transferId === transferId);
		if (!transfer) throw notFound(`There is no transfer ${transferId}.`, '`transfers list` gives their ids.');
		const chunks = Object.fromEntries(
			Object.entries(counts).map(([state, count]) => [chunkStateNames[state as keyof typeof counts], count]),
		) as ChunkCounts;
		yield {kind: 'described-transfer', value: {...transfer, chunks}};
	},
};
