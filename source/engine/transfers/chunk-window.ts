import {chunkRange, rangeLength} from '../../model/byte-range.ts';
import {notFound} from '../../model/errors/errors.ts';
import type {Requests} from '../../model/requests.ts';
import {
	type Chunk,
	type ChunkState,
	type ChunkWindow,
	isUnderWay,
	type Transfer,
	type VerifiedChunk,
} from '../../model/transfer.ts';
import type {Context} from '../context.ts';
import {chunkCountOf, type TransferBook} from './book.ts';
import type {ChunkBoard} from './chunk-board.ts';

type Takes = Requests['transfers.chunks']['takes'];

/** Chunks by their place. */
type Chunks = {
	count: number;
	state(index: number): ChunkState;
	/** Whether it needed another try, or was given up. */
	isTroubled(index: number): boolean;
	at(index: number): Chunk;
};

/** Chunks of a transfer that did not run in this engine: what was written down when each was verified. */
const recordedChunks = (transfer: Transfer, recorded: readonly VerifiedChunk[]): Chunks => {
	const {chunkSize, state} = transfer;
	const count = chunkCountOf(transfer, recorded);
	// All parts of a stream that has not ended are whole.
	const size = transfer.size ?? count * chunkSize;
	const hashes = new Map(recorded.map(({index, treeHash}) => [index, treeHash]));
	const stateOf = (index: number) => (hashes.has(index) || state === 'done' ? 'v' : 'w');
	return {
		count,
		state: stateOf,
		isTroubled: () => false,
		at: (index) => {
			const range = chunkRange(index, chunkSize, size);
			return {
				index,
				offset: range.first,
				bytes: rangeLength(range),
				state: stateOf(index),
				movedBytes: 0,
				treeHash: hashes.get(index) ?? null,
				tries: 0,
				error: null,
			};
		},
	};
};

/** Chunks of a transfer that runs or ran in this engine. In one that stands still, no chunk is on its way. */
const boardChunks = (board: ChunkBoard, runs: boolean): Chunks => {
	const stateOf = (index: number) => {
		const state = board.state(index);
		return !runs && (state === 'm' || state === 'r') ? 'w' : state;
	};
	return {
		count: board.count,
		state: stateOf,
		isTroubled: (index) => board.isTroubled(index),
		at: (index) => {
			const chunk = board.chunk(index);
			return {...chunk, state: stateOf(index), movedBytes: runs ? chunk.movedBytes : 0};
		},
	};
};

const windowOver = (chunks: Chunks, {offset, limit, troubled = false}: Takes): ChunkWindow => {
	const counts: Record<ChunkState, number> = {w: 0, m: 0, r: 0, v: 0, f: 0};
	const places: number[] = [];
	for (let index = 0; index < chunks.count; index++) {
		counts[chunks.state(index)]++;
		if (!troubled || chunks.isTroubled(index)) places.push(index);
	}
	const within = places.slice(offset, offset + limit);
	return {chunks: within.map((index) => chunks.at(index)), offset, total: places.length, counts};
};

/**
 * Some of a transfer's chunks, with what is known of each.
 * @throws IceaxeError `not-found`
 */
export const chunkWindow = async ({catalog}: Context, book: TransferBook, takes: Takes): Promise<ChunkWindow> => {
	const {transferId} = takes;
	const entry = book.get(transferId);
	const board = entry?.board?.();
	if (entry && board) {
		const {state} = entry.transfer;
		return windowOver(boardChunks(board, isUnderWay(state)), takes);
	}
	const transfer = entry?.transfer ?? (await catalog.transfers.find(transferId));
	if (!transfer) throw notFound(`There is no transfer ${transferId}.`, '`transfers list` gives their ids.');
	return windowOver(recordedChunks(transfer, await catalog.transfers.verifiedChunks(transferId)), takes);
};
