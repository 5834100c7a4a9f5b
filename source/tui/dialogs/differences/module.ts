import type {Archive} from '../../../model/archive.ts';
import type {DifferenceKind, DifferenceWindow} from '../../../model/differences.ts';
import {bytesColumn, bytesColumnWidth, bytesText, countedText, countText, momentText} from '../../../model/format.ts';
import {displayText} from '../../../model/names/display-text.ts';
import {inventoryOf} from '../../../store/selectors.ts';
import {left, right, rowLine} from '../../components/row.ts';
import type {Glyphs} from '../../glyphs.ts';
import {pendingLine} from '../../panes/inventory/presentation.ts';
import {type ListState, settled} from '../../screen/list.ts';
import type {Screen} from '../../screen/screen.ts';
import {fitMiddle} from '../../text/fit.ts';
import {type Line, lineWidth, span} from '../../text/line.ts';
import {paragraph, problemLines} from '../form-lines.ts';
import type {DialogModule, DialogView, Need} from '../module.ts';
import {roomOf} from '../room.ts';
import {type DifferencesDialog, differenceCount, otherKind} from './differences.ts';

const wanted = 110;
/** Rows asked for beyond those in sight, and the steps in which the window moves: scrolling asks once for many rows. */
const ahead = 60;
const uploadedWidth = 16;

type Size = {width: number; height: number};

/** Lines above the rows: the dates, the sums, the titles of the columns, and a gap where lines are not rare. */
const headHeight = ({height}: Size): number => (height < 12 ? 3 : 4);

const placeIn = (dialog: DifferencesDialog, size: Size): {list: ListState; count: number; height: number} => {
	const count = differenceCount(dialog);
	const height = Math.max(1, size.height - headHeight(size));
	return {list: settled(dialog.list, count, height), count, height};
};

const differenceList = (dialog: DifferencesDialog, screen: Screen) =>
	placeIn(dialog, roomOf(screen.state.getState(), wanted));

/** A row by its place; undefined while it is not here. */
const rowAt = ({window, shown}: DifferencesDialog, index: number): Archive | undefined =>
	window === null || window === 'one' || window.query.kind !== shown
		? undefined
		: window.rows[index - window.query.offset];

/** The archive under the cursor. */
export const differenceHere = (dialog: DifferencesDialog, screen: Screen): Archive | undefined =>
	rowAt(dialog, differenceList(dialog, screen).list.cursor);

const needs = (dialog: DifferencesDialog, screen: Screen): readonly Need[] => {
	if (dialog.window === 'one') return [];
	const {vaultName, shown: kind} = dialog;
	const {list, height} = differenceList(dialog, screen);
	const offset = Math.floor(Math.max(0, list.scroll - ahead) / ahead) * ahead;
	const limit = Math.ceil(height / ahead) * ahead + 3 * ahead;
	return [
		{
			key: `differences ${kind} ${offset} ${limit}`,
			name: 'inventory.differences',
			takes: {vaultName, kind, offset, limit},
		},
	];
};

const wordOf: Record<DifferenceKind, string> = {added: 'appeared', gone: 'vanished'};

/** When the two inventories were made. */
const datesLine = ({before, now}: DifferenceWindow, width: number, glyphs: Glyphs): Line => {
	const [from, to] = [momentText(before), momentText(now)];
	const whole = `between the inventories of ${from} and ${to}`;
	return [span(` ${whole.length < width ? whole : `${from} ${glyphs.into} ${to}`}`, 'dim')];
};

/** What there is of both kinds, the one that is shown in colour; without bytes where there is little room. */
const sumsLine = ({shown}: DifferencesDialog, window: DifferenceWindow, width: number): Line => {
	const line = (detail: 'bytes' | 'count'): Line =>
		(['added', 'gone'] as const).flatMap((kind, index) => {
			const {archives, bytes} = window[kind];
			const counted = detail === 'count' ? countText(archives) : countedText(archives, 'archive');
			const sums = detail === 'bytes' && archives > 0 ? `${counted}, ${bytesText(bytes, {trim: true})}` : counted;
			return [span(index === 0 ? ' ' : '     '), span(`${sums} ${wordOf[kind]}`, kind === shown ? 'accent' : 'dim')];
		});
	const whole = line('bytes');
	return lineWidth(whole) <= width ? whole : line('count');
};

/** Width of the name; the moment goes where there is no room for it. */
const columnsOf = (width: number): {name: number; uploaded: number} => {
	const both = width - 1 - 2 - bytesColumnWidth - 2 - uploadedWidth - 1;
	return both >= 20
		? {name: both, uploaded: uploadedWidth}
		: {name: Math.max(1, width - 1 - 2 - bytesColumnWidth - 1), uploaded: 0};
};

