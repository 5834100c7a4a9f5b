import {
	ageText,
	bytesText,
	countedText,
	countText,
	durationText,
	percentText,
	rateText,
	shortBytesText,
} from '../../../model/format.ts';
import type {Job} from '../../../model/job.ts';
import {displayText} from '../../../model/names/display-text.ts';
import {milliseconds} from '../../../model/timestamp.ts';
import {type Direction, isOver, type TransferState} from '../../../model/transfer.ts';
import type {TransferEntry} from '../../../store/state.ts';
import {usuallyReady} from '../jobs/model.ts';

export type TransferRow = {
	transferId: string;
	direction: Direction;
	state: TransferState;
	name: string;
	/** Up to three short facts for the right end of the first line: how much, how fast, how long. */
	share: string;
	rate: string;
	left: string;
	/** In place of these, for what does not move: `paused`, `done`. */
	word: string;
	/** A sentence in place of the chunk map; null where the map says more. */
	sentence: string | null;
	/** What went wrong on the way and was mended: `3 retries, 1 damaged`; '' when nothing did. */
	trouble: string;
	chunks: Uint8Array;
	rates: readonly number[];
};

const words: Record<TransferState, string> = {
	retrieving: 'retrieving',
	queued: 'waits its turn',
	moving: '',
	verifying: 'verifying the whole',
	done: 'verified',
	paused: 'paused',
	failed: 'failed',
	cancelled: 'cancelled',
};

/** `1 part arrived damaged and was sent again`; '' when none did. */
export const damagedText = ({transfer, progress}: TransferEntry): string => {
	const {mismatches} = progress;
	if (mismatches === 0) return '';
	const upload = transfer.direction === 'upload';
	const how = `arrived damaged and ${mismatches === 1 ? 'was' : 'were'} ${upload ? 'sent' : 'fetched'} again`;
	return `${countedText(mismatches, upload ? 'part' : 'chunk')} ${how}`;
};

const troubleText = ({transfer, progress}: TransferEntry): string => {
	const {retries, mismatches} = progress;
	if (retries === 0 || isOver(transfer.state)) return '';
	const damaged = mismatches === 0 ? '' : `, ${countText(mismatches)} damaged`;
	return `${countedText(retries, 'retry', 'retries')}${damaged}`;
};

/** How long the service keeps the parts of an upload that stands still. */
const keptText = ({transfer}: TransferEntry, now: number): string => {
	const {state, partsKeptUntil} = transfer;
	if (!partsKeptUntil || (state !== 'paused' && state !== 'failed')) return '';
	const left = milliseconds(partsKeptUntil) - now;
	return left > 0 ? `, parts kept for ${durationText(left)}` : ', parts have expired';
};

const sentenceOf = (entry: TransferEntry, job: Job | undefined, now: number): string | null => {
	const {transfer} = entry;
	const {state, error, direction, path, vaultName, tier, finished} = transfer;
	if (state === 'failed') return displayText(error?.message ?? 'It failed.');
	if (state === 'done') {
		const place = direction === 'download' ? displayText(path) : `in ${displayText(vaultName)}`;
		const when = finished === null ? place : `${place}, ${ageText(now - milliseconds(finished))} ago`;
		return [when, damagedText(entry)].filter((text) => text !== '').join('; ');
	}
	if (state === 'cancelled')
		return direction === 'upload' ? 'Nothing of it is in the vault.' : 'The unfinished file is gone.';
	if (state !== 'retrieving') return null;
	const how = tier === null ? '' : `${tier}: `;
	if (!job || job.completed) return `${how}the service prepares it`;
	const left = usuallyReady(job) - now;
	return left > 0 ? `${how}ready in about ${durationText(left)}` : `${how}ready any minute`;
};

/** How much of it has travelled; all of it, before it has begun. Of a stream nobody knows the whole, so it is what has travelled. */
const shareText = ({size}: TransferEntry['transfer'], bytes: number, started: boolean): string => {
	if (size === null) return shortBytesText(bytes);
	return started ? percentText(bytes, size) : bytesText(size);
};

export const transferRow = (entry: TransferEntry, job: Job | undefined, now: number): TransferRow => {
	const {transfer, chunks, progress, rates} = entry;
	const moving = transfer.state === 'moving';
	const bytes = progress.verifiedBytes + (moving ? progress.movingBytes : 0);
	const started = moving || (transfer.state === 'paused' && bytes > 0) || (transfer.state === 'queued' && bytes > 0);
	return {
		transferId: transfer.transferId,
		direction: transfer.direction,
		state: transfer.state,
		name: displayText(transfer.name),
		share: shareText(transfer, bytes, started),
		rate: moving ? rateText(progress.rate) : '',
		left: moving && progress.secondsLeft !== null ? durationText(progress.secondsLeft * 1000) : '',
		word: `${words[transfer.state]}${keptText(entry, now)}`,
		trouble: troubleText(entry),
		sentence: sentenceOf(entry, job, now),
		chunks,
		rates,
	};
};

/** The transfers in whose name the filter is found, whatever its case. */
export const shownTransfers = (entries: readonly TransferEntry[], filter: string): readonly TransferEntry[] => {
	const wanted = filter.toLowerCase();
	return wanted === '' ? entries : entries.filter(({transfer}) => transfer.name.toLowerCase().includes(wanted));
};
