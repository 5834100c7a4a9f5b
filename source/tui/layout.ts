/** A part of the screen, in cells; `left` and `top` count from 0. */
export type Rect = {left: number; top: number; width: number; height: number};

export type PaneName = 'vaults' | 'inventory' | 'jobs' | 'transfers' | 'log';
/** In the order of their numbers; the log has none. */
export const numberedPanes = ['vaults', 'inventory', 'jobs', 'transfers'] as const satisfies readonly PaneName[];

/**
 * How much there is room for.
 *
 * - `four`: all panes. `folded`: one above, one below. `single`: one pane. `none`: not even that.
 */
export type LayoutKind = 'four' | 'folded' | 'single' | 'none';

export type Layout = {
	kind: LayoutKind;
	panes: Partial<Record<PaneName, Rect>>;
	/** One line at the top. */
	status: Rect;
	/** One line at the bottom. */
	hints: Rect;
	/** One line with the sum of all transfers, where there is room for one pane. */
	traffic: Rect | null;
};

/** What a layout depends on. */
export type Arrangement = {
	columns: number;
	rows: number;
	focus: PaneName;
	/** Which of the upper and of the lower panes was used last: it is shown where there is room for one. */
	upper: 'vaults' | 'inventory';
	lower: 'jobs' | 'transfers';
	/** The focused pane takes all. */
	zoomed: boolean;
	/** The log takes the place of the lower panes. */
	logOpen: boolean;
	/** Whether there are transfers to tell of. */
	busy: boolean;
	/** In how many cells the vaults' pane shows all of its names whole, with all of its columns and with fewer; the widest comes first. */
	vaultsWidths: readonly number[];
};

/** The smallest screens of each kind. */
const fourColumns = 100;
const folded = {columns: 80, rows: 20};
/** Below this there is only a sentence. */
export const smallest = {columns: 40, rows: 10};

/** The vaults' pane has at least this, because its borders tell something too, and at most this or a third of the screen. */
const vaultsBounds = {least: 36, most: 64};

const between = (least: number, value: number, most: number): number => Math.min(most, Math.max(least, value));

/**
 * What the vaults need and no more: the archives' names are longer. Where some name does not fit, they have all that they may. Before any is
 * known too: then sentences stand there.
 */
const vaultsWidthOf = (columns: number, widths: readonly number[]): number => {
	const most = between(vaultsBounds.least, Math.round(columns / 3), vaultsBounds.most);
	return Math.max(vaultsBounds.least, widths.find((width) => width <= most) ?? most);
};

export const kindOf = (columns: number, rows: number): LayoutKind => {
	if (columns < smallest.columns || rows < smallest.rows) return 'none';
	if (columns < folded.columns || rows < folded.rows) return 'single';
	return columns < fourColumns ? 'folded' : 'four';
};

/** Where everything goes. The last cell of the last line stays empty, because writing it makes some terminals scroll. */
export const layoutOf = (arrangement: Arrangement): Layout => {
	const {columns, rows, focus, upper, lower, zoomed, logOpen, busy, vaultsWidths} = arrangement;
	const kind = kindOf(columns, rows);
	const status: Rect = {left: 0, top: 0, width: columns, height: 1};
	const hints: Rect = {left: 0, top: rows - 1, width: columns - 1, height: 1};
	if (kind === 'none') return {kind, panes: {}, status, hints, traffic: null};
	const top = 1;
	const bottom = rows - 1;
	if (kind === 'single' || zoomed) {
		const told = kind === 'single' && busy;
		const traffic = told ? {left: 0, top: bottom - 1, width: columns, height: 1} : null;
		const height = bottom - top - (traffic ? 1 : 0);
		return {kind, panes: {[focus]: {left: 0, top, width: columns, height}}, status, hints, traffic};
	}
	const lowerHeight = between(6, Math.round((bottom - top) * 0.3), 16);
	const upperHeight = bottom - top - lowerHeight;
	const lowerTop = top + upperHeight;
	const rightOf = (width: number, from: number, height: number): Rect => ({
		left: width,
		top: from,
		width: columns - width,
		height,
	});
	const lowerWhole = rightOf(0, lowerTop, lowerHeight);
	if (kind === 'folded') {
		const panes = {[upper]: rightOf(0, top, upperHeight), [logOpen ? 'log' : lower]: lowerWhole};
		return {kind, panes, status, hints, traffic: null};
	}
	const vaultsWidth = vaultsWidthOf(columns, vaultsWidths);
	const jobsWidth = Math.floor(columns / 2);
	const strip: Layout['panes'] = logOpen
		? {log: lowerWhole}
		: {
				jobs: {left: 0, top: lowerTop, width: jobsWidth, height: lowerHeight},
				transfers: rightOf(jobsWidth, lowerTop, lowerHeight),
			};
	return {
		kind,
		panes: {
			vaults: {left: 0, top, width: vaultsWidth, height: upperHeight},
			inventory: rightOf(vaultsWidth, top, upperHeight),
			...strip,
		},
		status,
		hints,
		traffic: null,
	};
};
