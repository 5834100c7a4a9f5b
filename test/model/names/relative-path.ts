import {join, posix, resolve, sep, win32} from 'node:path';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {longestSegment, relativePath} from '../../../source/model/names/relative-path.ts';
import {hostileText} from '../../fixtures/hostile-text.ts';

describe('a relative path', () => {
	it.each([
		['photos/2024/a b.jpg', 'photos/2024/a b.jpg'],
		['../../etc/passwd', 'etc/passwd'],
		['/etc/passwd', 'etc/passwd'],
		['a/../../b', 'a/b'],
		['./a//b/./c/', 'a/b/c'],
		['..', '_'],
		['', '_'],
		['c:/dir/file', 'c/dir/file'],
		['/c:/dir/file', 'c/dir/file'],
		['c:\\dir\\file', 'c/dir/file'],
		['c:file', 'c_file'],
		['\\\\server\\share\\file', 'server/share/file'],
		['..\\..\\etc\\passwd', 'etc/passwd'],
		['a\\b', 'a\\b'],
		['CB_M5/B:/c01', 'CB_M5/B:/c01'],
		['a\0b\u001b', 'a␀b␛'],
		['.config/..data/...', '.config/..data/...'],
		['~/x', '~/x'],
		['-rf', '-rf'],
	])('of %j is %j', (name, path) => {
		expect(relativePath(name)).toBe(path);
	});

	it('takes the fallback when nothing is left', () => {
		expect(relativePath('../..', 'the-id')).toBe('the-id');
	});

	it('shortens a segment that is too long and keeps its extension and its difference from others', () => {
		const long = `${'ü'.repeat(200)}.tar.gpg`;
		const short = relativePath(`dir/${long}`).slice('dir/'.length);
		expect(Buffer.byteLength(short)).toBeLessThanOrEqual(longestSegment);
		expect(short).toMatch(/^ü{100,}~[0-9a-f]{8}\.gpg$/);
		expect(relativePath(`x${long}`)).not.toBe(relativePath(`y${long}`));
		expect(relativePath('a'.repeat(longestSegment))).toBe('a'.repeat(longestSegment));
	});

	it('joined to a folder never leaves it, whatever the name', () => {
		fc.assert(
			fc.property(hostileText, (name) => {
				const path = relativePath(name);
				const base = resolve('/srv/restore');
				expect(join(base, path).startsWith(base + sep)).toBe(true);
				expect(posix.resolve('/', path)).not.toBe('/');
				expect(win32.resolve('X:\\base', path).startsWith('X:\\base\\')).toBe(true);
				for (const segment of path.split('/')) {
					expect(segment).not.toMatch(/^\.{0,2}$/);
					expect(Buffer.byteLength(segment)).toBeLessThanOrEqual(longestSegment);
				}
				expect(path).not.toContain('\0');
				expect(relativePath(path)).toBe(path);
			}),
			{numRuns: 2000},
		);
	});
});
