import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {type Filterable, fold, longestLiteral, matches, matchesGlob, parseFilter} from '../../source/catalog/filter.ts';

const row = (changes: Partial<Filterable> & {name?: string} = {}): Filterable => ({
	folded: fold(changes.name ?? 'Nightly/2026-11-23 full.tar.GPG'),
	size: 1_500_000,
	created: Date.UTC(2024, 4, 17, 12),
	newness: 'in-inventory',
	marked: false,
	compressed: false,
	encrypted: true,
	...changes,
});

const passes = (filter: string, changes?: Parameters<typeof row>[0]) => matches(parseFilter(filter), row(changes));

describe('a filter', () => {
	it.each([
		['', true],
		['nightly', true],
		['NIGHTLY gpg', true],
		['nightly weekly', false],
		['!weekly nightly', true],
		['!nightly', false],
		['"23 full"', true],
		['"full 23"', false],
		['23 full', true],
		['*.gpg', true],
		['*.tar', false],
		['2026-??-23*', true],
		['nightly/*', true],
		['2026/*', false],
		['!*.gpg', false],
		['"*.gpg"', false],
		['ext:gpg', true],
		['ext:.GPG', true],
		['ext:tar', false],
		['size:>1M', true],
		['size:>1.5M', false],
		['size:<1.5MiB', true],
		['size:1500000', true],
		['size:1M..2M', true],
		['size:2M..', false],
		['size:..2M', true],
		['size:>=1500000 size:<=1500000', true],
		['!size:>1M', false],
		['date:2024', true],
		['date:2024-05', true],
		['date:2024-05-17', true],
		['date:2024-05-16', false],
		['date:2023..2024-04', false],
		['date:2024-05-17..', true],
		['date:>2024-05-16', true],
		['date:>2024-05-17', false],
		['date:>=2024-05-17', true],
		['date:<2024-05-17', false],
		['date:<=2024-05-17', true],
		['is:encrypted', true],
		['is:compressed', false],
		['is:marked', false],
		['!is:new', true],
		['is:newer-than-inventory', false],
	])('%s: %s', (filter, expected) => expect(passes(filter)).toBe(expected));

	it.each([
		'size:',
		'size:>',
		'size:abc',
		'date:',
		'date:20',
		'date:2024-5',
		'is:',
		'is:mar',
		'ext:',
		'!',
		'!size:',
		'size:..',
	])('that is not finished says nothing: %s', (filter) => expect(parseFilter(filter)).toEqual([]));

	it('knows what we did since the inventory, and marks', () => {
		expect(passes('is:new', {newness: 'uploaded-since'})).toBe(true);
		expect(passes('is:deleted', {newness: 'deleted-since'})).toBe(true);
		expect(passes('is:marked', {marked: true})).toBe(true);
	});

	it('takes an unknown key, or a drive, as part of a word', () => {
		expect(passes('c:/b', {name: 'C:/Bücher'})).toBe(true);
		expect(passes('is:here', {name: 'is:here'})).toBe(true);
	});

	it('finds accents however they are composed', () => {
		expect(passes('ÜBUNG', {name: 'u\u0308bung.txt'})).toBe(true);
	});

	it('takes any text, and a glob as its definition has it', () => {
		fc.assert(fc.property(fc.string({unit: 'grapheme'}), (text) => typeof passes(text) === 'boolean'));
		const letters = fc.string({unit: fc.constantFrom('a', 'b', '/', '.'), maxLength: 8});
		const globs = fc.string({unit: fc.constantFrom('a', 'b', '.', '*', '?'), minLength: 1, maxLength: 8});
		fc.assert(
			fc.property(globs, letters, (pattern, text) => {
				const expression = pattern.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll('?', '.');
				const expected = new RegExp(`^${expression}$`, 's').test(text);
				expect(matchesGlob({pattern, whole: true}, text)).toBe(expected);
				if (expected) expect(text).toContain(longestLiteral(pattern));
			}),
			{numRuns: 2000},
		);
	});

	it('does not hang on many stars', () => {
		expect(matchesGlob({pattern: '*a'.repeat(40), whole: true}, `${'a'.repeat(5000)}b`)).toBe(false);
	});
});
