import type {Command} from '../command.ts';
import {noTransfer} from '../situations.ts';
import {transferArgument} from './chosen.ts';
import {resumeTransfers} from './resume.ts';

export const retryTransfers: Command = {
	name: 'transfers.retry',
	title: 'Retry failed transfers',
	description:
		'Tries failed transfers again, where they stopped: all of them, or those named. What came through a pipe is gone, and is left out.',
	arguments: [
		{...transferArgument, required: false},
		...resumeTransfers.arguments.filter(({name}) => name === 'limit' || name === 'wait'),
	],
	effect: 'none',
	lasting: 'begins',
	needs: [],
	unavailable: (situation) => {
		if (!situation.transfer) return noTransfer(situation);
		return situation.transfer.state === 'failed' ? undefined : 'This transfer has not failed.';
	},
	async *run(values, tools) {
		const named = Array.isArray(values.transfer) ? (values.transfer as string[]) : [];
		const failed = (await tools.link.request('transfers.list', {}, tools.signal))
			.filter(({state, stream, treeHash}) => state === 'failed' && !(stream && treeHash === null))
			.map(({transferId}) => transferId);
		const transfer = named.length > 0 ? named : failed;
		if (transfer.length === 0) tools.say('No transfer has failed that could be tried again.');
		else yield* resumeTransfers.run({...values, transfer}, tools);
	},
};
