import type {EngineEvent} from '../model/events.ts';
import {inQueueOrder, placeOf} from '../model/queue-order.ts';
import {type ChunkState, isOver, type Transfer, type TransferProgress} from '../model/transfer.ts';
import type {State, TransferEntry} from './state.ts';
import {afterChange, afterSample, mostRates, samplesPerRate} from './traffic.ts';

type TransferEvent = Extract<EngineEvent, {type: 'transfer' | 'transfer-progress' | 'transfer-gone'}>;

const letter = (state: ChunkState): number => state.charCodeAt(0);

const chunkMap = (transfer: Transfer, chunks: string | null, known: Uint8Array | undefined): Uint8Array => {
	if (chunks !== null) return Uint8Array.from(chunks, (state) => state.charCodeAt(0));
	return known ?? new Uint8Array(Math.ceil((transfer.size ?? 0) / transfer.chunkSize)).fill(letter('w'));
};

/** The map with what changed. Of a stream nobody knows how many chunks it will have: its map grows with them. */
const withChanges = (known: Uint8Array, changes: TransferProgress['chunks']): Uint8Array => {
	const length = changes.reduce((most, [index]) => Math.max(most, index + 1), known.length);
	let chunks = known;
	if (length > known.length) {
		chunks = new Uint8Array(length).fill(letter('w'));
		chunks.set(known);
	}
	for (const [index, chunk] of changes) chunks[index] = letter(chunk);
	return chunks;
};

/** How many chunks of a transfer are verified. */
export const verifiedChunks = ({chunks}: Pick<TransferEntry, 'chunks'>): number =>
	chunks.reduce((count, chunk) => count + (chunk === letter('v') ? 1 : 0), 0);

/** With one more at its place in the queue, which is mostly the last: thousands come at once, one by one. */
const putInOrder = (transfers: readonly TransferEntry[], entry: TransferEntry): readonly TransferEntry[] => {
	const before = transfers.findLastIndex(({transfer}) => inQueueOrder(transfer, entry.transfer) < 0);
	return transfers.toSpliced(before + 1, 0, entry);
};

const changed = (state: State, transfers: readonly TransferEntry[]): State => {
	const after = {...state, transfers};
	return {...after, traffic: afterChange(after)};
};

/** What is known of a transfer after it was told of. */
const entryAfter = (
	known: TransferEntry | undefined,
	event: Extract<TransferEvent, {type: 'transfer'}>,
): TransferEntry => {
	const {transfer} = event;
	const chunks = chunkMap(transfer, event.chunks, known?.chunks);
	const verified = chunks.reduce((bytes, chunk, index) => {
		const length = Math.min(
			transfer.chunkSize,
			(transfer.size ?? Number.POSITIVE_INFINITY) - index * transfer.chunkSize,
		);
		return chunk === letter('v') ? bytes + length : bytes;
	}, 0);
	const {retries = 0, mismatches = 0} = known?.progress ?? {};
	const {transferId} = transfer;
	const still = {transferId, verifiedBytes: verified, movingBytes: 0, moved: [], rate: 0, secondsLeft: null};
	return {
		transfer,
		chunks,
		drawn: (known?.drawn ?? 0) + 1,
		progress: known && transfer.state === 'moving' ? known.progress : {...still, retries, mismatches},
		rates: isOver(transfer.state) ? [] : (known?.rates ?? []),
		samples: known?.samples ?? 0,
	};
};

/** Uploads and downloads, with their chunk maps. */
export const foldTransfers = (state: State, event: TransferEvent): State => {
	const {transfers} = state;
	if (event.type === 'transfer-gone') {
		return changed(
			state,
			transfers.filter(({transfer}) => transfer.transferId !== event.transferId),
		);
	}
	const id = event.type === 'transfer' ? event.transfer.transferId : event.progress.transferId;
	const at = transfers.findIndex(({transfer}) => transfer.transferId === id);
	const known = transfers[at];
	if (event.type === 'transfer-progress') {
		if (!known) return state;
		const {chunks, ...progress} = event.progress;
		const entry: TransferEntry = {
			...known,
			chunks: withChanges(known.chunks, chunks),
			drawn: known.drawn + (chunks.length > 0 ? 1 : 0),
			progress,
			rates: known.samples % samplesPerRate === 0 ? [...known.rates, progress.rate].slice(-mostRates) : known.rates,
			samples: known.samples + 1,
		};
		return {...state, transfers: transfers.with(at, entry), traffic: afterSample(state, id)};
	}
	const entry = entryAfter(known, event);
	if (known && placeOf(known.transfer) === placeOf(entry.transfer)) return changed(state, transfers.with(at, entry));
	return changed(state, putInOrder(at < 0 ? transfers : transfers.toSpliced(at, 1), entry));
};

/** As {@link foldTransfers} one by one, in one go: each alone would look through all that are there. */
export const foldManyTransfers = (
	state: State,
	events: readonly Extract<TransferEvent, {type: 'transfer'}>[],
): State => {
	const entries = new Map(state.transfers.map((entry) => [entry.transfer.transferId, entry]));
	for (const event of events) {
		const {transferId} = event.transfer;
		entries.set(transferId, entryAfter(entries.get(transferId), event));
	}
	return changed(
		state,
		[...entries.values()].toSorted((a, b) => inQueueOrder(a.transfer, b.transfer)),
	);
};
