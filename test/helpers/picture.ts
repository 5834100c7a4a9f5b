import {existsSync, writeFileSync} from 'node:fs';
import {Resvg} from '@resvg/resvg-js';
import type {Terminal as Xterm} from '@xterm/headless';
import {coloursOf, ink, paper} from './picture-palette.ts';
import {cellHeight, cellWidth, shapeOf} from './picture-shapes.ts';
import {type Cell, cellsOf} from './screen.ts';

/** Around the screen, in pixels. */
const margin = 16;

const families = ['JetBrains Mono', 'DejaVu Sans Mono', 'Menlo', 'Consolas', 'monospace'];

/** Fonts as Debian and macOS have them; the first that is there draws the letters, the last what it lacks. */
const fontFiles = [
	'/usr/share/fonts/truetype/jetbrains-mono/JetBrainsMono-Regular.ttf',
	'/usr/share/fonts/truetype/jetbrains-mono/JetBrainsMono-Bold.ttf',
	'/usr/share/fonts/truetype/jetbrains-mono/JetBrainsMono-Italic.ttf',
	'/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf',
	'/usr/share/fonts/truetype/dejavu/DejaVuSansMono-Bold.ttf',
	'/usr/share/fonts/truetype/dejavu/DejaVuSansMono-Oblique.ttf',
	'/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf',
	'/System/Library/Fonts/Menlo.ttc',
];

const escaped = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A run of cells in one style, drawn at once. */
type Run = {x: number; width: number; text: string; cell: Cell};

/** The cells of a row in runs; a character that is a shape, or that a font may draw too wide, stands alone. */
const runsOf = (row: readonly Cell[]): Run[] => {
	const runs: Run[] = [];
	let open = false;
	row.forEach((cell, x) => {
		if (cell.width === 0) return;
		const isLetter = /^[ -~\u00a1-\u024f]$/.test(cell.text);
		const last = runs.at(-1);
		const isSame = last && sameStyle(last.cell, cell);
		if (last && open && isLetter && isSame) {
			last.text += cell.text;
			last.width += 1;
		} else runs.push({x, width: cell.width, text: cell.text, cell});
		open = isLetter;
	});
	return runs;
};

const sameStyle = (a: Cell, b: Cell): boolean => {
	const {text: _a, width: _b, ...first} = a;
	const {text: _c, width: _d, ...second} = b;
	return JSON.stringify(first) === JSON.stringify(second);
};

const drawRun = ({x, width, text, cell}: Run): string => {
	const {foreground, background} = coloursOf(cell);
	const left = x * cellWidth;
	const size = width * cellWidth;
	// Half a pixel more, so that neighbours leave no seam.
	const behind =
		background === paper ? '' : `<rect x="${left}" width="${size + 0.5}" height="${cellHeight}" fill="${background}"/>`;
	const shape = shapeOf(text, foreground);
	if (shape !== undefined) return `${behind}<g transform="translate(${left})">${shape}</g>`;
	const trimmed = text.trimEnd();
	const lead = trimmed.length - trimmed.trimStart().length;
	const words = trimmed.trimStart();
	if (words === '' && !cell.underline) return behind;
	const attributes = [
		foreground === ink ? '' : ` fill="${foreground}"`,
		cell.bold ? ' font-weight="700"' : '',
		cell.italic ? ' font-style="italic"' : '',
		cell.underline ? ' text-decoration="underline"' : cell.strikethrough ? ' text-decoration="line-through"' : '',
		words.length > 1 ? ` textLength="${words.length * cellWidth}"` : '',
	].join('');
	return `${behind}<text x="${left + lead * cellWidth}" y="15"${attributes}>${escaped(words)}</text>`;
};

const drawRow = (row: readonly Cell[]): string => runsOf(row).map(drawRun).join('');

