import {invalidInput} from '../../model/errors/errors.ts';
import {type QueueMove, queueMoves} from '../../model/queue-order.ts';
import {isOver} from '../../model/transfer.ts';
import type {ArgumentValues, Command} from '../command.ts';
import {noTransfer} from '../situations.ts';
import {requiredText} from '../values.ts';
import {eachTransfer, transferArgument} from './chosen.ts';

const moveOf = (values: ArgumentValues): QueueMove => {
	const given = requiredText(values, 'to');
	const move = queueMoves.find((one) => one === given);
	if (!move) throw invalidInput(`A transfer cannot be moved \`${given}\`.`, `It goes ${queueMoves.join(', ')}.`);
	return move;
};

export const moveTransfers: Command = {
	name: 'transfers.move',
	title: 'Move transfers in the queue',
	description:
		'Puts transfers before or behind others in the queue. One that goes to the front begins at once, and the last of those that move waits for it.',
	arguments: [
		transferArgument,
		{name: 'to', title: 'To where: first, up, down or last.', type: 'text', required: true},
	],
	effect: 'none',
	needs: [],
	unavailable(situation) {
		const {transfer} = situation;
		return transfer && isOver(transfer.state) ? 'This transfer is over.' : noTransfer(situation);
	},
	async *run(values, tools) {
		const to = moveOf(values);
		yield* eachTransfer(values, tools, ({transferId}) =>
			tools.link.request('transfers.move', {transferId, to}, tools.signal),
		);
	},
};
