import {actionNamed} from './actions/registry.ts';
import {type Context, dialogContexts, keymap} from './keymap.ts';

const places: Record<Context, string> = {
	panes: 'everywhere',
	vaults: 'vaults',
	inventory: 'inventory',
	jobs: 'jobs',
	transfers: 'transfers',
	log: 'log',
	form: 'forms',
	menu: 'lists',
	choice: 'choices',
	versions: 'versions of a name',
	list: 'chunks',
	field: 'the calendar',
	reading: 'details',
	question: 'questions',
};

const escaped = (key: string): string => (key === '|' ? '\\|' : key);

/** The key table for the README, as it is in the program: what works in panes, an action a row. */
export const keyTableMarkdown = (): string => {
	const rows = new Map<string, {keys: string[]; contexts: string[]}>();
	for (const {keys, action, contexts} of keymap) {
		const inPanes = contexts.filter((context) => !(dialogContexts as readonly Context[]).includes(context));
		if (inPanes.length === 0) continue;
		const row = rows.get(action) ?? {keys: [], contexts: []};
		rows.set(action, {
			keys: [...new Set([...row.keys, ...keys])],
			contexts: [...new Set([...row.contexts, ...inPanes.map((context) => places[context])])],
		});
	}
	const lines = [...rows].map(([name, {keys, contexts}]) => {
		const {title, description} = actionNamed(name)!;
		const shown = keys.map((key) => `\`${escaped(key)}\``).join(' ');
		return `| ${shown} | ${title} | ${contexts.join(', ')} | ${description} |`;
	});
	return ['| Key | What | Where | |', '|---|---|---|---|', ...lines, ''].join('\n');
};
