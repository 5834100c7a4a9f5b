import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {decodeDescription} from '../../../source/model/descriptions/descriptions.ts';
import {encodeMt1} from '../../fixtures/written-descriptions.ts';

describe('mt1', () => {
	it('undoes the second encoding', () => {
		expect(decodeDescription(encodeMt1('тест/写真.jpg', '20121227T120000Z'), 'the-id')).toMatchObject({
			name: 'тест/写真.jpg',
			modified: '2012-12-27T12:00:00.000Z',
			format: 'mt1',
		});
	});

	it('gives back any path', () => {
		fc.assert(
			fc.property(fc.string({unit: 'grapheme', minLength: 1, maxLength: 40}), (filename) => {
				const decoded = decodeDescription(encodeMt1(filename, '20121227T120000Z'), 'the-id');
				expect([decoded.format, decoded.rawName]).toEqual(['mt1', filename]);
			}),
		);
	});

	it('of something encoded once only falls through', () => {
		const once = Buffer.from('{"filename":"ü"}').toString('base64url');
		expect(decodeDescription(`mt1 ${once}`, 'the-id').format).toBe('plain');
	});
});
