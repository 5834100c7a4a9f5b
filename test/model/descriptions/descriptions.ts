import {posix} from 'node:path';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {decodeDescription} from '../../../source/model/descriptions/descriptions.ts';
import {displayText} from '../../../source/model/names/display-text.ts';
import {relativePath} from '../../../source/model/names/relative-path.ts';
import {fuzzedDescriptions} from '../../fixtures/fuzzed-descriptions.ts';
import {hostileText} from '../../fixtures/hostile-text.ts';
import {inEveryForm} from '../../fixtures/written-descriptions.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('a description', () => {
	it.each([
		['nightly/2026-11-23.tar.gpg', 'nightly/2026-11-23.tar.gpg'],
		['  "backup of mail"  ', 'backup of mail'],
		["'quoted'", 'quoted'],
		['"', '"'],
		['"a" and \'b\'', '"a" and \'b\''],
		['%'.repeat(200), '%'.repeat(200)],
		['C:\\Users\\x\\photo.jpg', 'C/Users/x/photo.jpg'],
	])('in no known form is the name: %j', (description, name) => {
		expect(decodeDescription(description, 'the-id')).toMatchObject({name, format: 'plain', modified: null});
	});

	it.each([
		'mt2 !!!',
		'mt2 ',
		'mt2 e30',
		`mt2 ${base64('{"filename": "cut')}`,
		`mt2 ${base64('{"filename": 7}')}`,
		`mt2 ${base64('["filename"]')}`,
		'mt1 gICA',
		'<m><v>4</v><p>*</p></m>',
		'<m><v>4</v><p>gICA</p></m>',
		'<m><v>4</v><p>Z2xhY2llci1kZy5wZGY=',
		'<ArchiveMetadata></ArchiveMetadata>',
		'{"Path": 3}',
		'{"Path": "x"',
		'{"path": ["x"]}',
		'{}',
	])('in a broken form falls through to its text: %j', (description) => {
		const decoded = decodeDescription(description, 'the-id');
		expect(decoded).toMatchObject({rawName: description.trim(), format: 'plain'});
	});

	it('keeps a name whose time is broken', () => {
		for (const form of [
			`mt2 ${base64('{"filename":"a","mtime":{"toString":1}}')}`,
			'<m><v>4</v><p>YQ==</p><lm>20120231T000000Z</lm></m>',
			'{"Path":"a","UTCDateModified":{"toString":1},"Flags":{"valueOf":1}}',
		]) {
			expect(decodeDescription(form, 'the-id')).toMatchObject({name: 'a', modified: null});
		}
	});

	it('that names nothing is named by the id of its archive', () => {
		for (const empty of ['', '   ', '""', "'  '"]) {
			expect(decodeDescription(empty, 'the-id')).toMatchObject({name: 'the-id', rawName: 'the-id', format: 'plain'});
		}
		for (const name of ['', '   ', '/', '../..', './/.']) {
			for (const [format, description] of inEveryForm(name)) {
				expect(decodeDescription(description, 'the-id')).toMatchObject({name: 'the-id', format});
			}
		}
	});

	it('whose name ends in / is a folder', () => {
		for (const [format, description] of inEveryForm('photos/2024/')) {
			const {name, badges} = decodeDescription(description, 'the-id');
			expect([format, name, badges.directory]).toEqual([format, 'photos/2024', true]);
		}
		expect(decodeDescription('photos/', 'the-id')).toMatchObject({name: 'photos', badges: {directory: true}});
	});

	it.each([
		['../../etc/passwd', 'etc/passwd'],
		['/etc/passwd', 'etc/passwd'],
		['\u001b]0;owned\u0007\u001b[2Jx', '␛]0;owned␇␛[2Jx'],
		['invoice\u202efdp.exe', 'invoice\uFFFDfdp.exe'],
		['a\u009bb\u0000c', 'a\uFFFDb␀c'],
	])('that is hostile is made harmless in every form: %j', (rawName, name) => {
		for (const [format, description] of inEveryForm(rawName)) {
			const decoded = decodeDescription(description, 'the-id');
			expect(decoded).toMatchObject({format, name});
			if (format !== 'qnap') expect(decoded.rawName).toBe(rawName);
		}
	});

	it('of 1,024 % is cut to the length of a file name in every form, and two that differ stay apart', () => {
		const long = '%'.repeat(1024);
		for (const [at, [format, description]] of inEveryForm(long).entries()) {
			const {name, rawName} = decodeDescription(description, 'the-id');
			expect(rawName).toBe(long);
			expect([format, name.length, name.slice(0, 200)]).toEqual([format, 255, '%'.repeat(200)]);
			const [, other] = inEveryForm(`${long.slice(1)}!`)[at]!;
			expect(decodeDescription(other, 'the-id').name).not.toBe(name);
		}
	});

	it('gives a name that is safe to show and to use as a path, whatever is in it', () => {
		fc.assert(
			fc.property(hostileText, (text) => {
				for (const [, description] of [...inEveryForm(text), ['git-annex', `SHA1-s3--${text}`]] as const) {
					const {name} = decodeDescription(description, 'the-id');
					expect(posix.join('/srv/restore', name).startsWith('/srv/restore/')).toBe(true);
					expect(displayText(name)).toBe(name);
					expect(relativePath(name)).toBe(name);
				}
			}),
			{numRuns: 500},
		);
	});

	it('is decoded 100,000 times within two seconds, fuzzed, without a throw', () => {
		const descriptions = fuzzedDescriptions(100_000);
		const started = process.cpuUsage();
		const formats = new Map<string, number>();
		for (const description of descriptions) {
			const {format} = decodeDescription(description, 'the-id');
			formats.set(format, (formats.get(format) ?? 0) + 1);
		}
		expect(process.cpuUsage(started).user / 1000).toBeLessThan(2000);
		// The fuzz is of use only as long as it still reaches every form.
		expect([...formats.keys()].sort()).toEqual(
			['cloudberry', 'fastglacier', 'git-annex', 'mt1', 'mt2', 'plain', 'qnap'].sort(),
		);
	});
});
