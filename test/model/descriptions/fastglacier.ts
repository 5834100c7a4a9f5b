import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {decodeDescription} from '../../../source/model/descriptions/descriptions.ts';
import {writeFastglacier, writeFastglacier1} from '../../fixtures/written-descriptions.ts';

describe('fastglacier', () => {
	it('reads the worked example of version 4', () => {
		const description =
			'<m><v>4</v><p>Z2xhY2llci1kZy5wZGY=</p><lm>20120821T170824Z</lm><ce>1:1:4340ebcf79712dc5e3ef7d50bab98ba5:54687</ce></m>';
		expect(decodeDescription(description, 'the-id')).toEqual({
			name: 'glacier-dg.pdf',
			rawName: 'glacier-dg.pdf',
			modified: '2012-08-21T17:08:24.000Z',
			format: 'fastglacier',
			badges: {compressed: true, encrypted: true, directory: false},
			realSize: 54_687,
		});
	});

	it.each([
		['version 2', '<m><v>2</v><p>YS9i</p><lm>20120821T170824Z</lm></m>', {compressed: false, encrypted: false}],
		[
			'version 3',
			'<m><v>3</v><p>YS9i</p><lm>20120821T170824Z</lm><ce>0:1:434</ce></m>',
			{compressed: false, encrypted: true},
		],
		['one with white space', ' "  <m>\n<v> 4 </v>\t<p> YS\n9i </p> <lm> 20120821T170824Z  </lm>  </m> "', {}],
	])('reads %s', (_, description, badges) => {
		const decoded = decodeDescription(description, 'the-id');
		expect(decoded).toMatchObject({name: 'a/b', modified: '2012-08-21T17:08:24.000Z', badges, format: 'fastglacier'});
		expect(decoded).not.toHaveProperty('realSize');
	});

	it('reads version 1, quoted and spaced out', () => {
		const description =
			'"<ArchiveMetadata>   <Path>   UkVOREVSRkFSTTUvQjovb25lL3R3by9jaDAxLmRweA==   </Path></ArchiveMetadata>"';
		expect(decodeDescription(description, 'the-id')).toMatchObject({
			name: 'RENDERFARM5/B:/one/two/ch01.dpx',
			modified: null,
			format: 'fastglacier',
		});
	});

	it('of the first and the last version gives back any path', () => {
		fc.assert(
			fc.property(fc.string({unit: 'grapheme', minLength: 1}), (path) => {
				for (const description of [writeFastglacier(path), writeFastglacier1(path)]) {
					const {format, rawName} = decodeDescription(description, 'the-id');
					expect([format, rawName]).toEqual(['fastglacier', path]);
				}
			}),
		);
	});
});
