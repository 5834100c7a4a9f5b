import {fieldOf} from '../components/text-field/text-field.ts';
import type {Direction} from '../dialogs/calendar/calendar.ts';
import type {Dialog} from '../dialogs/dialog.ts';
import {type FormEvent, formAfter} from '../dialogs/form.ts';
import {menuDialog} from '../dialogs/menu/menu.ts';
import {menuHeight, menuPlace} from '../dialogs/menu/module.ts';
import {moduleOf} from '../dialogs/modules.ts';
import {listStart, type Motion, moved} from '../screen/list.ts';
import type {Screen} from '../screen/screen.ts';
import {topDialog} from '../screen/state.ts';
import type {Action} from './action.ts';

const inForm = (event: FormEvent) => (screen: Screen) => {
	const dialog = topDialog(screen.state.getState());
	if (!dialog || !('form' in dialog) || dialog.busy) return;
	screen.change({type: 'dialog', dialog: {...dialog, form: formAfter(dialog.form, event), problem: null}});
};

const inMenu = (motion: Motion) => (screen: Screen) => {
	const dialog = topDialog(screen.state.getState());
	if (dialog?.kind !== 'menu') return;
	const height = menuHeight(screen.state.getState().rows - 6);
	const {rows, cursor} = menuPlace(dialog, screen);
	let list = moved({cursor, scroll: dialog.list.scroll}, motion, rows.length, height);
	// Over headings, in the direction of the motion; at the very top back onto the first row.
	if (rows[list.cursor]?.kind === 'heading') {
		const back = motion.endsWith('up') && list.cursor > 0;
		list = moved(list, back ? 'up' : 'down', rows.length, height);
	}
	screen.change({type: 'dialog', dialog: {...dialog, list}});
};

const inList = (motion: Motion) => (screen: Screen) => {
	const dialog = topDialog(screen.state.getState());
	const place = dialog && moduleOf(dialog).list?.(dialog, screen);
	if (!place) return;
	const list = moved(place.list, motion, place.count, place.height);
	screen.change({type: 'dialog', dialog: {...dialog, list} as Dialog});
};

/** A page in whatever list the dialog has. */
const page = (motion: 'page-up' | 'page-down') => (screen: Screen) => {
	inMenu(motion)(screen);
	inList(motion)(screen);
};

const inChoice = (by: 1 | -1) => (screen: Screen) => {
	const dialog = topDialog(screen.state.getState());
	const count = dialog && moduleOf(dialog).choices?.(dialog);
	if (!dialog || count === undefined || !('at' in dialog)) return;
	const at = Math.max(0, Math.min(count - 1, dialog.at + by));
	screen.change({type: 'dialog', dialog: {...dialog, at}});
};

/** A step in a field that has four directions; false where the dialog has none. */
const steer = (screen: Screen, to: Direction): boolean => {
	const dialog = topDialog(screen.state.getState());
	const steered = dialog && moduleOf(dialog).steered?.(dialog, to);
	if (steered) screen.change({type: 'dialog', dialog: steered});
	return steered !== undefined;
};

/** Left and right in whatever dialog has the keys. */
const horizontal = (to: 'left' | 'right') => (screen: Screen) => {
	if (!steer(screen, to)) inForm({do: to})(screen);
};

/** Up and down in whatever dialog has the keys. */
const vertical = (up: boolean) => (screen: Screen) => {
	const dialog = topDialog(screen.state.getState());
	if (!dialog) return;
	if ('form' in dialog) inForm({do: up ? 'up' : 'down'})(screen);
	else if (steer(screen, up ? 'up' : 'down')) return;
	else if (moduleOf(dialog).list) inList(up ? 'up' : 'down')(screen);
	else if (dialog.kind === 'menu') inMenu(up ? 'up' : 'down')(screen);
	else inChoice(up ? -1 : 1)(screen);
};

const onlyTroubled = (screen: Screen) => {
	const dialog = topDialog(screen.state.getState());
	if (dialog?.kind !== 'transfer') return;
	const troubled = !dialog.troubled;
	screen.change({type: 'dialog', dialog: {...dialog, troubled, page: 'chunks', list: listStart}});
};

const turn = (screen: Screen) => {
	const dialog = topDialog(screen.state.getState());
	const turned = dialog && moduleOf(dialog).turned?.(dialog);
	if (turned) screen.change({type: 'dialog', dialog: turned});
};

const complete = (screen: Screen) => {
	const dialog = topDialog(screen.state.getState());
	if (dialog?.kind !== 'menu') return inForm({do: 'complete'})(screen);
	const {rows, cursor} = menuPlace(dialog, screen);
	const row = rows[cursor];
	if (row?.kind !== 'action') return;
	screen.change({type: 'dialog', dialog: {...dialog, field: fieldOf(row.action.name), list: {cursor: 0, scroll: 0}}});
};

const submit = (screen: Screen) => {
	const dialog = topDialog(screen.state.getState());
	if (!dialog || ('busy' in dialog && dialog.busy)) return;
	return moduleOf(dialog).submit?.(dialog, screen);
};

const action = (name: string, title: string, description: string, run: Action['run']): Action => ({
	name,
	title,
	description,
	run,
});

/** What keys do in dialogs, and the dialogs that show what keys do. */
export const dialogActions: readonly Action[] = [
	action('screen.help', 'Help', 'Shows the keys, those that work here first. Typing filters them.', (screen) =>
		screen.change({type: 'dialog-open', dialog: menuDialog('help', screen.state.getState().focus)}),
	),
	action('screen.palette', 'Commands', 'Finds what can be done by its name, and does it.', (screen) =>
		screen.change({type: 'dialog-open', dialog: menuDialog('palette', screen.state.getState().focus)}),
	),
	action('dialog.submit', 'Agree', 'Does what the dialog says.', submit),
	action('dialog.up', 'Up', 'The choice or field above.', vertical(true)),
	action('dialog.down', 'Down', 'The choice or field below.', vertical(false)),
	action('dialog.page-up', 'A page up', 'A page up in a list.', page('page-up')),
	action('dialog.page-down', 'A page down', 'A page down in a list.', page('page-down')),
	action('dialog.half-up', 'Half a page up', 'Half a page up in a list.', inList('half-up')),
	action('dialog.half-down', 'Half a page down', 'Half a page down in a list.', inList('half-down')),
	action('dialog.top', 'To the first row', 'The first row of a list.', inList('top')),
	action('dialog.end', 'To the last row', 'The last row of a list.', inList('end')),
	action(
		'dialog.filter',
		'What had trouble',
		'Shows only the chunks that were tried again or failed, or all of them again.',
		onlyTroubled,
	),
	action('dialog.other-page', 'Other page', 'The next page of a dialog that has several.', turn),
	action('dialog.left', 'Choice before', 'The choice before, in a row of choices.', horizontal('left')),
	action('dialog.right', 'Next choice', 'The next choice, in a row of choices.', horizontal('right')),
	action(
		'dialog.complete',
		'Complete',
		'Completes a path or a name; where there is nothing to complete, the next field.',
		complete,
	),
	action('dialog.previous', 'Field before', 'The field before.', inForm({do: 'previous'})),
];
