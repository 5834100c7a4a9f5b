import {displayText} from '../../../model/names/display-text.ts';
import {fieldLine} from '../../components/text-field/field-line.ts';
import {settled} from '../../screen/list.ts';
import type {Screen} from '../../screen/screen.ts';
import {fitEnd, padEnd} from '../../text/fit.ts';
import {fitLine, type Line, span} from '../../text/line.ts';
import {cells} from '../../text/width.ts';
import type {DialogModule, DialogView} from '../module.ts';
import type {MenuDialog} from './menu.ts';
import {type MenuRow, menuRows} from './rows.ts';

/** Rows in sight, given the lines that there are for the content: the field and the line below it are no rows. */
export const menuHeight = (lines: number): number => Math.max(1, Math.min(24, lines - 4));

const rowLine = (row: MenuRow, here: boolean, as: MenuDialog['as'], view: DialogView): Line => {
	const {width, look} = view;
	const {glyphs} = look;
	if (row.kind === 'heading') return [span(`  ${row.text}`, 'dim')];
	const {action, keys, reason} = row;
	const keyText = padEnd(keys.join(' '), 14);
	const name = as === 'palette' ? padEnd(action.name, 24) : padEnd(action.title, 24);
	const about = reason ?? (as === 'palette' ? action.title : action.description);
	const room = width - 2 - cells(keyText) - cells(name) - 4;
	const quiet = reason !== undefined;
	const parts: Line =
		as === 'palette'
			? [span(`${fitEnd(name, 24)}  `, quiet ? 'dim' : 'plain'), span(keyText, quiet ? 'dim' : 'accent')]
			: [span(keyText, quiet ? 'dim' : 'accent'), span(`${fitEnd(name, 24)}  `, quiet ? 'dim' : 'plain')];
	const content: Line = [...parts, span(fitEnd(about, Math.max(0, room), glyphs.gap), 'dim')];
	if (!here) return [span('  '), ...content];
	return [span(glyphs.bar, 'accent'), span(` ${content.map(({text}) => text).join('')}`.padEnd(width - 1), 'selected')];
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
