import {displayText} from '../../../model/names/display-text.ts';
import {fieldLine} from '../../components/text-field/field-line.ts';
import {settled} from '../../screen/list.ts';
import type {Screen} from '../../screen/screen.ts';
import {fitEnd, padEnd, wrap} from '../../text/fit.ts';
import {fitLine, type Line, type Span, span, toned} from '../../text/line.ts';
import type {DialogModule, DialogView} from '../module.ts';
import type {MenuDialog} from './menu.ts';
import {type MenuRow, menuRows} from './rows.ts';

/** Lines below the rows for what the one under the cursor does. */
const aboutLines = 2;
const keysWidth = 14;
const nameWidth = 24;
/** With less room beside keys and name, what a row does is said only below the rows, where it is said whole. */
const leastAbout = 24;

/** Rows in sight, given the lines that there are for the content: the field and what stands below the rows are no rows. */
export const menuHeight = (lines: number): number => Math.max(1, Math.min(22, lines - 3 - aboutLines));

const rowLine = (row: MenuRow, here: boolean, as: MenuDialog['as'], {width, look}: DialogView): Line => {
	const {glyphs} = look;
	if (row.kind === 'heading') return [span(`  ${row.text}`, 'dim')];
	const {action, keys, reason} = row;
	const quiet = reason !== undefined;
	const room = width - 2 - keysWidth - nameWidth - 4;
	const isNarrow = room < leastAbout;
	const names = isNarrow ? Math.max(0, width - 2 - keysWidth - 2) : nameWidth;
	const shown = span(padEnd(fitEnd(keys.join(' '), keysWidth, glyphs.gap), keysWidth), quiet ? 'dim' : 'accent');
	const named = (text: string): Span => span(padEnd(fitEnd(text, names, glyphs.gap), names), quiet ? 'dim' : 'plain');
	const about = reason ?? (as === 'palette' ? action.title : action.description);
	const content: Line = [
		...(as === 'palette' ? [named(action.name), span('  '), shown] : [shown, span('  '), named(action.title)]),
		...(isNarrow ? [] : [span('  '), span(fitEnd(about, room, glyphs.gap), 'dim')]),
	];
	return here
		? [span(glyphs.bar, 'bar'), ...toned(fitLine([span(' '), ...content], width - 1), 'selected')]
		: [span('  '), ...content];
};

/** What the row under the cursor does, as far as there is room. */
const aboutRow = (row: MenuRow | undefined, width: number, gap: string): Line[] => {
	if (row?.kind !== 'action') return [];
	const text = row.reason === undefined ? row.action.description : `${row.reason} ${row.action.description}`;
	const lines = wrap(text, width - 2);
	const last = lines.slice(aboutLines - 1).join(' ');
	return [...lines.slice(0, aboutLines - 1), fitEnd(last, width - 2, gap)].map((line) => [span('  '), span(line)]);
};

/** The rows, and the place of the cursor among them: never on a heading. */
export const menuPlace = (dialog: MenuDialog, screen: Screen): {rows: MenuRow[]; cursor: number} => {
	const rows = menuRows(dialog.as, dialog.from, dialog.field.text, screen);
	const {cursor} = settled(dialog.list, rows.length, 1);
	return {rows, cursor: rows[cursor]?.kind === 'heading' ? cursor + 1 : cursor};
};

export const menuModule: DialogModule<MenuDialog & {id: number}> = {
	context: 'menu',
	width: 96,
	title: ({as}) => [span(as === 'palette' ? 'Commands' : 'Keys', 'focus-title')],
	lines: (dialog, view) => {
		const {as, field, list} = dialog;
		const {rows, cursor} = menuPlace(dialog, view.screen);
		const height = menuHeight(view.height);
		const {scroll} = settled({cursor, scroll: list.scroll}, rows.length, height);
		const lines = rows
			.slice(scroll, scroll + height)
			.map((row, index) => fitLine(rowLine(row, scroll + index === cursor, as, view), view.width));
		const sign = as === 'palette' ? ':' : '/';
		const nothing = rows.length === 0 ? [[span(`  Nothing is called “${displayText(field.text)}”.`, 'dim')]] : [];
		const filled = [...lines, ...nothing];
		return [
			[span(`${sign} `, 'accent'), ...fieldLine(field, view.width - 3, true)],
			[],
			...filled,
			// A list that grows and shrinks while one types would move under the eye.
			...Array.from({length: Math.max(0, height - filled.length)}, (): Line => []),
			[],
			...aboutRow(rows[cursor], view.width, view.look.glyphs.gap),
		];
	},
	keys: ({as}) => [['enter', 'do it'], ...(as === 'palette' ? [['tab', 'complete'] as const] : []), ['esc', 'back']],
	submit: (dialog, screen) => {
		const {rows, cursor} = menuPlace(dialog, screen);
		const row = rows[cursor];
		if (row?.kind !== 'action') return;
		if (row.reason !== undefined) return screen.say('info', row.reason);
		screen.change({type: 'dialog-close', id: dialog.id});
		return row.action.run(screen);
	},
};
