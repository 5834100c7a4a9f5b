import {editOf} from '../components/text-field/field-keys.ts';
import {type Edit, edited} from '../components/text-field/text-field.ts';
import type {Dialog} from '../dialogs/dialog.ts';
import {formAfter} from '../dialogs/form.ts';
import {moduleOf} from '../dialogs/modules.ts';
import {bindingsOf, type Context} from '../keymap.ts';
import {listStart} from '../screen/list.ts';
import type {Screen} from '../screen/screen.ts';
import {isUnseen} from '../screen/situation.ts';
import {topDialog} from '../screen/state.ts';
import type {Action} from './action.ts';
import {actionNamed} from './registry.ts';

const refuse = (screen: Screen, text: string, level: 'info' | 'attention' = 'info') =>
	screen.change({type: 'toast', toast: {level, text, error: null, refusal: true}, at: screen.steady()});

/** Does an action, or says why it cannot be done now. */
export const perform = (screen: Screen, action: Action) => {
	const reason = action.unavailable?.(screen);
	if (reason !== undefined) return refuse(screen, reason);
	void action.run(screen);
};

/** What is done with the row under the cursor of the inventory, which must be one that the person has seen there. */
const onRow = new Set([
	...['marks.toggle', 'marks.range', 'archives.restore', 'archives.delete'],
	...['screen.open', 'screen.copy', 'screen.copy-json'],
]);

/** Does what a key means in a context: the first of its actions that can be done, else the first says why not. Whether it means anything. */
const performKey = (screen: Screen, key: string, context: Context): boolean => {
	const bound = bindingsOf(key, context).flatMap(({action}) => actionNamed(action) ?? []);
	const action = bound.find((candidate) => candidate.unavailable?.(screen) === undefined) ?? bound[0];
	if (action && context === 'inventory' && onRow.has(action.name) && isUnseen(screen)) {
		refuse(screen, 'The row under the cursor has just become another one. Look, and press again.', 'attention');
	} else if (action) {
		perform(screen, action);
	}
	return action !== undefined;
};

/** What is typed into a dialog; undefined when nothing there can be typed into. */
const typedInto = (dialog: Dialog, edit: Edit): Dialog | undefined => {
	if (dialog.kind === 'menu') return {...dialog, field: edited(dialog.field, edit), list: listStart};
	if (!('form' in dialog) || dialog.busy) return undefined;
	if (dialog.form.inputs[dialog.form.at]?.kind !== 'text') return undefined;
	return {...dialog, form: formAfter(dialog.form, {do: 'edit', edit}), problem: null} as Dialog;
};

const type = (screen: Screen, edit: Edit | undefined): boolean => {
	const dialog = topDialog(screen.state.getState());
	const changed = dialog && edit ? typedInto(dialog, edit) : undefined;
	if (changed) screen.change({type: 'dialog', dialog: changed});
	return changed !== undefined;
};

/** Keys that do what they always do while a filter is typed. */
const passFilter = new Set(['up', 'down', 'pageup', 'pagedown', 'tab', 'shift+tab', '^c', '^z', '^l']);

const pressInFilter = (screen: Screen, key: string, text: string): boolean => {
	if (key === 'enter' || key === 'esc') {
		screen.change({type: 'filter-end', keep: key === 'enter'});
		return true;
	}
	const edit = editOf(key, text);
	if (edit) screen.change({type: 'filter-edit', edit});
	return edit !== undefined;
};

/** What a person pressed, given to whatever has the keys. Returns whether it meant anything. */
export const press = (screen: Screen, key: string, text: string): boolean => {
	screen.change({type: 'pressed', at: screen.steady()});
	const {filtering, focus, dialogs} = screen.state.getState();
	const dialog = dialogs.at(-1);
	if (dialog) return type(screen, editOf(key, text)) || performKey(screen, key, moduleOf(dialog).context);
	if (!filtering) return performKey(screen, key, focus);
	if (!passFilter.has(key)) return pressInFilter(screen, key, text);
	// Another pane ends the filter of this one.
	if (key.endsWith('tab')) screen.change({type: 'filter-end', keep: true});
	return performKey(screen, key, focus);
};

/** Pasted text goes whole into the field that has the keys, and is no key anywhere else. */
export const paste = (screen: Screen, text: string) => {
	const {filtering, dialogs} = screen.state.getState();
	const edit: Edit = {do: 'insert', text};
	if (dialogs.length > 0 && type(screen, edit)) return;
	if (dialogs.length === 0 && filtering) return screen.change({type: 'filter-edit', edit});
	screen.say('info', 'There is no field here to paste into.');
};
