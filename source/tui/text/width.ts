import stringWidth from 'string-width';

const printableAscii = /^[ -~]*$/;

/** How many cells of a terminal a text takes. Every width on the screen is reckoned here. */
export const cells = (text: string): number => (printableAscii.test(text) ? text.length : stringWidth(text));

const graphemes = new Intl.Segmenter(undefined, {granularity: 'grapheme'});

/** The characters of a text as a person counts them, each with where it begins. */
export const characters = (text: string): {text: string; at: number}[] =>
	Array.from(graphemes.segment(text), ({segment, index}) => ({text: segment, at: index}));
