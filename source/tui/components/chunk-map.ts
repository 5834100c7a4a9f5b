import type {ChunkState} from '../../model/transfer.ts';
import type {TransferEntry} from '../../store/state.ts';
import type {Glyphs} from '../glyphs.ts';
import {type Line, type Span, span, type Tone} from '../text/line.ts';

/** From what must be seen to what needs no look. */
const worstFirst: readonly ChunkState[] = ['f', 'r', 'm', 'w', 'v'];
const rank = new Uint8Array(128).fill(worstFirst.length - 1);
for (const [index, state] of worstFirst.entries()) rank[state.charCodeAt(0)] = index;

/** How each state is drawn, wherever a chunk is seen. */
export const chunkLooks: Record<ChunkState, {glyph: keyof Glyphs['chunk']; tone: Tone}> = {
	f: {glyph: 'failed', tone: 'failed'},
	r: {glyph: 'retrying', tone: 'strong'},
	m: {glyph: 'moving', tone: 'plain'},
	w: {glyph: 'waiting', tone: 'dim'},
	v: {glyph: 'verified', tone: 'verified'},
};

/**
 * The state of each of `width` cells over the chunks of a transfer, one byte each. Where chunks share a cell, the worst of them is shown; where
 * cells share a chunk, all of them show it.
 */
export const mapStates = (chunks: Uint8Array, width: number): ChunkState[] => {
	const {length} = chunks;
	return Array.from({length: length === 0 ? 0 : width}, (_, cell) => {
		const from = Math.floor((cell * length) / width);
		const to = Math.max(from + 1, Math.floor(((cell + 1) * length) / width));
		let worst = worstFirst.length - 1;
		for (let index = from; index < to && worst > 0; index++) worst = Math.min(worst, rank[chunks[index]!]!);
		return worstFirst[worst]!;
	});
};

const waiting = 'w'.charCodeAt(0);
const onTheirWay: ReadonlySet<number> = new Set([...'mr'].map((state) => state.charCodeAt(0)));

/** Whether a chunk moves, or waits for another try. */
export const isOnItsWay = (state: number): boolean => onTheirWay.has(state);

/** What the map of a transfer is drawn from. */
export type MappedChunks = {
	/** One byte each. */
	states: Uint8Array;
	/** Of those under way, how much of each has moved: from 0 to 1. */
	moved: ReadonlyMap<number, number>;
};

/** The chunks of a transfer for its map. While it is a stream that has not ended, more are to come: it never looks like a whole one. */
export const mappedChunks = ({transfer, chunks, progress}: MappedEntry): MappedChunks => {
	const {size, chunkSize, state} = transfer;
	const lengthOf = (index: number) => Math.min(chunkSize, (size ?? Number.POSITIVE_INFINITY) - index * chunkSize);
	const moved = new Map(
		(state === 'moving' ? progress.moved : []).map(([index, bytes]) => [index, bytes / lengthOf(index)]),
	);
	if (size !== null) return {states: chunks, moved};
	const states = new Uint8Array(chunks.length + 1).fill(waiting);
	states.set(chunks);
	return {states, moved};
};

type MappedEntry = Pick<TransferEntry, 'transfer' | 'chunks'> & {progress: Pick<TransferEntry['progress'], 'moved'>};

/**
 * On the map what is verified stands out, then what has moved of the chunks under way: a few large ones fill most of it, and how far they are
 * is seen where one is at least a cell.
 */
const toneOf = (state: ChunkState, cell: number, width: number, {states, moved}: MappedChunks): Tone => {
	if (state !== 'm') return chunkLooks[state].tone;
	if (states.length > width) return 'dim';
	const at = ((cell + 0.5) * states.length) / width;
	const index = Math.floor((cell * states.length) / width);
	return Math.min(1, at - index) <= (moved.get(index) ?? 0) ? chunkLooks.m.tone : 'dim';
};

/** The face of a transfer: its chunks in `width` cells. */
export const chunkMap = (chunks: MappedChunks, width: number, glyphs: Glyphs): Line => {
	const spans: Span[] = [];
	for (const [cell, state] of mapStates(chunks.states, width).entries()) {
		const tone = toneOf(state, cell, width, chunks);
		const glyph = glyphs.chunk[chunkLooks[state].glyph];
		const last = spans.at(-1);
		if (last?.tone === tone && last.text.startsWith(glyph)) spans[spans.length - 1] = span(last.text + glyph, tone);
		else spans.push(span(glyph, tone));
	}
	return spans;
};
