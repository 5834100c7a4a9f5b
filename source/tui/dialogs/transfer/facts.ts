import {
	bytesText,
	countedText,
	countText,
	dollarsText,
	durationText,
	momentText,
	rateText,
} from '../../../model/format.ts';
import {displayText} from '../../../model/names/display-text.ts';
import {uploadCost} from '../../../model/prices/cost.ts';
import {milliseconds} from '../../../model/timestamp.ts';
import {isOver} from '../../../model/transfer.ts';
import type {State, TransferEntry} from '../../../store/state.ts';
import {verifiedChunks} from '../../../store/transfers.ts';
import {isOnItsWay} from '../../components/chunk-map.ts';
import type {Fact} from '../../components/table/facts-table.tsx';
import {damagedText} from '../../panes/transfers/model.ts';
import {whenText} from '../details/vault-facts.ts';

/** Parts that are kept for less than that are worth a look, in milliseconds. */
const soon = 6 * 3_600_000;

const uploadFacts = (state: State, {transfer, chunks}: TransferEntry, now: number): Fact[] => {
	const {account} = state;
	const cost = account ? uploadCost(chunks.length, account.region) : null;
	const count = `${countText(chunks.length + 2)} ${transfer.size === null ? 'so far' : 'for all of it'}`;
	const requests = cost ? `${count}, ${dollarsText(cost.total)}` : count;
	const {partsKeptUntil} = transfer;
	const left = partsKeptUntil ? milliseconds(partsKeptUntil) - now : 0;
	const kept: Fact[] = partsKeptUntil
		? [
				{
					name: 'parts kept',
					value:
						left > 0
							? `until ${momentText(partsKeptUntil)}, ${durationText(left)} if none follows`
							: `until ${momentText(partsKeptUntil)}: the service may have dropped them`,
					...(left < soon ? {tone: 'attention' as const} : {}),
				},
			]
		: [];
	return [{name: 'requests', value: requests}, ...kept];
};

/** How many chunks are on their way, and what holds for all transfers together. */
const limitFacts = ({limits}: State, {transfer, chunks}: TransferEntry): Fact[] => {
	if (limits === null || isOver(transfer.state)) return [];
	const {bytesPerSecond, bandwidth, chunksAtOnce, slowedTo} = limits;
	const moving = chunks.reduce((count, chunk) => count + (isOnItsWay(chunk) ? 1 : 0), 0);
	const rate = bytesPerSecond === null ? 'none now' : `${rateText(bytesPerSecond, {trim: true})} for all together`;
	return [
		// One that is tried again may be waiting for that.
		{name: 'at once', value: `${countText(Math.min(moving, chunksAtOnce))} of at most ${countText(chunksAtOnce)}`},
		...(slowedTo === null
			? []
			: [
					{
						name: 'slowed to',
						value: `${countText(slowedTo)} at once in all, by the service or the line`,
						tone: 'attention' as const,
					},
				]),
		...(transfer.limit ? [{name: 'own limit', value: `${transfer.limit.bandwidth}, with others of its command`}] : []),
		...(bandwidth === 'off' ? [] : [{name: 'limit', value: bandwidth.includes(',') ? `${rate} (${bandwidth})` : rate}]),
	];
};

/** What is known of a transfer, what matters first. */
export const transferFacts = (state: State, entry: TransferEntry, now: number): Fact[] => {
	const {transfer, chunks, progress} = entry;
	const upload = transfer.direction === 'upload';
	const damaged = damagedText(entry);
	return [
		{
			name: upload ? 'parts' : 'chunks',
			value: `${countText(verifiedChunks(entry))} of ${countText(chunks.length)}, ${bytesText(transfer.chunkSize, {trim: true})} each`,
		},
		{
			name: 'verified',
			value: `${bytesText(progress.verifiedBytes)} of ${transfer.size === null ? 'a stream that has not ended' : bytesText(transfer.size)}`,
		},
		{name: 'tried again', value: progress.retries === 0 ? 'never' : countedText(progress.retries, 'time')},
		...(damaged === '' ? [] : [{name: 'damaged', value: damaged}]),
		...limitFacts(state, entry),
		...(upload ? uploadFacts(state, entry, now) : []),
		{name: 'vault', value: displayText(transfer.vaultName)},
		{name: upload ? 'from' : 'to', value: transfer.stream ? 'a pipe' : displayText(transfer.path)},
		...(transfer.tier === null ? [] : [{name: 'tier', value: transfer.tier}]),
		{name: 'started', value: whenText(transfer.started, now, '–')},
		{name: 'finished', value: whenText(transfer.finished, now, 'not yet')},
		{name: 'tree hash', value: transfer.treeHash ?? 'when it is done'},
		{name: 'archive id', value: displayText(transfer.archiveId ?? '') || 'when it is done'},
		...(transfer.location === null ? [] : [{name: 'location', value: displayText(transfer.location)}]),
	];
};
