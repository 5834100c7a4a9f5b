import {inQueueOrder} from '../../model/queue-order.ts';
import {isOver, type Transfer} from '../../model/transfer.ts';
import type {Command} from '../command.ts';
import {noTransfer} from '../situations.ts';
import {allArgument, eachTransfer, transferArgument, withAll} from './chosen.ts';

export const pauseTransfers: Command = {
	name: 'transfers.pause',
	title: 'Pause transfers',
	description: 'Stops transfers until they are resumed. What is verified stays, and nothing of it travels again.',
	arguments: [{...transferArgument, required: false}, allArgument('All that are not over.')],
	effect: 'none',
	needs: [],
	unavailable(situation) {
		const {transfer} = situation;
		if (transfer?.state === 'paused') return 'This transfer is paused already.';
		return transfer && isOver(transfer.state) ? 'This transfer is over.' : noTransfer(situation);
	},
	async *run(values, tools) {
		const canStop = ({state, stream}: Transfer) => !isOver(state) && state !== 'paused' && !stream;
		// From the end of the queue: else one that stops would let the next begin.
		const chosen = await withAll(values, tools, canStop, (a, b) => inQueueOrder(b, a));
		yield* eachTransfer(chosen, tools, async ({transferId}) =>
			tools.link.request('transfers.pause', {transferId}, tools.signal),
		);
	},
};
