import {describe, expect, it} from 'vitest';
import {fitLine, lineText, lineWidth, span, spread, toned} from '../../../source/tui/text/line.ts';

describe('fitLine', () => {
	it('fills with a tone, and cuts where it must', () => {
		expect(fitLine([span('ab', 'strong')], 4, 'dim')).toEqual([span('ab', 'strong'), span('  ', 'dim')]);
		expect(fitLine([span('ab', 'strong'), span('cd')], 3)).toEqual([span('ab', 'strong'), span('c')]);
		expect(fitLine([span('ab')], 0)).toEqual([]);
	});

	it('puts a space where half a character would stand', () => expect(lineText(fitLine([span('a写')], 2))).toBe('a '));
});

describe('spread', () => {
	it('sets two parts at the ends, and lets the first give way', () => {
		expect(lineText(spread([span('left')], [span('right')], 12))).toBe('left   right');
		expect(lineText(spread([span('left')], [span('right')], 7))).toBe('leright');
		expect(lineText(spread([span('left')], [span('right')], 3))).toBe('rig');
	});
});

describe('a line', () => {
	it('has the width of its letters', () => expect(lineWidth([span('写'), span('a')])).toBe(3));
	it('takes one tone', () =>
		expect(toned([span('a', 'failed'), span('b')], 'selected')).toEqual([span('ab', 'selected')]));
});
