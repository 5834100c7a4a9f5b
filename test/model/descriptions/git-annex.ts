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
});
