import {editOf} from '../components/text-field/field-keys.ts';
import {bindingsOf, type Context} from '../keymap.ts';
import type {Screen} from '../screen/screen.ts';
import type {Action} from './action.ts';
import {actionNamed} from './registry.ts';

/** Does an action, or says why it cannot be done now. */
export const perform = (screen: Screen, action: Action) => {
	const reason = action.unavailable?.(screen);
	if (reason !== undefined) return screen.say('info', reason);
	void action.run(screen);
};

/** Does what a key means in a context: the first of its actions that can be done, else the first says why not. Whether it means anything. */
const performKey = (screen: Screen, key: string, context: Context): boolean => {
	const bound = bindingsOf(key, context).flatMap(({action}) => actionNamed(action) ?? []);
	const action = bound.find((candidate) => candidate.unavailable?.(screen) === undefined) ?? bound[0];
	if (action) perform(screen, action);
	return action !== undefined;
};

/** Keys that move in a list also while its filter is typed. */
const movesWhileFiltering = new Set(['up', 'down', 'pageup', 'pagedown', 'tab', '^c', '^z', '^l']);

/** What a person pressed, given to whatever has the keys. Returns whether it meant anything. */
export const press = (screen: Screen, key: string, text: string): boolean => {
	const {filtering, focus} = screen.state.getState();
	if (filtering && !movesWhileFiltering.has(key)) {
		if (key === 'enter' || key === 'esc') {
			screen.change({type: 'filter-end', keep: key === 'enter'});
			return true;
		}
		const edit = editOf(key, text);
		if (edit) screen.change({type: 'filter-edit', edit});
		return edit !== undefined;
	}
	return performKey(screen, key, focus);
};

/** Pasted text goes whole into the field that has the keys, and is no key anywhere else. */
export const paste = (screen: Screen, text: string) => {
	const {filtering} = screen.state.getState();
	if (filtering) return screen.change({type: 'filter-edit', edit: {do: 'insert', text}});
	screen.say('info', 'Nothing takes pasted text here.');
};
