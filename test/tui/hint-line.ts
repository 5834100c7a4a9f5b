import {describe, expect, it} from 'vitest';
import {IceaxeError} from '../../source/model/errors/iceaxe-error.ts';
import {unicodeGlyphs} from '../../source/tui/glyphs.ts';
import {hintLine} from '../../source/tui/hint-line.ts';
import type {Toast} from '../../source/tui/screen/toasts.ts';
import {lineText} from '../../source/tui/text/line.ts';

const hints = [
	{key: 'space', word: 'mark'},
	{key: 'r', word: 'restore'},
	{key: 'q', word: 'quit'},
	{key: '?', word: 'help'},
];
const toast = (text: string, level: Toast['level'] = 'good'): Toast => ({
	id: 1,
	level,
	text,
	error: null,
	until: level === 'error' ? null : 5,
});
const draw = (width: number, ...toasts: Toast[]) => lineText(hintLine(hints, toasts, width, unicodeGlyphs));

describe('the hint line', () => {
	it('has as many keys as there is room for, and always the way to the others', () => {
		expect(draw(44)).toBe(' space mark  r restore  q quit  ? help      ');
		expect(draw(30)).toBe(' space mark  r restore  ? help');
		expect(draw(20)).toBe(' space mark  ? help ');
		expect(draw(8)).toBe(' ? help ');
		expect(draw(5)).toBe('     ');
	});

	it('has what happened at its right end, before the keys', () => {
		expect(draw(50, toast('it is verified'))).toBe(' space mark  r restore  ? help   ✓ it is verified ');
		expect(draw(60, toast('it is verified and has a long name'.repeat(2)))).toMatch(
			/^ \? help +✓ it is verified and has.*…\s*$/,
		);
		expect(draw(20, toast('it is verified at last'))).toBe(' ✓ it is verified a… '.slice(1));
	});

	it('says where there is more about a failure', () =>
		expect(draw(40, toast('no answer', 'error'))).toMatch(/✗ no answer {2}! more $/));

	it('names the permission that is missing, also where there is little room', () => {
		const {value} = new IceaxeError('denied', 'This key may not x.', {permission: 'glacier:InitiateJob'});
		const denied = {...toast('This key may not ask for an inventory of backups.', 'error'), error: value};
		expect(draw(110, denied)).toContain(
			'✗ This key may not ask for an inventory of backups: it lacks glacier:InitiateJob  ! more',
		);
		expect(draw(79, denied)).toMatch(/✗ This key may not ask for a.*…: it lacks glacier:InitiateJob {2}! more $/);
		expect(draw(50, denied)).toMatch(/…: it lacks glacier:InitiateJob {2}! more $/);
	});

	it('is exactly as wide as it was asked to be', () => {
		for (let width = 20; width < 90; width++) expect(draw(width, toast('写真 is verified'))).toHaveLength(width - 2);
	});
});
