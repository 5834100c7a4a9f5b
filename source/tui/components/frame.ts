import type {Glyphs} from '../glyphs.ts';
import {fitLine, type Line, lineWidth, type Span, span} from '../text/line.ts';

/** A border and what is written into it. */
export type Frame = {
	width: number;
	height: number;
	focused: boolean;
	title: Line;
	/** At the right end of the upper border. */
	aside?: Line;
	/** In the lower border, left and right. */
	foot?: Line;
	footAside?: Line;
	/** Where in a longer list the content is. */
	scroll?: {first: number; shown: number; total: number};
};

/** How many cells and lines are left for the content. */
export const innerWidth = ({width}: {width: number}): number => Math.max(0, width - 2);
export const innerHeight = ({height}: {height: number}): number => Math.max(0, height - 2);

/** A border with words in it. The left ones are cut when they must be; the right ones are there when there is room for both. */
const edge = (
	corners: readonly [string, string],
	horizontal: string,
	words: {left: Line; right: Line},
	width: number,
	border: (text: string) => Span,
): Line => {
	const inner = Math.max(0, width - 2);
	// A dash at each end and between the two, and a space at each side of the words.
	const left = fitLine(words.left, Math.min(lineWidth(words.left), Math.max(0, inner - 4)));
	const leftWidth = left.length > 0 ? lineWidth(left) + 2 : 0;
	const rightWidth = lineWidth(words.right) + 2;
	const right = words.right.length > 0 && leftWidth + rightWidth + 3 <= inner;
	const dashes = inner - leftWidth - (right ? rightWidth : 0);
	return [
		border(corners[0] + horizontal.repeat(Math.min(1, dashes))),
		...(left.length > 0 ? [border(' '), ...left, border(' ')] : []),
		border(horizontal.repeat(Math.max(0, dashes - (right ? 2 : 1)))),
		...(right ? [border(' '), ...words.right, border(' '), border(horizontal)] : []),
		border(corners[1]),
	];
};

/** Which lines of the right border are the thumb. */
const thumbOf = (height: number, scroll: Frame['scroll']): {from: number; to: number} => {
	if (!scroll || scroll.total <= scroll.shown || height < 2) return {from: 0, to: 0};
	const size = Math.max(1, Math.round((height * scroll.shown) / scroll.total));
	const lowest = scroll.total - scroll.shown;
	const inner = height - size;
	// The ends of the border mean the ends of the list, and only these.
	const at = scroll.first <= 0 ? 0 : scroll.first >= lowest ? inner : Math.round((inner * scroll.first) / lowest);
	const from = inner >= 2 && scroll.first > 0 && scroll.first < lowest ? Math.min(inner - 1, Math.max(1, at)) : at;
	return {from, to: from + size};
};

/** A framed part of the screen: exactly `height` lines of exactly `width` cells. Content that does not fit is cut. */
export const framed = (frame: Frame, content: readonly Line[], {frame: glyphs}: Glyphs): Line[] => {
	const {width, height, focused, title, aside = [], foot = [], footAside = []} = frame;
	const tone = focused ? 'focus' : 'border';
	const border = (text: string): Span => span(text, tone);
	const rows = innerHeight(frame);
	const thumb = thumbOf(rows, frame.scroll);
	const lines: Line[] = [
		edge([glyphs.topLeft, glyphs.topRight], glyphs.horizontal, {left: title, right: aside}, width, border),
	];
	for (let row = 0; row < rows; row++) {
		const right = row >= thumb.from && row < thumb.to ? glyphs.thumb : glyphs.vertical;
		lines.push([border(glyphs.vertical), ...fitLine(content[row] ?? [], innerWidth(frame)), border(right)]);
	}
	const words = {left: foot, right: footAside};
	lines.push(edge([glyphs.bottomLeft, glyphs.bottomRight], glyphs.horizontal, words, width, border));
	return lines.slice(0, height);
};
