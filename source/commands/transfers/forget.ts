import {isOver, type Transfer} from '../../model/transfer.ts';
import type {Command} from '../command.ts';
import {noTransfer} from '../situations.ts';
import {allArgument, eachTransfer, transferArgument, withAll} from './chosen.ts';

/** Nothing more can be wanted of it: what failed can be resumed. */
const isDone = ({state}: Transfer): boolean => state === 'done' || state === 'cancelled';

export const forgetTransfers: Command = {
	name: 'transfers.forget',
	title: 'Forget transfers',
	description: 'Takes finished transfers off the list. Neither files nor archives are touched.',
	arguments: [{...transferArgument, required: false}, allArgument('All that are done or cancelled; failed ones stay.')],
	effect: 'none',
	needs: [],
	unavailable(situation) {
		const {transfer} = situation;
		return transfer && !isOver(transfer.state) ? 'This transfer is not over: cancel it first.' : noTransfer(situation);
	},
	async *run(values, tools) {
		yield* eachTransfer(await withAll(values, tools, isDone), tools, async (transfer) => {
			await tools.link.request('transfers.forget', {transferId: transfer.transferId}, tools.signal);
			return transfer;
		});
	},
};
