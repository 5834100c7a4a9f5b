import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {decodeDescription} from '../../../source/model/descriptions/descriptions.ts';
import {encodeMt2, mt2} from '../../../source/model/descriptions/mt2.ts';
import {IceaxeError} from '../../../source/model/errors/iceaxe-error.ts';

const example = 'mt2 eyJtdGltZSI6IjIwMTIwODIxVDE3MDgyNFoiLCJmaWxlbmFtZSI6ImRpcjEvZmlsZSBvbmUudHh0In0';
const encoded = (value: unknown, encoding: 'base64' | 'base64url' = 'base64url') =>
	`mt2 ${Buffer.from(JSON.stringify(value)).toString(encoding)}`;

describe('mt2', () => {
	it('reads the worked example, and writes it', () => {
		const modified = '2012-08-21T17:08:24.000Z';
		expect(decodeDescription(example, 'the-id')).toEqual({
			name: 'dir1/file one.txt',
			rawName: 'dir1/file one.txt',
			modified,
			format: 'mt2',
			badges: {compressed: false, encrypted: false, directory: false},
		});
		expect(encodeMt2({filename: 'dir1/file one.txt', modified: '2012-08-21T17:08:24.999Z'})).toBe(example);
	});

	it('takes base64 of both alphabets, padded or not, and keys in any order', () => {
		const file = {filename: 'ü~?~ÿ?/a>>b??', mtime: '20120821T170824Z'};
		for (const description of [
			encoded(file, 'base64'),
			encoded(file, 'base64').replaceAll('=', ''),
			encoded(file),
			encoded({mtime: file.mtime, other: 1, filename: file.filename}),
		]) {
			expect(mt2.decode(description)).toEqual({rawName: file.filename, modified: '2012-08-21T17:08:24.000Z'});
		}
	});

	it.each([
		['20120821T170824Z', '2012-08-21T17:08:24.000Z'],
		['1345568904000', '2012-08-21T17:08:24.000Z'],
		[1_345_568_904_123, '2012-08-21T17:08:24.123Z'],
		['-86400000', '1969-12-31T00:00:00.000Z'],
		['yesterday', null],
		['999999999999999', null],
		[null, null],
		[undefined, null],
	])('reads mtime %j as %j', (mtime, modified) => {
		expect(mt2.decode(encoded({filename: 'a', mtime}))?.modified).toBe(modified);
	});

	it('carries any path and time there and back', () => {
		const path = fc.string({unit: 'grapheme', minLength: 1, maxLength: 60});
		const date = fc.date({
			min: new Date('1000-01-01T00:00:00Z'),
			max: new Date('9999-12-31T23:59:59Z'),
			noInvalidDate: true,
		});
		fc.assert(
			fc.property(path, date, (filename, modified) => {
				modified.setUTCMilliseconds(0);
				const description = encodeMt2({filename, modified: modified.toISOString()});
				expect(description).toMatch(/^[ -~]{1,1024}$/);
				expect(mt2.decode(description)).toEqual({rawName: filename, modified: modified.toISOString()});
			}),
		);
	});

	it('refuses to write what a description cannot hold', () => {
		const modified = '2012-08-21T17:08:24.000Z';
		expect(encodeMt2({filename: 'a'.repeat(723), modified})).toHaveLength(1024);
		expect(() => encodeMt2({filename: 'a'.repeat(725), modified})).toThrow(IceaxeError);
		expect(() => encodeMt2({filename: 'a', modified: '+012012-08-21T17:08:24.000Z'})).toThrow(IceaxeError);
		expect(() => encodeMt2({filename: 'a', modified: 'never'})).toThrow(IceaxeError);
	});
});
