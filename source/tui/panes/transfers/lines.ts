import {countText, rateText} from '../../../model/format.ts';
import type {Job} from '../../../model/job.ts';
import {isHeldUp, type TransferState} from '../../../model/transfer.ts';
import {isStalled, jobOf} from '../../../store/selectors.ts';
import type {Connection, TransferEntry} from '../../../store/state.ts';
import {sentences} from '../../components/empty.ts';
import {framed, innerHeight, innerWidth} from '../../components/frame.ts';
import {rowLine} from '../../components/row.ts';
import {sparkline} from '../../components/sparkline.ts';
import type {TextField} from '../../components/text-field/text-field.ts';
import type {Rect} from '../../layout.ts';
import {type ListState, settled} from '../../screen/list.ts';
import {fitLine, type Line, lineWidth, span, type Tone} from '../../text/line.ts';
import type {Look} from '../../theme.ts';
import {filterFoot} from '../filter-foot.ts';
import {positionText} from '../position.ts';
import {shownTransfers, transferRow, turnsOf} from './model.ts';
import {headLine, mapLine, transferLines} from './presentation.ts';

/** All that the pane depends on. */
export type TransfersPicture = {
	rect: Rect;
	look: Look;
	now: number;
	title: Line;
	entries: readonly TransferEntry[];
	jobs: readonly Job[];
	connection: Connection['state'];
	/** Nothing is known yet, because the engine is still starting. */
	starting: boolean;
	/** Past rates of all together, oldest first. */
	rates: readonly number[];
	/** Bytes a second that all of them may have together; null for no limit. */
	limit: number | null;
	/** How many chunks the service bears at once; null for as many as ever. */
	slowedTo: number | null;
	focused: boolean;
	list: ListState;
	filter: string;
	filtering: TextField | null;
};

/** How many transfers a pane shows at once. */
export const transfersShown = (rect: Rect): number => Math.max(1, Math.floor(innerHeight(rect) / transferLines));

const entryLines = (
	entry: TransferEntry,
	turns: ReturnType<typeof turnsOf>,
	current: boolean,
	picture: TransfersPicture,
	width: number,
): Line[] => {
	const {now, look, jobs, connection, focused} = picture;
	const {glyphs} = look;
	const before = turns.get(entry.transfer.transferId) ?? 0;
	const row = transferRow(entry, {job: jobOf({jobs}, entry.transfer), connection, before, now});
	// The map keeps its colours under the cursor, because they are what it says.
	const bar = current ? span(glyphs.bar, focused ? 'accent' : 'dim') : span(' ');
	return [
		rowLine(headLine(row, width, glyphs), {current, focused}, width, glyphs),
		[bar, ...fitLine(mapLine(row, width, glyphs), width - 1)],
	];
};

/** How many are in which state: what failed first, then what a person has stopped, then what goes on by itself. */
const countWords: readonly {states: readonly TransferState[]; word: string; tone: Tone}[] = [
	{states: ['failed'], word: 'failed', tone: 'failed'},
	{states: ['paused'], word: 'paused', tone: 'attention'},
	{states: ['waiting'], word: 'held up', tone: 'attention'},
	{states: ['moving'], word: 'moving', tone: 'plain'},
	{states: ['verifying'], word: 'verifying', tone: 'plain'},
	{states: ['queued', 'retrieving'], word: 'waiting', tone: 'dim'},
];

/** The state that a transfer is counted by. */
const countedState = ({transfer}: TransferEntry, connection: Connection['state']): TransferState => {
	if (transfer.state === 'moving' && isStalled(connection)) return 'queued';
	return isHeldUp(transfer) ? 'waiting' : transfer.state;
};

const countsLine = ({entries, connection}: TransfersPicture): Line => {
	const spans = countWords.flatMap(({states, word, tone}) => {
		const count = entries.filter((entry) => states.includes(countedState(entry, connection))).length;
		return count === 0 ? [] : [span(`${countText(count)} ${word}`, tone)];
	});
	return spans.flatMap((one, index) => (index === 0 ? [one] : [span(', ', 'dim'), one]));
};

const sparkWidth = 8;
/** Cells of the border between what stands in it. */
const borderCells = 8;

/** All of them in a few words, and how fast they are together where there is room for that and more than one moves. */
const asideLine = (picture: TransfersPicture): Line => {
	const {entries, rates, title, rect, look, connection} = picture;
	const counts = countsLine(picture);
	const several =
		entries.filter(({transfer}) => transfer.state === 'moving').length > 1 &&
		rates.length > 1 &&
		!isStalled(connection);
	const spark: Line = [span(' '), span(sparkline(rates, sparkWidth, look.glyphs), 'dim')];
	const fits = lineWidth([...title, ...counts, ...spark]) + borderCells <= rect.width;
	return several && fits ? [...counts, ...spark] : counts;
};

/** What all of them may have together; nothing where there is no limit. */
const limitLine = ({limit, slowedTo, entries}: TransfersPicture): Line => {
	const slowed = slowedTo !== null && entries.some(({transfer}) => transfer.state === 'moving');
	return [
		...(limit === null ? [] : [span(`at most ${rateText(limit, {trim: true})}`, 'dim')]),
		...(limit !== null && slowed ? [span(', ', 'dim')] : []),
		...(slowed ? [span(`slowed down by the service to ${slowedTo} at once`, 'attention')] : []),
	];
};

/** The pane as lines of the screen. */
export const transfersLines = (picture: TransfersPicture): Line[] => {
	const {rect, look, title, focused, filter} = picture;
	const shown = shownTransfers(picture.entries, filter);
	const width = innerWidth(rect);
	const height = transfersShown(rect);
	const place = settled(picture.list, shown.length, height);
	const turns = turnsOf(picture.entries);
	const rows = shown
		.slice(place.scroll, place.scroll + height)
		.flatMap((entry, index) => entryLines(entry, turns, place.scroll + index === place.cursor, picture, width));
	const words =
		filter === ''
			? picture.starting
				? ['Uploads and downloads are shown here.']
				: [
						picture.connection === 'no-credentials'
							? 'Nothing moves.'
							: 'Nothing moves. u uploads, r restores what is marked.',
					]
			: [`No transfer has “${filter}” in its name. esc shows all.`];
	return framed(
		{
			...rect,
			focused,
			title,
			aside: asideLine(picture),
			foot: filterFoot(picture.filtering, filter) ?? limitLine(picture),
			footAside: positionText(place.cursor, shown.length),
			scroll: {first: place.scroll, shown: height, total: shown.length},
		},
		shown.length === 0 ? sentences(words, width) : rows,
		look.glyphs,
	);
};
