import type {TransferState} from '../../../model/transfer.ts';
import {chunkMap} from '../../components/chunk-map.ts';
import {left, right} from '../../components/row.ts';
import {sparkline} from '../../components/sparkline.ts';
import type {Glyphs} from '../../glyphs.ts';
import {fitEnd, fitMiddle} from '../../text/fit.ts';
import {fitLine, type Line, lineWidth, type Span, span, type Tone} from '../../text/line.ts';
import {cells} from '../../text/width.ts';
import type {TransferRow} from './model.ts';

/** Lines of each transfer: what it is and how it goes, and its map. */
export const transferLines = 2;

/** The tone of each state's word: green only for what is verified, yellow for what waits on a person, red for what failed. */
export const stateTones: Record<TransferState, Tone> = {
	retrieving: 'dim',
	queued: 'dim',
	moving: 'plain',
	waiting: 'attention',
	verifying: 'plain',
	done: 'verified',
	paused: 'attention',
	failed: 'failed',
	cancelled: 'dim',
};

/** Cells of the sign and of the gaps around the name, and one that stays free at the end. */
const fixed = 2 + 2 + 1;

/** `100 %`; bytes, where nobody knows the whole, take more. */
const shareWidth = 5;
const rateWidth = 9;
const leftWidth = 9;
const sparkWidth = 8;

/** What stands in place of how fast and how long: `no bytes for 12 min`. */
const quietWidth = rateWidth + 1 + leftWidth;

/** The tone of a row's word: a network that is away for a moment waits for nobody; credentials do, and whatever stays away or costs. */
export const rowTone = ({state, stall, asks, quiet}: TransferRow): Tone => {
	if (asks || quiet !== '') return 'attention';
	if (stall === null) return stateTones[state];
	return stall === 'network' && state !== 'waiting' ? 'dim' : 'attention';
};

/** The sign tells the direction while it goes, and the end when it is over. */
export const transferSign = (row: TransferRow, glyphs: Glyphs): Span => {
	const {state, direction, stall, asks} = row;
	const arrow = direction === 'upload' ? glyphs.upload : glyphs.download;
	const signs: Partial<Record<TransferState, string>> = {
		done: glyphs.done,
		failed: glyphs.failed,
		cancelled: glyphs.nothing,
		paused: glyphs.paused,
		retrieving: glyphs.waiting,
	};
	return span(asks || stall !== null ? glyphs.waiting : (signs[state] ?? arrow), rowTone(row));
};

/** What is left of a name in a narrow pane before anything else is left out. */
const leastName = 20;

/** What does not move says where it stands. */
const wordSpans = ({word, kept, name}: TransferRow, tone: Tone, room: number): Line => {
	const fits = cells(word + kept) + Math.min(cells(name), leastName) <= room;
	return [span(fits ? word + kept : word, tone)];
};

/** The first line: its name, and the one number that matters. Without the cell of the cursor's bar. */
export const headLine = (row: TransferRow, width: number, glyphs: Glyphs): Line => {
	const moving = row.state === 'moving' && row.stall === null;
	const facts: Line = moving
		? [
				right(row.share, Math.max(shareWidth, row.share.length), 'strong'),
				span(' '),
				...(row.quiet === ''
					? [right(row.rate, rateWidth), span(' '), right(row.left, leftWidth)]
					: [right(row.quiet, Math.max(quietWidth, row.quiet.length), 'attention')]),
			]
		: [...wordSpans(row, rowTone(row), width - 1 - fixed - rateWidth - 2), span('  '), right(row.share, rateWidth)];
	const nameWidth = Math.max(1, width - 1 - fixed - lineWidth(facts));
	const quiet = row.state === 'cancelled' || row.state === 'retrieving';
	return [
		transferSign(row, glyphs),
		span(' '),
		left(fitMiddle(row.name, nameWidth, glyphs.gap), nameWidth, quiet ? 'dim' : 'plain'),
		span('  '),
		...facts,
	];
};

/** Of sentences that want to be read; others are dim. */
const sentenceTones: Partial<Record<TransferState, Tone>> = {failed: 'failed', waiting: 'attention'};

/** The second line: the map with the rates of the last half minute beside it, or a sentence. Without the cell of the cursor's bar. */
export const mapLine = (row: TransferRow, width: number, glyphs: Glyphs): Line => {
	const inner = width - 1 - 2 - 1;
	if (row.sentence !== null) {
		const tone = row.asks ? 'dim' : (sentenceTones[row.state] ?? 'dim');
		return [span('  '), span(fitEnd(row.sentence, inner, glyphs.gap), tone)];
	}
	const roomy = row.state === 'moving' && row.stall === null && inner >= 30;
	// What was mended is worth a word where the map keeps most of the line.
	const trouble: Line = row.trouble !== '' && inner >= 50 ? [span(' '), span(row.trouble, 'strong')] : [];
	const bars: Line = roomy ? [span(' '), span(sparkline(row.rates, sparkWidth, glyphs), 'dim')] : [];
	const map = chunkMap(row.chunks, inner - lineWidth([...trouble, ...bars]), glyphs);
	return fitLine([span('  '), ...map, ...trouble, ...bars], width - 1);
};
