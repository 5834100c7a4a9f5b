import {reasonOf} from '../../../model/errors/reason.ts';
import {bytesColumn, countText, percentText} from '../../../model/format.ts';
import {displayText} from '../../../model/names/display-text.ts';
import {type Chunk, type ChunkState, chunkStateNames} from '../../../model/transfer.ts';
import type {TransferEntry} from '../../../store/state.ts';
import {chunkLooks} from '../../components/chunk-map.ts';
import {left, right, rowLine} from '../../components/row.ts';
import type {Glyphs} from '../../glyphs.ts';
import {fitEnd, fitMiddle} from '../../text/fit.ts';
import {fitLine, type Line, span, type Tone} from '../../text/line.ts';
import type {TransferDialog} from './transfer.ts';

/** A row of the list: its place and state are always known, the rest as soon as the engine has said it. */
type ChunkRow = {index: number; state: ChunkState; bytes: number; known: Chunk | undefined};

const numberWidth = 6;
const stateWidth = 9;
const sizeWidth = 10;
const triesWidth = 5;
/** All before the hash: the cursor's bar, and the cells with the gaps between them. */
const fixedWidth = 1 + numberWidth + 2 + 2 + stateWidth + 1 + sizeWidth + triesWidth + 2;
const wholeHash = 64;
const shortHash = 17;
/** An error says something from here on. */
const errorWidth = 24;

/** Cells for the hash, and for the error behind it; no hash where the two share one place. */
const endWidths = (width: number): {hash: number; error: number} => {
	const rest = Math.max(0, width - fixedWidth);
	const hash = [wholeHash, shortHash].find((one) => one + 2 + errorWidth <= rest) ?? 0;
	return {hash, error: hash === 0 ? rest : rest - hash - 2};
};

/** How many rows the list has. */
export const chunkRowCount = ({troubled, window}: TransferDialog, entry: TransferEntry): number =>
	troubled ? (window?.troubled ? window.total : 0) : entry.chunks.length;

const stateOf = ({chunks}: TransferEntry, index: number): ChunkState =>
	String.fromCharCode(chunks[index] ?? 0x77) as ChunkState;

/** The rows in sight. Their states are those of this moment; the window's may be half a second old. */
export const chunkRows = (dialog: TransferDialog, entry: TransferEntry, from: number, count: number): ChunkRow[] => {
	const {troubled, window} = dialog;
	const {size, chunkSize} = entry.transfer;
	const rows: ChunkRow[] = [];
	const to = Math.min(from + count, chunkRowCount(dialog, entry));
	for (let place = from; place < to; place++) {
		const known = window?.troubled === troubled ? window.chunks[place - window.offset] : undefined;
		const index = troubled ? known?.index : place;
		if (index === undefined) continue;
		// The last part of a stream is as long as it comes, and until then each is taken to be whole.
		const bytes = size === null ? (known?.bytes ?? chunkSize) : Math.min(chunkSize, size - index * chunkSize);
		rows.push({index, state: stateOf(entry, index), bytes, known: known?.index === index ? known : undefined});
	}
	return rows;
};

const errorTone: Partial<Record<ChunkState, Tone>> = {f: 'failed', r: 'strong'};

/** The hash and the last error; where there is room for one of them, the one that matters. */
const endOf = ({state, bytes, known}: ChunkRow, width: number, {gap}: Glyphs): Line => {
	const widths = endWidths(width);
	const arrived = state === 'm' && known ? percentText(known.movedBytes, bytes) : '';
	const hash = state === 'v' ? (known?.treeHash ?? '') : arrived;
	const error = known?.error ? displayText(reasonOf(known.error, '')) : '';
	const said = span(fitEnd(error, widths.error, gap), errorTone[state] ?? 'dim');
	if (widths.hash > 0) return [left(fitMiddle(hash, widths.hash, gap), widths.hash), span('  '), said];
	return state === 'v' || error === '' ? [span(fitMiddle(hash, Math.min(widths.error, shortHash), gap))] : [said];
};

/** The titles of the columns. */
export const chunkHeader = (upload: boolean, width: number): Line => {
	const {hash, error} = endWidths(width);
	const shared = 'hash or error';
	const words = [
		(upload ? 'part' : 'chunk').padStart(1 + numberWidth),
		'state'.padEnd(2 + stateWidth - 1),
		// Above the figures, whose units follow.
		`${'size'.padStart(sizeWidth - 4)}    ${'tries'.padStart(triesWidth)}`,
		...(hash === 0 ? [shared.length <= error ? shared : 'hash'] : ['tree hash'.padEnd(hash), 'last error']),
	];
	return fitLine([span(words.join('  '), 'dim')], width);
};

/** One row of exactly `width` cells. */
export const chunkLine = (row: ChunkRow, current: boolean, width: number, glyphs: Glyphs): Line => {
	const {index, state, bytes, known} = row;
	const {glyph, tone} = chunkLooks[state];
	const quiet: Tone = state === 'w' ? 'dim' : 'plain';
	const tries = known && known.tries > 0 ? countText(known.tries) : '';
	return rowLine(
		[
			right(countText(index + 1), numberWidth, quiet),
			span('  '),
			span(glyphs.chunk[glyph], tone),
			span(' '),
			left(chunkStateNames[state], stateWidth, state === 'f' ? tone : quiet),
			span(' '),
			span(bytesColumn(bytes), quiet),
			right(tries, triesWidth, known && known.tries > 1 ? 'strong' : 'dim'),
			span('  '),
			...endOf(row, width, glyphs),
		],
		{current, focused: true},
		width,
		glyphs,
	);
};
