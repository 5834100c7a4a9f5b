import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {decodeDescription} from '../../../source/model/descriptions/descriptions.ts';

const sha256 = '9bc1b2a288b26af7257a36277ae3816a7d4f16e89c1e7e77d0a5c48bad62b360';

describe('git-annex', () => {
	it.each([
		[`SHA256E-s1048576--${sha256}.tar.gz`, false],
		[`SHA1-s3--${sha256.slice(0, 40)}`, false],
		[`SHA512E-s5-S1048576-C3--${sha256}${sha256}.iso`, false],
		['WORM-s3-m1289672605--file name.txt', false],
		[`GPGHMACSHA1--${sha256.slice(0, 40)}`, true],
	])('knows the key %s', (key, encrypted) => {
		expect(decodeDescription(key, 'the-id')).toMatchObject({
			name: key,
			format: 'git-annex',
			modified: null,
			badges: {encrypted},
		});
	});

	it.each(['SHADOW--copy.tar', 'sha256--x', 'notes--SHA256E', 'URLS of today'])(
		'does not take %s for a key',
		(text) => {
			expect(decodeDescription(text, 'the-id').format).toBe('plain');
		},
	);

	it('gives back any key, hostile ones made harmless', () => {
		const backend = fc.constantFrom(
			'SHA256E',
			'SHA512',
			'MD5E',
			'SKEIN512',
			'BLAKE2B512E',
			'WORM',
			'URL',
			'GPGHMACSHA1',
		);
		const fields = fc.array(fc.stringMatching(/^-[a-zA-Z]\d{1,15}$/), {maxLength: 3});
		// A key has no line break, and white space at the end of a description is nobody's.
		const rest = fc.string({unit: 'grapheme-ascii', minLength: 1}).filter((text) => text.trimEnd() === text);
		fc.assert(
			fc.property(backend, fields, rest, (name, more, end) => {
				const key = `${name}${more.join('')}--${end}`;
				const {format, rawName} = decodeDescription(key, 'the-id');
				expect([format, rawName]).toEqual(['git-annex', key]);
			}),
		);
		expect(decodeDescription('SHA1-s3--../../etc/passwd\u202e\u001b[2J', 'the-id')).toMatchObject({
			format: 'git-annex',
			name: 'SHA1-s3--../etc/passwd\ufffd␛[2J',
		});
	});
});
