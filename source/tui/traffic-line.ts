import {bytesText, countedText, countText, durationText, percentText, rateText} from '../model/format.ts';
import {openTransfers, traffic} from '../store/selectors.ts';
import type {State} from '../store/state.ts';
import {chunkMap} from './components/chunk-map.ts';
import type {Glyphs} from './glyphs.ts';
import {fitLine, type Line, lineWidth, span} from './text/line.ts';

/** The sum of the transfers that are not over. */
export type TrafficPicture = {
	open: number;
	moving: number;
	/** How many would move, and are kept from it. */
	heldUp: number;
	/** Bytes a second. */
	rate: number;
	secondsLeft: number | null;
	done: number;
	/** Null while one of them is a stream that has not ended. */
	size: number | null;
};

export const trafficOf = (state: State): TrafficPicture => {
	const open = openTransfers(state);
	return {
		open: open.length,
		...traffic(state),
		done: open.reduce((sum, {progress}) => sum + progress.verifiedBytes, 0),
		size: open.reduce<number | null>(
			(sum, {transfer}) => (sum === null || transfer.size === null ? null : sum + transfer.size),
			0,
		),
	};
};

/** All transfers in one line, where they have no pane. */
export const trafficLine = (picture: TrafficPicture, width: number, glyphs: Glyphs): Line => {
	const {open, moving, heldUp, rate, secondsLeft, done, size} = picture;
	const left = moving > 0 && secondsLeft !== null ? `  ${durationText(secondsLeft * 1000)}` : '';
	const facts =
		size === null ? bytesText(done, {trim: true}) : `${percentText(done, size)} of ${bytesText(size, {trim: true})}`;
	const rest = heldUp > 0 ? `${countText(heldUp)} held up` : countedText(open, 'transfer');
	const words: Line = [
		span(` 4 `, 'dim'),
		span(moving > 0 ? `${moving} moving ${rateText(rate, {trim: true})}` : rest, 'strong'),
		span(`  ${facts}${left}  `, 'dim'),
	];
	const room = width - lineWidth(words) - 1;
	if (room < 8 || size === null) return fitLine(words, width);
	const states = new Uint8Array(room).map((_, cell) => ((cell + 1) / room <= done / size ? 118 : 119));
	return fitLine([...words, ...chunkMap({states, moved: new Map()}, room, glyphs)], width);
};
