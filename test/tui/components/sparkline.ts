import {expect, it} from 'vitest';
import {sparkline} from '../../../source/tui/components/sparkline.ts';
import {asciiGlyphs, unicodeGlyphs} from '../../../source/tui/glyphs.ts';

it.each([
	[[], 4, '    '],
	[[0, 0], 4, '    '],
	[[1], 4, '   █'],
	[[0, 1, 2, 3, 4, 5, 6, 7], 8, '▁▂▃▄▅▆▇█'],
	[[9, 9, 9, 8, 4, 8], 3, '█▅█'],
])('%j in %i cells', (values, width, drawn) => expect(sparkline(values, width, unicodeGlyphs)).toBe(drawn));

it('has an ASCII form', () => expect(sparkline([0, 4, 8], 3, asciiGlyphs)).toBe('_=#'));
