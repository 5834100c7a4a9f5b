import type {Action} from '../../actions/action.ts';
import {actions} from '../../actions/registry.ts';
import {bindingsIn, type Context, dialogContexts, keymap} from '../../keymap.ts';
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

const isDialogs = (name: string): boolean => name.startsWith('dialog.');

/** Every key of an action, as panes have them; those of dialogs only for what is done in dialogs. */
const keysOf = (name: string, context?: Context): string[] => {
	const bindings = (context ? bindingsIn(context) : keymap).filter(
		({contexts}) => isDialogs(name) || contexts.some((one) => !(dialogContexts as readonly Context[]).includes(one)),
	);
	return [...new Set(bindings.filter(({action}) => action === name).flatMap(({keys}) => keys))];
};

const found = (texts: readonly string[], wanted: string): boolean => texts.join(' ').toLowerCase().includes(wanted);

/** How well an action answers what was typed: its name's beginning, the beginning of a word, anywhere in the name, only what it does. */
const rank = ({name, title}: Action, wanted: string): number => {
	const text = `${name} ${title}`.toLowerCase();
	if (text.startsWith(wanted)) return 0;
	if (text.split(/[^a-z]+/).some((word) => word.startsWith(wanted))) return 1;
	return text.includes(wanted) ? 2 : 3;
};

/** Moving about is for keys, not for names. */
const forPalette = ({name}: Action): boolean =>
	!isDialogs(name) && !/^screen\.(up|down|half-|page-|top|end|close|open|back|interrupt|palette)/.test(name);

/**
 * What is shown for what was typed. The palette: what is called so or does so, the best answer first. The help: the keys that work where one is, then the others; each
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
			.filter(({name, title, description}) => found([name, title, description], wanted))
			.toSorted((a, b) => rank(a, wanted) - rank(b, wanted))
			.map((action) => row(action, keysOf(action.name)));
	}
	const withKeys = actions.filter(({name}) => keysOf(name).length > 0);
	const here = withKeys.filter(({name}) =>
		keymap.some(({action, contexts}) => action === name && contexts.includes(from)),
	);
	const everywhere = withKeys.filter((action) => !here.includes(action) && keysOf(action.name, from).length > 0);
	const elsewhere = withKeys.filter((action) => !here.includes(action) && !everywhere.includes(action));
	const inPanes = elsewhere.filter(({name}) => !isDialogs(name));
	const inDialogs = elsewhere.filter(({name}) => isDialogs(name));
	const group = (text: string, members: readonly Action[]): MenuRow[] => {
		const rows = members
			.filter(({name, title, description}) => found([name, title, description, ...keysOf(name)], wanted))
			.map((action) => row(action, keysOf(action.name)));
		return rows.length === 0 ? [] : wanted === '' ? [{kind: 'heading', text}, ...rows] : rows;
	};
	return [
		...group(`In ${from}`, here),
		...group('In every pane', everywhere),
		...group('In other panes', inPanes),
		...group('In dialogs', inDialogs),
	];
};
