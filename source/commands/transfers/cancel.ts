import {isOver} from '../../model/transfer.ts';
import type {Command} from '../command.ts';
import {noTransfer} from '../situations.ts';
import {eachTransfer, transferArgument} from './chosen.ts';

export const cancelTransfers: Command = {
	name: 'transfers.cancel',
	title: 'Cancel transfers',
	description:
		'Ends transfers for good: the parts of an upload are given up, the unfinished file of a download is removed. A retrieval that was paid stays with the service for its 24 hours.',
	arguments: [transferArgument],
	effect: 'none',
	needs: [],
	unavailable(situation) {
		const {transfer} = situation;
		return transfer && isOver(transfer.state) && transfer.state !== 'failed'
			? 'This transfer is over.'
			: noTransfer(situation);
	},
	run: (values, tools) =>
		eachTransfer(values, tools, async ({transferId}) =>
			tools.link.request('transfers.cancel', {transferId}, tools.signal),
		),
};
