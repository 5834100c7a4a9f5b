import {bytesText, countText, rateText} from '../../../model/format.ts';
import {displayText} from '../../../model/names/display-text.ts';
import type {State, TransferEntry} from '../../../store/state.ts';
import type {Fact} from '../../components/table/facts-table.tsx';
import {whenText} from './vault-facts.ts';

const counted = (chunks: Uint8Array, letter: string): number => {
	const code = letter.charCodeAt(0);
	return chunks.reduce((sum, chunk) => sum + (chunk === code ? 1 : 0), 0);
};

const verifiedText = ({transfer, progress}: TransferEntry): string => {
	const whole = transfer.size === null ? 'a stream that has not ended' : bytesText(transfer.size);
	return `${bytesText(progress.verifiedBytes)} of ${whole}`;
};

/** What is known of a transfer. */
export const transferFacts = (state: State, transferId: string, now: number): Fact[] => {
	const entry = state.transfers.find(({transfer}) => transfer.transferId === transferId);
	if (!entry) return [{name: 'state', value: 'It was taken off the list.'}];
	const {transfer, chunks, progress} = entry;
	const upload = transfer.direction === 'upload';
	const {error} = transfer;
	return [
		{name: upload ? 'upload' : 'download', value: displayText(transfer.name), tone: 'strong'},
		{name: 'vault', value: displayText(transfer.vaultName)},
		{name: 'archive id', value: displayText(transfer.archiveId ?? '') || 'when it is done'},
		{name: upload ? 'from' : 'to', value: displayText(transfer.path)},
		{
			name: 'state',
			value: error ? displayText(error.message) : transfer.state,
			...(error ? {tone: 'failed' as const} : {}),
		},
		{name: 'verified', value: verifiedText(entry)},
		{
			name: upload ? 'parts' : 'chunks',
			value: `${countText(counted(chunks, 'v'))} of ${countText(chunks.length)}, ${bytesText(transfer.chunkSize)} each`,
		},
		{name: 'tried again', value: countText(progress.retries)},
		{name: 'rate', value: transfer.state === 'moving' ? rateText(progress.rate) : '–'},
		{name: 'tree hash', value: transfer.treeHash ?? 'when it is done'},
		{name: 'started', value: whenText(transfer.started, now, '–')},
		{name: 'finished', value: whenText(transfer.finished, now, 'not yet')},
		...(transfer.location === null ? [] : [{name: 'location', value: displayText(transfer.location)}]),
	];
};
