import type {PaneName} from './layout.ts';

/** Where the panes have no keys. */
export const dialogContexts = ['form', 'menu', 'choice', 'versions', 'list', 'field', 'reading', 'question'] as const;

/**
 * Where a key works: a pane that has the focus, any pane, or what lies over them.
 *
 * - `form`: a dialog with fields. `menu`: a list that one filters by typing. `choice`: a short list. `versions`: one of archives of one name.
 *   `list`: a long one to read in.
 *   `field`: cells with a cursor. `reading`: a dialog that only tells. `question`: yes or no.
 */
export type Context = PaneName | 'panes' | DialogContext;
export type DialogContext = (typeof dialogContexts)[number];

/** One row of the key table. */
export type Binding = {
	/** The first is the one that hints show. */
	keys: readonly string[];
	/** What it does, by the name of an action. */
	action: string;
	contexts: readonly Context[];
	/** What the hint line calls it; it is not in the hint line without. The order there is the order of the table. */
	hint?: string;
};

const bind = (keys: string, action: string, contexts: string, hint?: string): Binding => ({
	keys: keys.split(' '),
	action,
	contexts: contexts.split(' ') as Context[],
	...(hint === undefined ? {} : {hint}),
});

/**
 * The one table of keys. Where several rows have the same key in the same place, the first whose action can be used is used, so that `p` pauses
 * what moves and resumes what stands.
 */
