import {reasonOf} from '../../../model/errors/reason.ts';
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
import {type Direction, isOver, type TransferState, type WaitsFor, waitsForNames} from '../../../model/transfer.ts';
import type {Connection, TransferEntry} from '../../../store/state.ts';
import {type MappedChunks, mappedChunks} from '../../components/chunk-map.ts';
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
	/** In place of the last two, when no byte has moved for a while: `no bytes for 40 s`; '' while they do. */
	quiet: string;
	/** What it waits for although its turn has come; null when it does not. */
	stall: WaitsFor | null;
	/** Whether it stands still until a person agrees to what it costs. */
	asks: boolean;
	/** In place of these, for what does not move: `paused`, `done`. */
	word: string;
	/** What follows that where there is room: how long the service keeps the parts of an upload that stands still; '' for nothing. */
	kept: string;
	/** A sentence in place of the chunk map; null where the map says more. */
	sentence: string | null;
	/** What went wrong on the way and was mended: `3 retries, 1 damaged`; '' when nothing did. */
	trouble: string;
	chunks: MappedChunks;
	rates: readonly number[];
};

const words: Record<TransferState, string> = {
	retrieving: 'retrieving',
	queued: 'waits',
	moving: '',
	waiting: '',
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

/** Whether the service may have dropped the parts of an upload that stands still. */
const isExpired = ({partsKeptUntil, state}: TransferEntry['transfer'], now: number): boolean =>
	Boolean(partsKeptUntil) && milliseconds(partsKeptUntil!) <= now && (state === 'paused' || state === 'failed');

/** How long the service keeps the parts of an upload that stands still. */
const keptText = ({transfer, progress}: TransferEntry, now: number): string => {
	const {state, partsKeptUntil} = transfer;
	if (!partsKeptUntil || progress.verifiedBytes === 0 || (state !== 'paused' && state !== 'failed')) return '';
	if (isExpired(transfer, now)) return ', parts have expired';
	return `, parts kept for ${durationText(milliseconds(partsKeptUntil) - now)}`;
};

/** What of the rest of the world a transfer's row depends on. */
export type Around = {
	/** The retrieval job of a download, as far as it is known. */
	job: Job | undefined;
	connection: Connection['state'];
	/** How many that wait are before it. */
	before: number;
	/** The time at the service, milliseconds since 1970. */
	now: number;
};

/** What keeps a transfer from moving that would move otherwise: then it is not the transfer that failed. */
const stallOf = ({transfer}: TransferEntry, {connection}: Around): TransferRow['stall'] => {
	if (transfer.state === 'waiting') return transfer.waitsFor ?? 'network';
	// Between the first trouble and the word of the engine that this is more than a moment.
	if (transfer.state !== 'moving') return null;
	if (connection === 'offline') return 'network';
	return connection === 'no-credentials' ? 'credentials' : null;
};

/** How long no byte of one that moves has come or gone; '' while they do, or where it is known what they wait for. */
const quietText = (entry: TransferEntry, around: Around): string => {
	const {state, quietSince} = entry.transfer;
	if (state !== 'moving' || !quietSince || stallOf(entry, around) !== null) return '';
	return `no bytes for ${durationText(around.now - milliseconds(quietSince))}`;
};

const asksOf = ({transfer}: TransferEntry): boolean => transfer.state === 'failed' && Boolean(transfer.asks);

const wordOf = (entry: TransferEntry, around: Around): string => {
	const {state} = entry.transfer;
	const stall = stallOf(entry, around);
	if (stall !== null) return `waits for ${waitsForNames[stall]}`;
	if (asksOf(entry)) return 'asks for another retrieval';
	if (state === 'queued') return around.before === 0 ? 'next in turn' : `waits, ${countText(around.before)} before it`;
	return words[state];
};

const sentenceOf = (entry: TransferEntry, {job, now}: Around): string | null => {
	const {transfer} = entry;
	const {state, error, direction, path, vaultName, tier, finished} = transfer;
	if (state === 'failed') return error ? displayText(reasonOf(error, path)) : 'It failed.';
	if (state === 'waiting') {
		const {waitsSince} = transfer;
		const since = waitsSince ? `for ${durationText(now - milliseconds(waitsSince))}: ` : '';
		return `${since}${displayText(error?.message ?? 'the service cannot be had')}`;
	}
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

/**
 * How much of it is verified, in percent: what is only on its way may have to move again. All of it, before it has begun. Of a stream nobody knows
 * the whole, so it is how much.
 */
const shareText = ({transfer, progress}: TransferEntry, now: number): string => {
	const {state, size} = transfer;
	const {verifiedBytes} = progress;
	if (size === null) return shortBytesText(verifiedBytes);
	const isBegun =
		state === 'moving' || (['paused', 'queued', 'waiting', 'failed'].includes(state) && verifiedBytes > 0);
	return isBegun && !isExpired(transfer, now) ? percentText(verifiedBytes, size) : bytesText(size);
};

export const transferRow = (entry: TransferEntry, around: Around): TransferRow => {
	const {transfer, progress, rates} = entry;
	const moving = transfer.state === 'moving';
	return {
		transferId: transfer.transferId,
		direction: transfer.direction,
		state: transfer.state,
		name: displayText(transfer.name),
		share: shareText(entry, around.now),
		rate: moving ? rateText(progress.rate) : '',
		left: moving && progress.secondsLeft !== null ? durationText(progress.secondsLeft * 1000) : '',
		quiet: quietText(entry, around),
		stall: stallOf(entry, around),
		asks: asksOf(entry),
		word: wordOf(entry, around),
		kept: asksOf(entry) ? '' : keptText(entry, around.now),
		trouble: troubleText(entry),
		sentence: sentenceOf(entry, around),
		chunks: mappedChunks(entry),
		rates,
	};
};

/** How many transfers that wait for their turn stand before each of those that do, by its id. */
export const turnsOf = (entries: readonly TransferEntry[]): ReadonlyMap<string, number> => {
	const waiting = entries.filter(({transfer}) => transfer.state === 'queued');
	return new Map(waiting.map(({transfer}, before) => [transfer.transferId, before]));
};

/** What moves, then what waits for something or somebody, then what waits for its turn, then what is stopped; below, what is done. */
const places: Record<TransferState, number> = {
	...{moving: 0, verifying: 0, failed: 1, waiting: 1, retrieving: 1, queued: 2, paused: 3, done: 4, cancelled: 4},
};

const finishedAt = ({transfer: {finished}}: TransferEntry): number => (finished === null ? 0 : milliseconds(finished));

const inShownOrder = (entries: readonly TransferEntry[]): readonly TransferEntry[] => {
	const groups: TransferEntry[][] = [[], [], [], [], []];
	for (const entry of entries) groups[places[entry.transfer.state]]!.push(entry);
	const done = groups[4]!;
	return [...groups.slice(0, 4).flat(), ...done.toSorted((a, b) => finishedAt(b) - finishedAt(a))];
};

const answers = new WeakMap<readonly TransferEntry[], {filter: string; shown: readonly TransferEntry[]}>();

/**
 * The transfers in whose name the filter is found, whatever its case: within each kind in the order of the queue, those that are done the newest
 * first. Several ask this for each frame, so the last answer is kept.
 */
export const shownTransfers = (entries: readonly TransferEntry[], filter: string): readonly TransferEntry[] => {
	const known = answers.get(entries);
	if (known?.filter === filter) return known.shown;
	const wanted = filter.toLowerCase();
	const found = entries.filter(({transfer}) => transfer.name.toLowerCase().includes(wanted));
	const shown = inShownOrder(found);
	answers.set(entries, {filter, shown});
	return shown;
};
