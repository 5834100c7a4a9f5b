import type {Glyphs} from '../glyphs.ts';
import {type Span, span} from '../text/line.ts';

/** How large something is beside the largest of its kind, as a bar in `width` cells. What is anything at all has at least a trace of a bar. */
export const sizeBar = (size: number, largest: number, width: number, {size: sign}: Glyphs): Span => {
	const filled = size === 0 || largest === 0 ? 0 : Math.max(1, Math.round((size / largest) * width));
	return span(sign.repeat(filled) + ' '.repeat(width - filled), 'dim');
};