export const keymap: readonly Binding[] = [
	bind('space', 'marks.toggle', 'inventory versions', 'mark'),
	bind('r', 'archives.restore', 'inventory versions', 'restore'),
	bind('u', 'archives.upload', 'vaults inventory transfers', 'upload'),
	bind('p', 'transfers.pause', 'transfers', 'pause'),
	bind('p', 'transfers.resume', 'transfers', 'resume'),
	bind('P', 'transfers.pause-all', 'transfers'),
	bind('P', 'transfers.resume-all', 'transfers'),
	bind('x', 'transfers.cancel', 'transfers', 'cancel'),
	bind('x', 'transfers.forget', 'transfers', 'forget'),
	bind('/', 'screen.filter', 'panes', 'filter'),
	bind('i', 'inventory.refresh', 'vaults inventory', 'inventory'),
	bind('c', 'vaults.create', 'vaults', 'create'),
	bind('o', 'vaults.describe', 'vaults', 'open'),
	bind('d', 'screen.details', 'vaults inventory jobs transfers log', 'details'),
	bind('K', 'transfers.move-up', 'transfers'),
	bind('J', 'transfers.move-down', 'transfers'),
	bind('<', 'transfers.move-first', 'transfers'),
	bind('>', 'transfers.move-last', 'transfers'),
	bind('L', 'transfers.limit', 'transfers', 'limit'),
	bind('X', 'transfers.forget-all', 'transfers', 'forget done'),
	bind('b', 'inventory.backups', 'vaults inventory', 'backups'),
	bind('t', 'inventory.tree', 'inventory', 'tree'),
	bind('s', 'inventory.sort', 'inventory', 'sort'),
	bind('V', 'inventory.versions', 'inventory'),
	bind('o', 'vaults.describe', 'inventory'),
	bind('S', 'inventory.reverse', 'inventory'),
	bind('v', 'marks.range', 'inventory', 'range'),
	bind('a', 'marks.all', 'inventory'),
	bind('*', 'marks.invert', 'inventory'),
	bind('U', 'marks.clear', 'inventory'),
	bind('e', 'inventory.names', 'inventory'),
	bind('m', 'marks.save', 'inventory'),
	bind('M', 'marks.load', 'inventory'),
	bind('D', 'archives.delete', 'inventory', 'delete'),
	bind('D', 'vaults.delete', 'vaults', 'delete'),
	bind('$', 'inventory.breakdown', 'vaults inventory reading', 'costs'),
	bind('=', 'inventory.differences', 'vaults inventory reading', 'changes'),
	bind('y', 'screen.copy', 'panes', 'copy'),
	bind('Y', 'screen.copy-json', 'panes'),
	bind('R', 'screen.refresh', 'panes', 'refresh'),
	bind('z', 'screen.zoom', 'panes', 'zoom'),
	bind('@', 'screen.log', 'panes', 'log'),
	bind('!', 'screen.last-error', 'panes'),
	bind('?', 'screen.help', 'panes', 'help'),
	bind(':', 'screen.palette', 'panes', 'commands'),
	bind('q', 'screen.quit', 'panes', 'quit'),

	bind('j down', 'screen.down', 'panes'),
	bind('k up', 'screen.up', 'panes'),
	bind('^d', 'screen.half-down', 'panes'),
	bind('^u', 'screen.half-up', 'panes'),
	bind('pagedown ^f', 'screen.page-down', 'panes'),
	bind('pageup ^b', 'screen.page-up', 'panes'),
	bind('g home', 'screen.top', 'panes'),
	bind('G end', 'screen.end', 'panes'),
	bind('#', 'screen.go-to', 'inventory jobs transfers log'),
	bind('n', 'screen.next-hit', 'panes'),
	bind('N', 'screen.previous-hit', 'panes'),
	bind('enter l right', 'screen.open', 'panes'),
	bind('h left', 'screen.back', 'panes'),
	bind('esc', 'screen.close', 'panes'),
	bind(']', 'screen.next-vault', 'panes'),
	bind('[', 'screen.previous-vault', 'panes'),
	bind('tab', 'screen.next-pane', 'panes'),
	bind('shift+tab', 'screen.previous-pane', 'panes'),
	bind('1', 'screen.vaults', 'panes'),
	bind('2', 'screen.inventory', 'panes'),
	bind('3', 'screen.jobs', 'panes'),
	bind('4', 'screen.transfers', 'panes'),

	bind('enter', 'dialog.submit', 'form menu choice versions list field'),
	bind('y', 'dialog.submit', 'question'),
	bind('tab', 'dialog.complete', 'form menu'),
	bind('shift+tab', 'dialog.previous', 'form'),
	bind('up k', 'dialog.up', 'form menu choice versions list field'),
	bind('down j', 'dialog.down', 'form menu choice versions list field'),
	bind('^p', 'dialog.up', 'menu'),
	bind('^n', 'dialog.down', 'menu'),
	bind('left h', 'dialog.left', 'form field'),
	bind('right l', 'dialog.right', 'form field'),
	bind('space', 'dialog.right', 'form'),
	bind('pageup', 'dialog.page-up', 'menu list'),
	bind('pagedown', 'dialog.page-down', 'menu list'),
	bind('^b', 'dialog.page-up', 'list'),
	bind('^f', 'dialog.page-down', 'list'),
	bind('^u', 'dialog.half-up', 'list'),
	bind('^d', 'dialog.half-down', 'list'),
	bind('g home', 'dialog.top', 'list'),
	bind('G end', 'dialog.end', 'list'),
	bind('f', 'dialog.filter', 'list'),
	bind('tab', 'dialog.other-page', 'list'),
	bind('y', 'screen.copy', 'list reading'),
	bind('Y', 'screen.copy-json', 'list reading'),
	bind('esc', 'screen.close', 'form menu choice versions list field reading question'),
	bind('q d $ =', 'screen.close', 'list'),
	bind('q d', 'screen.close', 'reading'),
	bind('q b', 'screen.close', 'field'),
	bind('enter', 'screen.close', 'reading'),
	bind('n enter', 'screen.close', 'question'),

	bind('^z', 'screen.suspend', 'panes form menu choice versions list field reading question'),
	bind('^l', 'screen.redraw', 'panes form menu choice versions list field reading question'),
	bind('^c', 'screen.interrupt', 'panes form menu choice versions list field reading question'),
];

/** What a context takes from: a pane has its own keys and those of every pane. */
const within = (context: Context): readonly Context[] =>
	(dialogContexts as readonly Context[]).includes(context) ? [context] : [context, 'panes'];

/** The rows of a key in a context, in the order of the table. */
export const bindingsOf = (key: string, context: Context): readonly Binding[] =>
	bindingsIn(context).filter(({keys}) => keys.includes(key));

/** All rows that work in a context. */
export const bindingsIn = (context: Context): readonly Binding[] =>
	keymap.filter(({contexts}) => within(context).some((one) => contexts.includes(one)));

/** The key that hints and help show for an action; undefined when it has none. */
export const keyOf = (action: string): string | undefined =>
	keymap.find((binding) => binding.action === action)?.keys[0];
