import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {isFolderMarker, restorePaths} from '../../../source/engine/restores/restore-paths.ts';
import type {Archive} from '../../../source/model/archive.ts';
import {hostileText} from '../../fixtures/hostile-text.ts';

let count = 0;
const archive = (name: string, created = '2014-05-01T10:20:30.000Z'): Archive => ({
	archiveId: `id-${++count}`,
	name,
	description: name,
	size: 5000,
	created,
	treeHash: '',
	modified: null,
	format: 'plain',
	compressed: false,
	encrypted: false,
});
const pathsOf = (...archives: Archive[]) => restorePaths(archives).map(({path}) => path);

describe('the places of a restore', () => {
	it('are the names, where they are all different', () => {
		expect(pathsOf(archive('a/b.txt'), archive('c')).toSorted()).toEqual(['a/b.txt', 'c']);
	});

	it('tell archives of one name apart by their dates; the newest keeps the name', () => {
		const old = archive('db.tar.gz', '2014-05-01T10:20:30.000Z');
		const older = archive('db.tar.gz', '2013-05-01T10:20:30.000Z');
		const newest = archive('db.tar.gz', '2015-05-01T10:20:30.000Z');
		expect(restorePaths([old, newest, older])).toEqual([
			{archive: newest, path: 'db.tar.gz', renamed: false},
			{archive: old, path: 'db.2014-05-01T102030.tar.gz', renamed: true},
			{archive: older, path: 'db.2013-05-01T102030.tar.gz', renamed: true},
		]);
	});

	it('count archives of one name and one second', () => {
		expect(pathsOf(archive('x'), archive('x'), archive('x')).toSorted()).toEqual([
			'x',
			'x.2014-05-01T102030',
			'x.2014-05-01T102030-2',
		]);
	});

	it('make way for a folder of the same name', () => {
		expect(pathsOf(archive('dir'), archive('dir/file')).toSorted()).toEqual(['dir.2014-05-01T102030', 'dir/file']);
	});

	it('are inside of the folder, all different, and no file is where a folder has to be, whatever the names', () => {
		const name = fc.oneof(hostileText, fc.constantFrom('a', 'a/b', 'a/b/c', 'A', 'a.txt', '..', '/', ''));
		fc.assert(
			fc.property(fc.array(name, {maxLength: 12}), (names) => {
				const paths = pathsOf(...names.map((one) => archive(one)));
				expect(new Set(paths).size).toBe(names.length);
				for (const path of paths) {
					const segments = path.split('/');
					expect(segments.some((segment) => segment === '' || segment === '.' || segment === '..')).toBe(false);
					for (let length = 1; length < segments.length; length++) {
						expect(paths).not.toContain(segments.slice(0, length).join('/'));
					}
				}
			}),
		);
	});
});

describe('a marker of a folder', () => {
	it('is a tiny archive whose name ends in a slash', () => {
		expect(isFolderMarker({...archive('photos/'), size: 1})).toBe(true);
		expect(isFolderMarker({...archive('photos/'), size: 5000})).toBe(false);
		expect(isFolderMarker({...archive('photos'), size: 1})).toBe(false);
	});
});
