import type {Action} from '../../actions/action.ts';
import {actions} from '../../actions/registry.ts';
import {bindingsIn, type Context, keymap} from '../../keymap.ts';
import type {Screen} from '../../screen/screen.ts';

/** A row of the palette or the help. */
export type MenuRow =
	| {kind: 'heading'; text: string}
	| {
			kind: 'action';
			action: Action;
			keys: readonly string[] /** Why it cannot be used now. */;
			reason: string | undefined;
	  };

/** Every key of an action, those of a context or all. */
const keysOf = (name: string, context?: Context): string[] => {
	const bindings = context ? bindingsIn(context) : keymap;
	return [...new Set(bindings.filter(({action}) => action === name).flatMap(({keys}) => keys))];
};

const found = ({name, title, description}: Action, keys: readonly string[], wanted: string): boolean =>
	`${name} ${title} ${description} ${keys.join(' ')}`.toLowerCase().includes(wanted);

/** How well a name answers what was typed: its beginning, the beginning of a word, anywhere. */
const rank = ({name, title}: Action, wanted: string): number => {
	const text = `${name} ${title}`.toLowerCase();
	if (text.startsWith(wanted)) return 0;
	return text.split(/[^a-z]+/).some((word) => word.startsWith(wanted)) ? 1 : 2;
};

/** Moving about is for keys, not for names. */
const forPalette = ({name}: Action): boolean =>
	!/^screen\.(up|down|half-|page-|top|end|close|open|back|interrupt|palette)/.test(name);

/**
 * What is shown for what was typed. The palette: names, the best answer first. The help: the keys that work where one is, then the others; each
 * group under its heading as long as nothing is typed.
 */
export const menuRows = (as: 'palette' | 'help', from: Context, typed: string, screen: Screen): MenuRow[] => {
	const wanted = typed.trim().toLowerCase();
	const row = (action: Action, keys: readonly string[]): MenuRow => ({
		kind: 'action',
		action,
		keys,
		reason: action.unavailable?.(screen),
	});
	if (as === 'palette') {
		return actions
			.filter(forPalette)
			.filter((action) => found(action, [], wanted))
			.toSorted((a, b) => rank(a, wanted) - rank(b, wanted))
			.map((action) => row(action, keysOf(action.name)));
	}
	const here = actions.filter(({name}) =>
		keymap.some(({action, contexts}) => action === name && contexts.includes(from)),
	);
	const everywhere = actions.filter((action) => !here.includes(action) && keysOf(action.name, from).length > 0);
	const elsewhere = actions.filter(
		(action) => !here.includes(action) && !everywhere.includes(action) && keysOf(action.name).length > 0,
	);
	const group = (text: string, members: readonly Action[]): MenuRow[] => {
		const rows = members
			.filter((action) => found(action, keysOf(action.name), wanted))
			.map((action) => row(action, keysOf(action.name)));
		return rows.length === 0 ? [] : wanted === '' ? [{kind: 'heading', text}, ...rows] : rows;
	};
	return [...group(`In ${from}`, here), ...group('Everywhere', everywhere), ...group('In other panes', elsewhere)];
};
