import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {decodeDescription} from '../../../source/model/descriptions/descriptions.ts';
import {writeQnap} from '../../fixtures/written-descriptions.ts';

describe('qnap', () => {
	it('drops the leading / and knows folders', () => {
		expect(decodeDescription('{"path": "/share/file", "type": "file"}', 'the-id')).toEqual({
			name: 'share/file',
			rawName: 'share/file',
			modified: null,
			format: 'qnap',
			badges: {compressed: false, encrypted: false, directory: false},
		});
		expect(decodeDescription('{"type":"folder","path":"//share"}', 'the-id')).toMatchObject({
			name: 'share',
			badges: {directory: true},
		});
	});

	it('gives back any path, without the / before it', () => {
		fc.assert(
			fc.property(fc.string({unit: 'grapheme', minLength: 1}), (path) => {
				const {format, rawName} = decodeDescription(writeQnap(`/${path}`), 'the-id');
				expect([format, rawName]).toEqual(['qnap', path.replace(/^\/+/, '')]);
			}),
		);
	});
});
