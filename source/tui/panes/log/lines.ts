import type {Notice, ServiceCall} from '../../../model/events.ts';
import {displayText} from '../../../model/names/display-text.ts';
import {sentences} from '../../components/empty.ts';
import {framed, innerHeight, innerWidth} from '../../components/frame.ts';
import {rowLine} from '../../components/row.ts';
import type {TextField} from '../../components/text-field/text-field.ts';
import type {Rect} from '../../layout.ts';
import {type ListState, settled} from '../../screen/list.ts';
import {type Line, span} from '../../text/line.ts';
import type {Look} from '../../theme.ts';
import {filterFoot} from '../filter-foot.ts';
import {positionText} from '../position.ts';
import {logRows} from './model.ts';
import {logLine} from './presentation.ts';

/** All that the pane depends on. */
export type LogPicture = {
	rect: Rect;
	look: Look;
	notices: readonly Notice[];
	calls: readonly ServiceCall[];
	/** Where all of it is written. */
	logFile: string | null;
	focused: boolean;
	list: ListState;
	filter: string;
	filtering: TextField | null;
};

const nothingText = (filter: string): string =>
	filter === '' ? 'Nothing has happened yet.' : `No line has “${displayText(filter)}”. esc shows all.`;

/** The pane as lines of the screen. */
export const logLines = (picture: LogPicture): Line[] => {
	const {rect, look, notices, calls, logFile, focused, filter} = picture;
	const {glyphs} = look;
	const rows = logRows(notices, calls, filter);
	const width = innerWidth(rect);
	const height = Math.max(1, innerHeight(rect));
	const place = settled(picture.list, rows.length, height);
	const lines = rows
		.slice(place.scroll, place.scroll + height)
		.map((row, index) =>
			rowLine(logLine(row, width, glyphs), {current: place.scroll + index === place.cursor, focused}, width, glyphs),
		);
	return framed(
		{
			...rect,
			focused,
			title: [span('@ ', focused ? 'accent' : 'dim'), span('Log', focused ? 'focus-title' : 'title')],
			aside: logFile === null ? [] : [span(logFile, 'dim')],
			foot: filterFoot(picture.filtering, filter) ?? [span('newest first', 'dim')],
			footAside: positionText(place.cursor, rows.length),
			scroll: {first: place.scroll, shown: height, total: rows.length},
		},
		rows.length === 0 ? sentences([nothingText(filter)], width) : lines,
		glyphs,
	);
};
