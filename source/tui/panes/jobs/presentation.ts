import {left, right} from '../../components/row.ts';
import type {Glyphs} from '../../glyphs.ts';
import {fitEnd, fitMiddle} from '../../text/fit.ts';
import {type Line, type Span, span, type Tone} from '../../text/line.ts';
import {cells} from '../../text/width.ts';
import type {JobRow, JobStage} from './model.ts';

/** Widths of the columns; 0 for one that there is no room for. */
export type JobColumns = {what: number; tier: number; state: number};

const kindWidth = 9;
/** What a name keeps where something else needs its room. */
const leastName = 12;

export const jobColumns = (width: number): JobColumns => {
	// The bar, the sign and the kind, each with a space after it; two cells before each column; one at the end.
	const whatWith = (tier: number, state: number) =>
		width - 1 - 2 - (kindWidth + 2) - (tier > 0 ? tier + 2 : 0) - (state + 2) - 1;
	if (whatWith(9, 20) >= 26) return {what: whatWith(9, 20), tier: 9, state: 20};
	return {what: Math.max(1, whatWith(0, 20)), tier: 0, state: 20};
};

const tones: Record<JobStage, Tone> = {
	running: 'plain',
	ready: 'plain',
	expiring: 'attention',
	expired: 'dim',
	failed: 'failed',
};

const sign = (stage: JobStage, beat: number, glyphs: Glyphs): Span => {
	if (stage === 'running') return span(glyphs.spinner[beat % glyphs.spinner.length]!);
	if (stage === 'failed') return span(glyphs.failed, 'failed');
	return span(stage === 'expired' ? glyphs.nothing : glyphs.done, tones[stage]);
};

/** One job, without the cell of the cursor's bar. `beat` moves the sign of what is under way on. */
export const jobLine = (row: JobRow, columns: JobColumns, beat: number, glyphs: Glyphs): Line => {
	const quiet = row.stage === 'expired';
	// Why it failed is worth more than the whole of a name.
	const more = row.stage === 'failed' ? Math.min(cells(row.state) - columns.state, columns.what - leastName) : 0;
	const state = columns.state + Math.max(0, more);
	const what = columns.what - Math.max(0, more);
	return [
		sign(row.stage, beat, glyphs),
		span(' '),
		left(row.kind, kindWidth, 'dim'),
		span('  '),
		left(fitMiddle(row.what, what, glyphs.gap), what, quiet ? 'dim' : 'plain'),
		...(columns.tier > 0 ? [span('  '), left(row.tier, columns.tier, 'dim')] : []),
		span('  '),
		right(fitEnd(row.state, state, glyphs.gap), state, tones[row.stage]),
	];
};
