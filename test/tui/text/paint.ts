import {describe, expect, it} from 'vitest';
import {span, type Tone} from '../../../source/tui/text/line.ts';
import {paint} from '../../../source/tui/text/paint.ts';
import {cells} from '../../../source/tui/text/width.ts';
import {lookOf, themeNames, tones} from '../../../source/tui/theme.ts';

const terminal = {colours: '256', unicode: true} as const;

describe('paint', () => {
	it('switches on and off what a tone says', () => {
		const {palette} = lookOf({theme: 'terminal', ascii: false}, terminal);
		expect(paint([span('a'), span('b', 'accent'), span('c', 'focus-title')], palette, false)).toBe(
			'a\u001b[36mb\u001b[39m\u001b[1m\u001b[36mc\u001b[39m\u001b[22m',
		);
	});

	it('makes do with ASCII, cell for cell', () => {
		const {palette} = lookOf({theme: 'mono', ascii: true}, terminal);
		expect(paint([span('3–5 h · “写”…')], palette, true)).toBe('3-5 h - "??"~');
		for (const name of ['👩‍👧‍👦 🇨🇭 👍🏽.zip', 'e\u0301\u00e9.txt', 'สวัสดีครับ', 'ﷺ﷽'])
			expect(paint([span(name)], palette, true), name).toHaveLength(cells(name));
	});
});

describe('a theme', () => {
	it.each(themeNames)('%s paints every tone', (theme) => {
		const {palette} = lookOf({theme, ascii: false}, terminal);
		expect(Object.keys(palette).toSorted()).toEqual(tones.toSorted());
	});

	it.each(themeNames)('%s keeps a selection visible', (theme) => {
		const {palette} = lookOf({theme, ascii: false}, terminal);
		expect(palette.selected.on.length).toBeGreaterThan(0);
	});

	it.each(['verified', 'attention', 'failed'] satisfies Tone[])('has a colour of its own for what is %s', (tone) => {
		for (const theme of ['terminal', 'dark', 'light', 'colour-blind'] as const) {
			const {palette} = lookOf({theme, ascii: false}, terminal);
			const others = tones.filter((other) => other !== tone);
			expect(others.filter((other) => String(palette[other].on) === String(palette[tone].on))).toEqual([]);
		}
	});

	it('writes no colour where none is wanted', () => {
		const {palette} = lookOf({theme: 'dark', ascii: false}, {colours: 'none', unicode: true});
		const codes = new Set(Object.values(palette).flatMap(({on}) => on));
		expect([...codes].every((code) => ['1', '2', '4', '7', '9'].includes(code))).toBe(true);
	});

	it('keeps to the 16 colours of a terminal that has no more', () => {
		const look = lookOf({theme: 'dark', ascii: false}, {colours: '16', unicode: true});
		expect(look.palette).toBe(lookOf({theme: 'terminal', ascii: false}, terminal).palette);
	});
});
