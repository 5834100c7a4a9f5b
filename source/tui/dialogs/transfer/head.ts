import {bytesText, durationText, percentText, rateText, timeText} from '../../../model/format.ts';
import {displayText} from '../../../model/names/display-text.ts';
import {jobOf} from '../../../store/selectors.ts';
import type {State, TransferEntry} from '../../../store/state.ts';
import {chunkMap, isOnItsWay, mappedChunks} from '../../components/chunk-map.ts';
import {right} from '../../components/row.ts';
import {sparkline} from '../../components/sparkline.ts';
import type {Glyphs} from '../../glyphs.ts';
import {type TransferRow, transferRow, turnsOf} from '../../panes/transfers/model.ts';
import {rowTone, transferSign} from '../../panes/transfers/presentation.ts';
import {fitMiddle} from '../../text/fit.ts';
import {fitLine, type Line, lineWidth, span, spread} from '../../text/line.ts';
import {paragraph} from '../form-lines.ts';

const sparkWidth = 16;

const shareWidth = 5;
const rateWidth = 10;
const leftWidth = 14;
const quietWidth = rateWidth + 2 + leftWidth + 2;

/** How much, how fast, how long: what there is room for, in places of their own, so that nothing moves but the figures. */
const figures = ({transfer, progress}: TransferEntry, quiet: string, room: number): Line => {
	const moving = transfer.state === 'moving' && quiet === '';
	const {verifiedBytes: done, rate, secondsLeft} = progress;
	const left = secondsLeft === null ? '' : `${durationText(secondsLeft * 1000)} left`;
	const share: Line =
		transfer.size === null
			? [span(bytesText(done, {trim: true}), 'strong'), span(' of a stream')]
			: [
					right(percentText(done, transfer.size), shareWidth, 'strong'),
					span(` of ${bytesText(transfer.size, {trim: true})}`),
				];
	const parts: Line[] = [
		share,
		...(moving ? [[right(rateText(rate), rateWidth + 2)], [right(left, leftWidth + 2)]] : []),
		...(quiet === '' ? [] : [[right(quiet, quietWidth, 'attention')]]),
	];
	const fitting = parts.filter((_, index) => lineWidth(parts.slice(0, index + 1).flat()) <= room);
	return fitting.flat();
};

/** What is known of a silence, and what comes of it; null where bytes come. */
const quietSentence = ({transfer, chunks}: TransferEntry, {quiet}: TransferRow): string | null => {
	const {quietSince, size, direction} = transfer;
	if (quiet === '' || !quietSince) return null;
	const since = `No byte of it has moved since ${timeText(quietSince)}`;
	if (size === null && !chunks.some(isOnItsWay)) return `${since}: nothing comes through the pipe.`;
	const again =
		direction === 'upload'
			? 'A part that stands still for minutes is sent'
			: 'What stands still for a minute is fetched';
	return `${since}. ${again} again on another connection; what is verified stays.`;
};

/** The lines above everything: what it is and how it goes, its map, and what it waits for or why it stands still. */
export const headLines = (state: State, entry: TransferEntry, now: number, width: number, glyphs: Glyphs): Line[] => {
	const row = transferRow(entry, {
		job: jobOf(state, entry.transfer),
		connection: state.connection.state,
		before: turnsOf(state.transfers).get(entry.transfer.transferId) ?? 0,
		now,
	});
	const end = figures(entry, row.quiet, Math.floor(width * 0.7));
	const name = fitMiddle(row.name, Math.max(1, width - 2 - lineWidth(end) - 2), glyphs.gap);
	const spark = width >= 60 && entry.rates.length > 0 ? sparkWidth : 0;
	const map = chunkMap(mappedChunks(entry), width - (spark > 0 ? spark + 2 : 0), glyphs);
	const {error, state: stands} = entry.transfer;
	const tone = rowTone(row);
	const words = [`${row.word}${row.kept}`, row.sentence, quietSentence(entry, row)].filter(Boolean);
	const said =
		error === null || stands === 'waiting' ? words.join(stands === 'waiting' ? ' ' : ': ') : displayText(error.message);
	const lacks = error?.permission ? `It lacks ${error.permission}.` : null;
	const advice = [lacks, error?.hint].filter(Boolean).join(' ');
	return [
		spread([transferSign(row, glyphs), span(` ${name}`, 'strong')], end, width),
		fitLine(spark > 0 ? [...map, span('  '), span(sparkline(entry.rates, spark, glyphs), 'dim')] : map, width),
		...(said === '' ? [] : paragraph(said, width, tone).slice(0, 2)),
		...(advice === '' ? [] : paragraph(displayText(advice), width).slice(0, 2)),
	];
};
