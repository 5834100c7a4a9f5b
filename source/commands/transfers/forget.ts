import {isOver} from '../../model/transfer.ts';
import type {Command} from '../command.ts';
import {noTransfer} from '../situations.ts';
import {eachTransfer, transferArgument} from './chosen.ts';

export const forgetTransfers: Command = {
	name: 'transfers.forget',
	title: 'Forget transfers',
	description: 'Takes finished transfers off the list. Neither files nor archives are touched.',
	arguments: [transferArgument],
	effect: 'none',
	needs: [],
	unavailable(situation) {
		const {transfer} = situation;
		return transfer && !isOver(transfer.state) ? 'This transfer is not over: cancel it first.' : noTransfer(situation);
	},
	run: (values, tools) =>
		eachTransfer(values, tools, async (transfer) => {
			await tools.link.request('transfers.forget', {transferId: transfer.transferId}, tools.signal);
			return transfer;
		}),
};
