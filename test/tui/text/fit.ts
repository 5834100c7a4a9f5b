import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {endOf, fitEnd, fitMiddle, padEnd, padStart, startOf, wrap} from '../../../source/tui/text/fit.ts';
import {cells} from '../../../source/tui/text/width.ts';

const text = fc.string({unit: fc.constantFrom('a', 'b', '/', '.', ' ', '写', 'é', '🇨🇭', '한'), maxLength: 40});

describe('fitMiddle', () => {
	it.each([
		['nightly/2026-11-23.tar.gpg', 30, 'nightly/2026-11-23.tar.gpg'],
		['nightly/2026-11-23.tar.gpg', 20, 'nightly/2…23.tar.gpg'],
		['nightly/2026-11-23.tar.gpg', 3, 'n…g'],
		['nightly/2026-11-23.tar.gpg', 2, 'n…'],
		['nightly/2026-11-23.tar.gpg', 1, '…'],
		['nightly/2026-11-23.tar.gpg', 0, ''],
		['写真写真写真', 7, '写真…真'],
	])('%s in %i cells is %s', (name, width, fitted) => expect(fitMiddle(name, width)).toBe(fitted));

	it('never takes more cells than there are', () =>
		fc.assert(fc.property(text, fc.nat(30), (name, width) => cells(fitMiddle(name, width)) <= width)));
});

describe('fitEnd', () => {
	it('cuts between characters, never within one', () => {
		expect(fitEnd('写真です', 6)).toBe('写真…');
		expect(fitEnd('写真です', 5)).toBe('写真…');
		expect(fitEnd('写真です', 4)).toBe('写…');
	});

	it('never takes more cells than there are', () =>
		fc.assert(fc.property(text, fc.nat(30), (name, width) => cells(fitEnd(name, width)) <= width)));
});

describe('startOf and endOf', () => {
	it('take whole characters', () => {
		expect(startOf('a写b', 2)).toBe('a');
		expect(endOf('a写b', 2)).toBe('b');
		expect(startOf('abc', -1)).toBe('');
		expect(endOf('abc', 0)).toBe('');
	});
});

describe('padding', () => {
	it('fills up to a width and leaves what is longer', () => {
		expect(padEnd('写', 4)).toBe('写  ');
		expect(padStart('写', 4)).toBe('  写');
		expect(padStart('abc', 2)).toBe('abc');
	});
});

describe('wrap', () => {
	it('breaks at spaces, and words that are longer than a line', () => {
		expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
		expect(wrap('abcdefgh ij', 3)).toEqual(['abc', 'def', 'gh', 'ij']);
		expect(wrap('', 5)).toEqual(['']);
		expect(wrap('a', 0)).toEqual([]);
	});

	it('loses no letter and keeps every line within its width', () =>
		fc.assert(
			fc.property(text, fc.integer({min: 2, max: 20}), (sentence, width) => {
				const lines = wrap(sentence, width);
				expect(lines.every((line) => cells(line) <= width)).toBe(true);
				expect(lines.join('').replaceAll(' ', '')).toBe(sentence.replaceAll(' ', ''));
			}),
		));
});
