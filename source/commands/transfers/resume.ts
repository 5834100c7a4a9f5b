import type {Command} from '../command.ts';
import {noTransfer} from '../situations.ts';
import {whenFinished} from '../when-finished.ts';
import {eachTransfer, transferArgument} from './chosen.ts';

export const resumeTransfers: Command = {
	name: 'transfers.resume',
	title: 'Resume transfers',
	description:
		'Goes on with transfers that were stopped, paused or failed, where they stopped. A download whose retrieval is not ready waits for it.',
	arguments: [
		transferArgument,
		{name: 'wait', title: 'Return when they are over.', type: 'flag', otherwise: 'always so on the command line'},
	],
	effect: 'none',
	lasting: 'begins',
	needs: [],
	unavailable(situation) {
		const {transfer} = situation;
		if (!transfer) return noTransfer(situation);
		if (transfer.state === 'done' || transfer.state === 'cancelled') return 'This transfer is over.';
		return transfer.state === 'paused' || transfer.state === 'failed' ? undefined : 'This transfer is under way.';
	},
	/** A screen says `wait: false`: it hears from the transfers themselves how they go on. */
	async *run(values, tools) {
		const resumed = [];
		const outputs = eachTransfer(values, tools, async ({transferId}) =>
			tools.link.request('transfers.resume', {transferId}, tools.signal),
		);
		for await (const output of outputs) {
			if (output.kind === 'transfer' && values.wait !== false) resumed.push(output.value);
			else yield output;
		}
		yield* whenFinished(resumed, tools.link, tools.signal);
	},
};
