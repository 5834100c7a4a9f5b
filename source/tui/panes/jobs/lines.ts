import type {Job} from '../../../model/job.ts';
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
import {jobRow, shownJobs} from './model.ts';
import {jobColumns, jobLine} from './presentation.ts';

/** All that the pane depends on. */
export type JobsPicture = {
	rect: Rect;
	look: Look;
	now: number;
	/** Moves the signs of jobs under way. */
	beat: number;
	title: Line;
	jobs: readonly Job[];
	denied: boolean;
	/** Why none is known: nobody has been asked yet, the service is being asked, or it gave no answer; null when it has. */
	waits: 'starting' | 'asking' | 'unknown' | null;
	focused: boolean;
	list: ListState;
	filter: string;
	filtering: TextField | null;
};

const empty = ({denied, waits, filter}: JobsPicture): string[] => {
	if (filter !== '') return [`No job is about “${filter}”. esc shows all.`];
	if (denied) return ['This key may not list jobs (glacier:ListJobs).', 'Those that are started here are shown.'];
	if (waits === 'starting') return ['What the service works on is shown here.'];
	if (waits === 'asking') return ['Asking for the jobs …'];
	if (waits === 'unknown') return ['No jobs are known here.'];
	return ['No jobs. r restores archives, i asks for an inventory.'];
};

/** The pane as lines of the screen. */
export const jobsLines = (picture: JobsPicture): Line[] => {
	const {rect, look, now, beat, title, focused, filter, denied} = picture;
	const {glyphs} = look;
	const shown = shownJobs(picture.jobs, filter);
	const width = innerWidth(rect);
	const height = Math.max(1, innerHeight(rect));
	const place = settled(picture.list, shown.length, height);
	const columns = jobColumns(width);
	const rows = shown
		.slice(place.scroll, place.scroll + height)
		.map((job, index) =>
			rowLine(
				jobLine(jobRow(job, now), columns, beat, glyphs),
				{current: place.scroll + index === place.cursor, focused},
				width,
				glyphs,
			),
		);
	return framed(
		{
			...rect,
			focused,
			title,
			foot: filterFoot(picture.filtering, filter) ?? (denied ? [span('ListJobs denied', 'dim')] : []),
			footAside: positionText(place.cursor, shown.length),
			scroll: {first: place.scroll, shown: height, total: shown.length},
		},
		shown.length === 0 ? sentences(empty(picture), width) : rows,
		glyphs,
	);
};
