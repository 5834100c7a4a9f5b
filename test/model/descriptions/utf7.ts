import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {decodeUtf7} from '../../../source/model/descriptions/utf7.ts';
import {encodeUtf7} from '../../fixtures/written-descriptions.ts';

describe('UTF-7', () => {
	it.each([
		['plain', 'plain'],
		['a+AF8-b', 'a_b'],
		['1 +- 1', '1 + 1'],
		['Hi Mom +Jjo-!', 'Hi Mom ☺!'],
		['+2D3cqQ-', '💩'],
		['+ZeVnLIqe', '日本語'],
		['a+AF8.b', 'a_.b'],
	])('reads %j as %j', (text, decoded) => {
		expect(decodeUtf7(text)).toBe(decoded);
	});

	it.each(['C++', 'a+b', 'a+F8-b', 'a+A8-b', '+AF9-', '+2D0-', 'a + b', '+'])(
		'leaves %j, which is none, as it is',
		(text) => {
			expect(decodeUtf7(text)).toBe(text);
		},
	);

	it('decodes the good runs of a name and leaves the others', () => {
		expect(decodeUtf7('CB+F8-M5/c01+AF8-s00+A8-s')).toBe('CB+F8-M5/c01_s00+A8-s');
	});

	it('gives back any text', () => {
		fc.assert(
			fc.property(fc.string({unit: 'grapheme'}), (text) => {
				expect(decodeUtf7(encodeUtf7(text))).toBe(text);
			}),
		);
	});
});
