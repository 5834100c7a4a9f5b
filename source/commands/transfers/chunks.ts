import {chunkStateNames} from '../../model/transfer.ts';
import type {Command} from '../command.ts';
import {noTransfer} from '../situations.ts';
import {requiredText} from '../values.ts';
import {oneTransferArgument} from './chosen.ts';

/** Chunks that are asked for at once: a transfer has up to 10,000. */
const portion = 1000;

export const listChunks: Command = {
	name: 'transfers.chunks',
	title: 'List chunks',
	description:
		'Lists the parts of an upload, or the ranges of a download, each with its state, size, tries, tree hash and last error.',
	arguments: [
		oneTransferArgument,
		{name: 'troubled', title: 'Only those that were tried again or failed.', type: 'flag'},
	],
	effect: 'none',
	needs: [],
	unavailable: noTransfer,
	async *run(values, {link, signal}) {
		const transferId = requiredText(values, 'transfer');
		const troubled = values.troubled === true;
		for (let offset = 0; ; offset += portion) {
			const takes = {transferId, offset, limit: portion, troubled};
			const {chunks, total} = await link.request('transfers.chunks', takes, signal);
			for (const chunk of chunks) yield {kind: 'chunk', value: {...chunk, state: chunkStateNames[chunk.state]}};
			if (offset + portion >= total) return;
		}
	},
};
