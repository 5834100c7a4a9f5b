import {atTop, type Share} from '../../../model/breakdown.ts';
import {bytesColumn, bytesColumnWidth, dollarsColumn, shortCountText} from '../../../model/format.ts';
import {displayText} from '../../../model/names/display-text.ts';
import {left, right} from '../../components/row.ts';
import {sizeBar} from '../../components/size-bar.ts';
import type {Glyphs} from '../../glyphs.ts';
import {fitMiddle} from '../../text/fit.ts';
import {type Line, span, type Tone} from '../../text/line.ts';

/** What a share weighs among its neighbours: its price, or its bytes where the region's prices are not known. */
export const weightOf = ({monthly, bytes}: Share): number => monthly ?? bytes;

/** Several shares as one. */
export const sumOf = (shares: readonly Share[], label: string): Share => ({
	label,
	archives: shares.reduce((sum, {archives}) => sum + archives, 0),
	bytes: shares.reduce((sum, {bytes}) => sum + bytes, 0),
	monthly: shares.some(({monthly}) => monthly === null)
		? null
		: shares.reduce((sum, {monthly}) => sum + (monthly ?? 0), 0),
});

/** What is smaller than this part of the whole says nothing in a row of its own. */
const small = 0.002;

/** At most `most` shares: what is small, and what there is no room for, is summed up in the last. */
export const withOthers = (shares: readonly Share[], most: number): readonly Share[] => {
	const whole = shares.reduce((sum, share) => sum + weightOf(share), 0);
	const large = shares.filter((share) => weightOf(share) >= whole * small).length;
	if (shares.length <= most && shares.length - large < 2) return shares;
	const named = Math.max(0, Math.min(large, most - 1));
	return [...shares.slice(0, named), sumOf(shares.slice(named), 'others')];
};

/** Widths of the columns; 0 for one that there is no room for. */
export type ShareColumns = {
	label: number;
	bar: number;
	percent: number;
	bytes: number;
	archives: number;
	monthly: number;
};

const widths = {percent: 5, bytes: bytesColumnWidth, archives: 9, monthly: 9};
/** Names get more cells than that only when the bar has its own. */
const labelWidth = 28;

/** The columns in `width` cells. What one can do without goes first; the price stays. */
export const shareColumns = (width: number): ShareColumns => {
	const choices: readonly Omit<ShareColumns, 'label'>[] = [
		{...widths, bar: 12},
		{...widths, bar: 12, archives: 0},
		{...widths, bar: 0, archives: 0},
		{...widths, bar: 0, archives: 0, percent: 0},
	];
	for (const columns of choices) {
		const taken = Object.values(columns).reduce((sum, one) => sum + (one > 0 ? one + 2 : 0), 0);
		const rest = width - taken;
		if (rest < 14 && columns !== choices.at(-1)) continue;
		const label = columns.bar > 0 ? Math.min(rest, labelWidth) : rest;
		return {...columns, label: Math.max(1, label), bar: columns.bar > 0 ? columns.bar + rest - label : 0};
	}
	throw new Error('There is always a last choice.');
};

const cell = (text: string, width: number, tone: Tone = 'plain'): Line =>
	width === 0 ? [] : [span('  '), right(text, width, tone)];

/** The words above the columns, after what the rows are divided by. */
export const shareHeader = (title: string, columns: ShareColumns): Line => [
	left(title, columns.label, 'strong'),
	...cell('', columns.bar),
	...cell('', columns.percent),
	...cell('Size', columns.bytes, 'dim'),
	...cell('Archives', columns.archives, 'dim'),
	...cell('A month', columns.monthly, 'dim'),
];

const labelOf = (label: string): string => (label === atTop ? 'in no folder' : displayText(label));

/** `62 %`; what is something and not yet one in a hundred is not nothing. */
const percentOf = (part: number, whole: number): string =>
	part > 0 && part * 100 < whole ? '<1 %' : `${whole > 0 ? Math.round((part / whole) * 100) : 0} %`;

/** One share among others: the bar is its part of the largest, the percentage its part of the whole. */
export const shareLine = (
	share: Share,
	{whole, largest}: {whole: number; largest: number},
	columns: ShareColumns,
	glyphs: Glyphs,
): Line => [
	left(fitMiddle(labelOf(share.label), columns.label, glyphs.gap), columns.label),
	...(columns.bar > 0 ? [span('  '), sizeBar(weightOf(share), largest, columns.bar, glyphs)] : []),
	...cell(percentOf(weightOf(share), whole), columns.percent, 'dim'),
	...cell(bytesColumn(share.bytes), columns.bytes),
	...cell(shortCountText(share.archives), columns.archives, 'dim'),
	...cell(dollarsColumn(share.monthly), columns.monthly),
];

/** The sum of all. */
export const sumLine = (sum: Share, columns: ShareColumns): Line => [
	left(sum.label, columns.label, 'strong'),
	...cell('', columns.bar),
	...cell('', columns.percent),
	...cell(bytesColumn(sum.bytes), columns.bytes, 'strong'),
	...cell(shortCountText(sum.archives), columns.archives, 'strong'),
	...cell(dollarsColumn(sum.monthly), columns.monthly, 'strong'),
];
