/** Where one is in a list: the row under the cursor, and the first row that is shown. */
export type ListState = {cursor: number; scroll: number};

export type Motion = 'up' | 'down' | 'half-up' | 'half-down' | 'page-up' | 'page-down' | 'top' | 'end';

export const listStart: ListState = {cursor: 0, scroll: 0};

const between = (least: number, value: number, most: number): number => Math.max(least, Math.min(most, value));

/** The list with its cursor on a row and the row in sight, moved as little as that takes. Also after rows have come or gone. */
export const settled = ({cursor, scroll}: ListState, count: number, height: number): ListState => {
	const row = between(0, cursor, Math.max(0, count - 1));
	const lowest = Math.max(0, count - height);
	return {cursor: row, scroll: between(Math.max(0, row - height + 1), Math.min(scroll, lowest), row)};
};

/** The list after a motion. Pages carry the view along, so that the cursor keeps its place on the screen. */
export const moved = (list: ListState, motion: Motion, count: number, height: number): ListState => {
	const {cursor, scroll} = settled(list, count, height);
	const page = Math.max(1, height - 1);
	const half = Math.max(1, Math.floor(height / 2));
	const by = (rows: number, carried: boolean): ListState => {
		const lowest = Math.max(0, count - height);
		return settled(
			{cursor: cursor + rows, scroll: carried ? between(0, scroll + rows, lowest) : scroll},
			count,
			height,
		);
	};
	switch (motion) {
		case 'up':
			return by(-1, false);
		case 'down':
			return by(1, false);
		case 'half-up':
			return by(-half, true);
		case 'half-down':
			return by(half, true);
		case 'page-up':
			return by(-page, true);
		case 'page-down':
			return by(page, true);
		case 'top':
			return listStart;
		case 'end':
			return settled({cursor: count - 1, scroll: count}, count, height);
	}
};
