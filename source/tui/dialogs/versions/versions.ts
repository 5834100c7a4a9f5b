import type {ArchiveRow} from '../../../model/archive.ts';
import type {ErrorValue} from '../../../model/errors/iceaxe-error.ts';
import {bytesColumn, bytesColumnWidth, countedText, minutesText, momentText} from '../../../model/format.ts';
import {displayText} from '../../../model/names/display-text.ts';
import {milliseconds} from '../../../model/timestamp.ts';
import {left, right} from '../../components/row.ts';
import {noteOf} from '../../panes/inventory/presentation.ts';
import {settled} from '../../screen/list.ts';
import {fitMiddle} from '../../text/fit.ts';
import {type Line, span} from '../../text/line.ts';
import {problemLines} from '../form-lines.ts';
import type {DialogModule, DialogView} from '../module.ts';

/** All archives of one name, newest first. */
export type VersionsDialog = {
	kind: 'versions';
	vaultName: string;
	name: string;
	/** Null until the engine has answered. */
	rows: readonly ArchiveRow[] | null;
	at: number;
	problem: ErrorValue | null;
};

export const versionsDialog = (vaultName: string, name: string): VersionsDialog => ({
	...{kind: 'versions', vaultName, name, rows: null, at: 0, problem: null},
});

const uploadedWidth = 16;
const ageWidth = 6;
const noteWidth = 4;

const rowLine = (row: ArchiveRow, here: boolean, {width, now, look: {glyphs}}: DialogView): Line => {
	const taken = 3 + uploadedWidth + 2 + ageWidth + 2 + bytesColumnWidth + 2 + noteWidth + 2;
	const id = fitMiddle(displayText(row.archiveId), Math.max(1, width - taken), glyphs.gap);
	return [
		span(here ? glyphs.bar : ' ', here ? 'bar' : 'plain'),
		row.marked ? span(`${glyphs.mark} `, 'accent') : span('  '),
		left(momentText(row.created), uploadedWidth, here ? 'selected' : 'plain'),
		span('  '),
		right(minutesText(now - milliseconds(row.created)), ageWidth, 'dim'),
		span('  '),
		right(bytesColumn(row.size), bytesColumnWidth),
		span('  '),
		noteOf(row, noteWidth),
		span('  '),
		span(id, 'dim'),
	];
};

export const versionsModule: DialogModule<VersionsDialog & {id: number}> = {
	context: 'versions',
	width: 92,
	title: ({name}, {width, look: {glyphs}}) => [
		span(fitMiddle(displayText(name), Math.max(10, width - 10), glyphs.gap), 'focus-title'),
	],
	lines: ({rows, at, problem}, view) => {
		if (rows === null) return [...problemLines(problem, view.width, view.look.glyphs)];
		const {scroll} = settled(
			{cursor: at, scroll: Math.max(0, at - Math.floor(view.height / 2))},
			rows.length,
			view.height,
		);
		return rows.slice(scroll, scroll + view.height).map((row, index) => rowLine(row, scroll + index === at, view));
	},
	foot: ({rows}) => (rows === null ? [] : [span(countedText(rows.length, 'version'), 'dim')]),
	choices: ({rows}) => rows?.length ?? 0,
	keys: () => [
		['enter', 'details'],
		['space', 'mark'],
		['r', 'restore'],
		['esc', 'back'],
	],
	needs: ({vaultName, name}) => [
		{key: `versions ${vaultName} ${name}`, name: 'inventory.versions', takes: {vaultName, name}},
	],
	answered: (dialog, _, answer) => ({...dialog, rows: answer as readonly ArchiveRow[]}),
	refused: (dialog, _, problem) => ({...dialog, problem}),
	submit: ({vaultName, rows, at}, screen) => {
		const archive = rows?.[at];
		if (!archive) return;
		screen.change({type: 'dialog-open', dialog: {kind: 'details', subject: {of: 'archive', vaultName, archive}}});
	},
};
