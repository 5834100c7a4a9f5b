import {notFound} from '../../model/errors/errors.ts';
import {isOver} from '../../model/transfer.ts';
import type {Command} from '../command.ts';
import {manyOf} from '../values.ts';
import {whenFinished} from '../when-finished.ts';
import {transferArgument} from './chosen.ts';

export const attachTransfers: Command = {
	name: 'transfers.attach',
	title: 'Attach to transfers',
	description:
		'Shows how far transfers are and returns when they are over, whoever began them: all that are under way, or those named. Stopping it stops none of them.',
	arguments: [{...transferArgument, required: false}],
	effect: 'none',
	lasting: 'shows',
	needs: [],
	async *run(values, {link, signal, say}) {
		const all = await link.request('transfers.list', {}, signal);
		const named = Array.isArray(values.transfer) && values.transfer.length > 0 ? manyOf(values, 'transfer') : [];
		const missing = named.find((id) => !all.some(({transferId}) => transferId === id));
		if (missing !== undefined) throw notFound(`There is no transfer ${missing}.`, '`transfers list` gives their ids.');
		const chosen =
			named.length > 0
				? all.filter(({transferId}) => named.includes(transferId))
				: all.filter(({state}) => !isOver(state) && state !== 'paused');
		if (chosen.length === 0) say('No transfer is under way.');
		yield* whenFinished(chosen, link, signal);
	},
};