const sheet = (columns: number, rows: number, content: string): string => {
	const width = columns * cellWidth + 2 * margin;
	const height = rows * cellHeight + 2 * margin;
	const font = families.map((family) => (family.includes(' ') ? `'${family}'` : family)).join(', ');
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
		`<rect width="${width}" height="${height}" rx="10" fill="${paper}"/>`,
		`<g transform="translate(${margin} ${margin})" font-family="${font}" font-size="15" fill="${ink}" xml:space="preserve">`,
		content,
		'</g></svg>\n',
	].join('\n');
};

/** The picture of a screen. */
export const svgOf = (cells: readonly (readonly Cell[])[]): string =>
	sheet(
		cells[0]?.length ?? 0,
		cells.length,
		cells.map((row, y) => `<g transform="translate(0 ${y * cellHeight})">${drawRow(row)}</g>`).join('\n'),
	);

/** A screen and how long it stands. */
export type Still = {cells: Cell[][]; milliseconds: number};

/** What a terminal shows now, to stand for `milliseconds` in a moving picture. */
export const still = (xterm: Xterm, milliseconds: number): Still => ({cells: cellsOf(xterm), milliseconds});

/** A moving picture of screens of one size, over and over. Rows that several have in common are in it once. */
export const movingSvgOf = (stills: readonly Still[]): string => {
	const ids = new Map<string, string>();
	const total = stills.reduce((sum, {milliseconds}) => sum + milliseconds, 0);
	let passed = 0;
	const frames = stills.map(({cells, milliseconds}, index) => {
		const uses = cells.map((row, y) => {
			const drawn = drawRow(row);
			if (drawn === '') return '';
			if (!ids.has(drawn)) ids.set(drawn, `r${ids.size}`);
			return `<use href="#${ids.get(drawn)}" y="${y * cellHeight}"/>`;
		});
		const from = (passed / total) * 100;
		passed += milliseconds;
		const to = (passed / total) * 100;
		const steps = `${from > 0 ? '0%{visibility:hidden}' : ''}${from.toFixed(3)}%{visibility:visible}${to < 100 ? `${to.toFixed(3)}%{visibility:hidden}` : ''}`;
		return {
			style: `@keyframes f${index}{${steps}}#f${index}{visibility:hidden;animation:f${index} ${total}ms step-end infinite}`,
			drawing: `<g id="f${index}">${uses.join('')}</g>`,
		};
	});
	const first = stills[0]?.cells ?? [];
	return sheet(
		first[0]?.length ?? 0,
		first.length,
		[
			`<style>${frames.map(({style}) => style).join('')}</style>`,
			`<defs>${[...ids].map(([drawn, id]) => `<g id="${id}">${drawn}</g>`).join('\n')}</defs>`,
			...frames.map(({drawing}) => drawing),
		].join('\n'),
	);
};

/** The picture as PNG, twice as fine; nothing when this machine has no font that we know. */
export const pngOf = (svg: string): Uint8Array | undefined => {
	const present = fontFiles.filter((path) => existsSync(path));
	if (present.length === 0) return undefined;
	const defaultFontFamily = present[0]!.includes('JetBrains') ? 'JetBrains Mono' : 'DejaVu Sans Mono';
	const drawing = new Resvg(svg, {
		fitTo: {mode: 'zoom', value: 2},
		font: {loadSystemFonts: false, fontFiles: present, defaultFontFamily, monospaceFamily: defaultFontFamily},
	});
	return drawing.render().asPng();
};

/**
 * Writes a picture of what a terminal shows now.
 * @param path ends in `.png` or `.svg`; without a font for the one, the other is written beside it
 * @returns the path that was written.
 */
export const capture = (xterm: Xterm, path: string): string => {
	const svg = svgOf(cellsOf(xterm));
	const png = path.endsWith('.png') ? pngOf(svg) : undefined;
	const written = png ? path : path.replace(/\.png$/, '.svg');
	writeFileSync(written, png ?? svg);
	return written;
};