const headerLine = (width: number): Line => {
	const {name, uploaded} = columnsOf(width);
	return [
		span(' '),
		left('Name', name, 'dim'),
		span('  '),
		right('Size', bytesColumnWidth, 'dim'),
		...(uploaded > 0 ? [span('  '), right('Uploaded', uploaded, 'dim')] : []),
	];
};

const archiveLine = (archive: Archive, width: number, glyphs: Glyphs): Line => {
	const {name, uploaded} = columnsOf(width);
	return [
		left(fitMiddle(displayText(archive.name), name, glyphs.gap), name),
		span('  '),
		span(bytesColumn(archive.size)),
		...(uploaded > 0 ? [span('  '), span(momentText(archive.created), 'dim')] : []),
	];
};

const missingWords = ({vaultName}: DifferencesDialog, {engine}: DialogView): string => {
	const {inventory, progress = null} = inventoryOf(engine, vaultName) ?? {};
	const comes = progress !== null;
	return inventory?.inventoryDate
		? `There is only one inventory so far. When the next one is here, this shows what appeared and what vanished between them. ${comes ? 'It is under way.' : 'i asks for it.'}`
		: `There is no inventory yet. Two are compared here: ${comes ? 'the first is under way.' : 'i asks for the first.'}`;
};

const linesOf = (dialog: DifferencesDialog, view: DialogView): Line[] => {
	const {window, shown, problem} = dialog;
	const {width, look} = view;
	if (window === null) return problem ? [] : [[span('Comparing …', 'dim')]];
	if (window === 'one') return paragraph(missingWords(dialog, view), width, 'dim');
	const {list, count, height} = placeIn(dialog, view);
	const head: Line[] = [
		datesLine(window, width, look.glyphs),
		sumsLine(dialog, window, width),
		...(headHeight(view) > 3 ? [[]] : []),
	];
	const rows = Array.from({length: Math.min(height, count - list.scroll)}, (_, row) => {
		const archive = rowAt(dialog, list.scroll + row);
		const content = archive ? archiveLine(archive, width, look.glyphs) : pendingLine(look.glyphs);
		return rowLine(content, {current: list.scroll + row === list.cursor, focused: true}, width, look.glyphs);
	});
	const empty: Line = [span(` Nothing ${wordOf[shown]}.`, 'dim')];
	// As high as the longer of both lists needs, so that nothing jumps.
	const lowest = Math.min(height, Math.max(window.added.archives, window.gone.archives, 1));
	const body = rows.length > 0 ? rows : [empty];
	const filling = Array.from({length: Math.max(0, lowest - body.length)}, (): Line => [span(' ')]);
	return [...head, rows.length > 0 ? headerLine(width) : [span(' ')], ...body, ...filling];
};

export const differencesModule: DialogModule<DifferencesDialog & {id: number}> = {
	context: 'list',
	width: wanted,
	title: ({vaultName}, {width, look: {glyphs}}) => [
		span('What changed in ', 'focus-title'),
		span(fitMiddle(displayText(vaultName), Math.max(10, width - 18), glyphs.gap), 'focus-title'),
	],
	lines: (dialog, view) => [...linesOf(dialog, view), ...problemLines(dialog.problem, view.width, view.look.glyphs)],
	foot: (dialog, {screen}) => {
		const {list, count} = differenceList(dialog, screen);
		return count === 0 ? [] : [span(`${countText(list.cursor + 1)}/${countText(count)}`, 'dim')];
	},
	scroll: (dialog, {screen}) => {
		const {list, count, height} = differenceList(dialog, screen);
		return {first: list.scroll, shown: height, total: count};
	},
	keys: (dialog) =>
		dialog.window === null || dialog.window === 'one'
			? [['esc', 'back']]
			: [
					['tab', wordOf[otherKind(dialog).shown]],
					['enter', 'details'],
					['y', 'copy id'],
					['esc', 'back'],
				],
	list: differenceList,
	turned: (dialog) => ({...dialog, ...otherKind(dialog)}),
	needs,
	answered: (dialog, _, answer) => ({...dialog, window: (answer as DifferenceWindow | null) ?? 'one', problem: null}),
	refused: (dialog, _, problem) => ({...dialog, problem}),
	submit: (dialog, screen) => {
		const archive = differenceHere(dialog, screen);
		const {vaultName} = dialog;
		if (archive)
			screen.change({type: 'dialog-open', dialog: {kind: 'details', subject: {of: 'archive', vaultName, archive}}});
	},
};
