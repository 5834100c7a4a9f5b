import headless, {type IBufferCell, type Terminal as Xterm} from '@xterm/headless';
import {presentDayWidths} from './unicode-widths.ts';

/** One cell of a screen. */
export type Cell = {
	/** The character in it; '' in the second cell of a wide one. */
	text: string;
	width: number;
	/** The colour: `default`, one of 256 as its number, or `#rrggbb`. */
	foreground: 'default' | number | `#${string}`;
	background: 'default' | number | `#${string}`;
	bold: boolean;
	dim: boolean;
	italic: boolean;
	underline: boolean;
	inverse: boolean;
	strikethrough: boolean;
};

const colour = (isDefault: boolean, isRgb: boolean, value: number): Cell['foreground'] =>
	isDefault ? 'default' : isRgb ? `#${value.toString(16).padStart(6, '0')}` : value;

const toCell = (cell: IBufferCell): Cell => ({
	text: cell.getWidth() === 0 ? '' : cell.getChars() || ' ',
	width: cell.getWidth(),
	foreground: colour(cell.isFgDefault(), cell.isFgRGB(), cell.getFgColor()),
	background: colour(cell.isBgDefault(), cell.isBgRGB(), cell.getBgColor()),
	bold: cell.isBold() !== 0,
	dim: cell.isDim() !== 0,
	italic: cell.isItalic() !== 0,
	underline: cell.isUnderline() !== 0,
	inverse: cell.isInverse() !== 0,
	strikethrough: cell.isStrikethrough() !== 0,
});

/** The attributes of a cell in a few words; '' when it has none. */
export const styleOf = (cell: Cell): string =>
	[
		cell.bold && 'bold',
		cell.dim && 'dim',
		cell.italic && 'italic',
		cell.underline && 'underline',
		cell.inverse && 'inverse',
		cell.strikethrough && 'strikethrough',
		cell.foreground !== 'default' && `fg ${cell.foreground}`,
		cell.background !== 'default' && `bg ${cell.background}`,
	]
		.filter(Boolean)
		.join(', ');

/** A terminal without a window. */
export const openXterm = (columns: number, rows: number): Xterm => {
	const xterm = new headless.Terminal({cols: columns, rows, allowProposedApi: true, scrollback: 200});
	xterm.unicode.register(presentDayWidths);
	xterm.unicode.activeVersion = presentDayWidths.version;
	return xterm;
};

/** What a terminal shows, row by row, cell by cell. */
export const cellsOf = (xterm: Xterm): Cell[][] => {
	const buffer = xterm.buffer.active;
	return Array.from({length: xterm.rows}, (_, y) => {
		const line = buffer.getLine(buffer.viewportY + y)!;
		return Array.from({length: xterm.cols}, (_, x) => toCell(line.getCell(x)!));
	});
};

/** What a terminal shows as text, row by row, without blanks at the ends. */
export const linesOf = (xterm: Xterm): string[] => {
	const buffer = xterm.buffer.active;
	return Array.from({length: xterm.rows}, (_, y) =>
		buffer
			.getLine(buffer.viewportY + y)!
			// A line that was longer before the window shrank keeps its cells out of sight.
			.translateToString(true, 0, xterm.cols)
			.trimEnd(),
	);
};

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** A blank without what nobody sees of it: letters of which it has none may be bold, faint or coloured, and are so by chance. */
const asSeen = (cell: Cell): Cell => {
	if (cell.text !== ' ' || cell.inverse || cell.underline || cell.strikethrough) return cell;
	return {...cell, foreground: 'default', bold: false, dim: false, italic: false};
};

/** A picture of a screen in text. With `styles`, the picture again with a letter for each style, and what the letters mean. */
export const pictureOf = (xterm: Xterm, {styles = false} = {}): string => {
	const text = linesOf(xterm).join('\n');
	if (!styles) return `${text}\n`;
	const names = new Map<string, string>();
	const marks = cellsOf(xterm).map((row) =>
		row
			.filter((cell) => cell.width > 0)
			.map((cell) => {
				const style = styleOf(asSeen(cell));
				if (style === '') return ' ';
				if (!names.has(style)) names.set(style, letters[names.size] ?? '?');
				return names.get(style)!;
			})
			.join('')
			.trimEnd(),
	);
	const legend = [...names].map(([style, letter]) => `${letter}: ${style}`);
	return `${[text, '', '── styles', ...marks, '', ...legend].join('\n')}\n`;
};
