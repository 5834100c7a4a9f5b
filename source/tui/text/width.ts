import stringWidth from 'string-width';

/**
 * Letters and signs of which each takes one cell and is one unit long: ASCII and our own signs. Most of what is drawn is made of these, and to
 * reckon the width of anything else takes a hundred times as long.
 */
const narrow =
	/^[ -~\u00b7\u00d7\u2013\u2016\u2019\u201c\u201d\u2026\u2190-\u2193\u2500-\u259f\u25cf\u25f7\u2713\u2717\u2800-\u28ff]*$/;

/** Whether every unit of a text is one cell. */
export const isNarrow = (text: string): boolean => narrow.test(text);

/** How many cells of a terminal a text takes. Every width on the screen is reckoned here. */
export const cells = (text: string): number => (isNarrow(text) ? text.length : stringWidth(text));

const graphemes = new Intl.Segmenter(undefined, {granularity: 'grapheme'});

/** The characters of a text as a person counts them, each with where it begins. */
export const characters = (text: string): {text: string; at: number}[] =>
	Array.from(graphemes.segment(text), ({segment, index}) => ({text: segment, at: index}));
