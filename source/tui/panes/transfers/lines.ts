import type {Job} from '../../../model/job.ts';
import {jobOf} from '../../../store/selectors.ts';
import type {TransferEntry} from '../../../store/state.ts';
import {sentences} from '../../components/empty.ts';
import {framed, innerHeight, innerWidth} from '../../components/frame.ts';
import {rowLine} from '../../components/row.ts';
import type {TextField} from '../../components/text-field/text-field.ts';
import type {Rect} from '../../layout.ts';
import {type ListState, settled} from '../../screen/list.ts';
import {fitLine, type Line, span} from '../../text/line.ts';
import type {Look} from '../../theme.ts';
import {filterFoot} from '../filter-foot.ts';
import {positionText} from '../position.ts';
import {shownTransfers, transferRow} from './model.ts';
import {headLine, mapLine, transferLines} from './presentation.ts';

/** All that the pane depends on. */
export type TransfersPicture = {
	rect: Rect;
	look: Look;
	now: number;
	title: Line;
	entries: readonly TransferEntry[];
	jobs: readonly Job[];
	focused: boolean;
	list: ListState;
	filter: string;
	filtering: TextField | null;
};

/** How many transfers a pane shows at once. */
export const transfersShown = (rect: Rect): number => Math.max(1, Math.floor(innerHeight(rect) / transferLines));

const entryLines = (entry: TransferEntry, current: boolean, picture: TransfersPicture, width: number): Line[] => {
	const {now, look, jobs, focused} = picture;
	const {glyphs} = look;
	const row = transferRow(entry, jobOf({jobs}, entry.transfer), now);
	// The map keeps its colours under the cursor, because they are what it says.
	const bar = current ? span(glyphs.bar, focused ? 'accent' : 'dim') : span(' ');
	return [
		rowLine(headLine(row, width, glyphs), {current, focused}, width, glyphs),
		[bar, ...fitLine(mapLine(row, width, glyphs), width - 1)],
	];
};

/** The pane as lines of the screen. */
export const transfersLines = (picture: TransfersPicture): Line[] => {
	const {rect, look, title, focused, filter} = picture;
	const shown = shownTransfers(picture.entries, filter);
	const width = innerWidth(rect);
	const height = transfersShown(rect);
	const place = settled(picture.list, shown.length, height);
	const rows = shown
		.slice(place.scroll, place.scroll + height)
		.flatMap((entry, index) => entryLines(entry, place.scroll + index === place.cursor, picture, width));
	const words =
		filter === ''
			? ['Nothing moves. u uploads, r restores what is marked.']
			: [`No transfer has “${filter}” in its name. esc shows all.`];
	return framed(
		{
			...rect,
			focused,
			title,
			foot: filterFoot(picture.filtering, filter) ?? [],
			footAside: positionText(place.cursor, shown.length),
			scroll: {first: place.scroll, shown: height, total: shown.length},
		},
		shown.length === 0 ? sentences(words, width) : rows,
		look.glyphs,
	);
};
