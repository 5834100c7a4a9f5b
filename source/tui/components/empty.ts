import {wrap} from '../text/fit.ts';
import {type Line, span, type Tone} from '../text/line.ts';

/** Sentences in the place of rows that are not there: what is so, and what one can do. A little away from the border. */
export const sentences = (texts: readonly (string | {text: string; tone: Tone} | null)[], width: number): Line[] =>
	texts.flatMap((one) => {
		if (one === null) return [];
		const {text, tone} = typeof one === 'string' ? {text: one, tone: 'dim' as const} : one;
		return wrap(text, Math.max(1, width - 4)).map((line): Line => [span('  '), span(line, tone)]);
	});
