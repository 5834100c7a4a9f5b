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

/** The chunks of a transfer for its map. While it is a stream that has not ended, more are to come: it never looks like a whole one. */
export const mappedChunks = ({transfer, chunks}: Pick<TransferEntry, 'transfer' | 'chunks'>): Uint8Array => {
	if (transfer.size !== null) return chunks;
	const mapped = new Uint8Array(chunks.length + 1).fill(waiting);
	mapped.set(chunks);
	return mapped;
};

/** On the map what is verified stands out and nothing else that goes well: a few large parts under way fill most of it. */
const mapTone = (state: ChunkState): Tone => (state === 'm' ? 'dim' : chunkLooks[state].tone);

/** The face of a transfer: its chunks in `width` cells. */
export const chunkMap = (chunks: Uint8Array, width: number, glyphs: Glyphs): Line => {
	const spans: Span[] = [];
	let run = '';
	let last: ChunkState | undefined;
	const flush = () => {
		if (last) spans.push(span(glyphs.chunk[chunkLooks[last].glyph].repeat(run.length), mapTone(last)));
	};
	for (const state of mapStates(chunks, width)) {
		if (state !== last) {
			flush();
			run = '';
		}
		last = state;
		run += state;
	}
	flush();
	return spans;
};
