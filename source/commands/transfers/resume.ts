import {cancelled, notFound, toErrorValue} from '../../model/errors/errors.ts';
import {wantsRetrieval} from '../../model/transfer.ts';
import type {Command, Tools} from '../command.ts';
import {limitOption, ownLimitOf} from '../own-limit.ts';
import {noTransfer} from '../situations.ts';
import {whenFinished} from '../when-finished.ts';
import {askedLines} from './asked-lines.ts';
import {allArgument, eachTransfer, transferArgument, withAll} from './chosen.ts';

/** Shows what another retrieval costs before it begins. */
const retrieveAgain = async (transferId: string, {link, signal, confirm}: Tools): Promise<void> => {
	const transfers = await link.request('transfers.list', {}, signal);
	const transfer = transfers.find((one) => one.transferId === transferId);
	if (!transfer?.asks) throw notFound(`There is no transfer ${transferId} that waits for another retrieval.`);
	const agreed = await confirm({
		title: `Retrieve ${transfer.name} again`,
		lines: askedLines(transfer.asks),
		effect: 'costs',
		typed: null,
	});
	if (!agreed) throw cancelled('Nothing was retrieved, and nothing has been paid.');
	await link.request('transfers.resume', {transferId, retrieve: true}, signal);
};

export const resumeTransfers: Command = {
	name: 'transfers.resume',
	title: 'Resume transfers',
	description:
		'Goes on with transfers that were stopped, paused or failed, where they stopped, and at once with what waits for the network or for credentials. A download whose retrieval is not ready waits for it; one whose output has expired, or whose retrieval the service has failed, says what another retrieval costs.',
	arguments: [
		{...transferArgument, required: false},
		allArgument('All that are paused.'),
		{
			name: 'retrieve',
			title:
				'Begin a new retrieval, which costs, of a download whose output has expired or whose retrieval has failed.',
			type: 'flag',
			otherwise: 'says what it would cost',
		},
		{...limitOption, otherwise: 'what they have; off takes that away'},
		{name: 'wait', title: 'Return when they are over.', type: 'flag', otherwise: 'always so on the command line'},
	],
	effect: 'none',
	lasting: 'begins',
	needs: [],
	unavailable(situation) {
		const {transfer} = situation;
		if (!transfer) return noTransfer(situation);
		if (transfer.state === 'done' || transfer.state === 'cancelled') return 'This transfer is over.';
		const stands = ['paused', 'failed', 'waiting'].includes(transfer.state);
		return stands ? undefined : 'This transfer is under way.';
	},
	/** A screen says `wait: false`: it hears from the transfers themselves how they go on. */
	async *run(values, tools) {
		const resumed = [];
		const limit = ownLimitOf(values);
		const how = limit === undefined ? {} : {limit};
		const chosen = await withAll(values, tools, ({state}) => state === 'paused');
		const outputs = eachTransfer(chosen, tools, async ({transferId}) => {
			try {
				await tools.link.request('transfers.resume', {transferId, ...how}, tools.signal);
			} catch (error) {
				if (!wantsRetrieval(toErrorValue(error)) || values.retrieve !== true) throw error;
				await retrieveAgain(transferId, tools);
			}
			return null;
		});
		for await (const output of outputs) {
			if (output.kind === 'transfer' && values.wait !== false) resumed.push(output.value);
			else yield output;
		}
		yield* whenFinished(resumed, tools.link, tools.signal);
	},
};
