import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {decodeDescription} from '../../../source/model/descriptions/descriptions.ts';
import {writeCloudberry} from '../../fixtures/written-descriptions.ts';

describe('cloudberry', () => {
	it('reads the worked example', () => {
		const description = '{"Path":"CB+AF8-M5/B:/c01","UTCDateModified":"20100310T110623Z"}';
		expect(decodeDescription(description, 'the-id')).toEqual({
			name: 'CB_M5/B:/c01',
			rawName: 'CB_M5/B:/c01',
			modified: '2010-03-10T11:06:23.000Z',
			format: 'cloudberry',
			badges: {compressed: false, encrypted: false, directory: false},
		});
	});

	it.each([
		[0, false, false],
		[1, true, false],
		[2, false, true],
		[3, true, true],
		['3', true, true],
		[null, false, false],
	])('reads flags %j', (Flags, compressed, encrypted) => {
		const description = JSON.stringify({Path: 'c:\\dir\\file.txt', UTCDateModified: '20100310T110623Z', Flags});
		expect(decodeDescription(description, 'the-id')).toMatchObject({
			name: 'c/dir/file.txt',
			rawName: 'c:/dir/file.txt',
			badges: {compressed, encrypted},
		});
	});

	it('is told from QNAP in lower case by its date', () => {
		const path = 'a+AF8-b';
		expect(decodeDescription(JSON.stringify({path, UTCDateModified: '20100310T110623Z'}), 'i')).toMatchObject({
			name: 'a_b',
			format: 'cloudberry',
		});
		expect(decodeDescription(JSON.stringify({path, type: 'file'}), 'i')).toMatchObject({name: path, format: 'qnap'});
	});

	it('gives back any path, with / for its \\', () => {
		fc.assert(
			fc.property(fc.string({unit: 'grapheme', minLength: 1}), (path) => {
				const {format, rawName} = decodeDescription(writeCloudberry(path), 'the-id');
				expect([format, rawName]).toEqual(['cloudberry', path.replaceAll('\\', '/')]);
			}),
		);
	});
});
