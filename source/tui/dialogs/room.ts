/** How much room a dialog has on a screen. */
export type Room = {
	/** Cells of the dialog, its frame included. */
	outer: number;
	/** Cells between the frame and what it holds. */
	margin: number;
	/** Cells and lines for what it holds, at most. */
	width: number;
	height: number;
	/** A blank line above and below; on a small screen there is only the frame. */
	airy: boolean;
};

/** The room of a dialog whose content is `wanted` cells wide where there is so much. */
export const roomOf = ({columns, rows}: {columns: number; rows: number}, wanted: number): Room => {
	const margin = columns < 70 ? 1 : 3;
	const outer = Math.min(wanted + 2 * margin + 2, columns - (columns > 60 ? 4 : 0));
	const airy = rows >= 20;
	return {
		outer,
		margin,
		width: Math.max(1, outer - 2 - 2 * margin),
		height: Math.max(1, rows - (airy ? 6 : 3)),
		airy,
	};
};
