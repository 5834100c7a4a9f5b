import type {Archive} from '../../model/archive.ts';
import {decodeDescription} from '../../model/descriptions/descriptions.ts';
import {relativePath} from '../../model/names/relative-path.ts';

/** Where an archive of a restore goes, relative to its folder. `renamed`: another archive of the same restore has its name. */
export type RestorePath = {archive: Archive; path: string; renamed: boolean};

/** A folder's marker is at most this large, in bytes; writers put a few bytes into it, because no archive is empty. */
const largestMarker = 1024;

/** Whether an archive stands for a folder and holds nothing worth fetching. */
export const isFolderMarker = ({size, description, archiveId}: Archive): boolean =>
	size <= largestMarker && decodeDescription(description, archiveId).badges.directory;

/** `dir/file.tar.gz` with its date: `dir/file.2014-05-01T102030.tar.gz`. */
const dated = (path: string, {created}: Archive): string => {
	const [, front, extension] = /^(.*?[^/.][^/]*?)((?:\.[A-Za-z0-9]{1,8}){0,2})$/s.exec(path) ?? ['', path, ''];
	return relativePath(`${front}.${created.slice(0, 19).replaceAll(':', '')}${extension}`);
};

/** All folders that lead to a path. */
const foldersOf = (path: string): string[] => {
	const segments = path.split('/');
	return segments.slice(1).map((_, index) => segments.slice(0, index + 1).join('/'));
};

/**
 * Gives each archive of a restore a place of its own. Of several with one name the newest keeps it; the others, and a file where a folder
 * has to be, get their date of upload before the extension.
 */
export const restorePaths = (archives: readonly Archive[]): RestorePath[] => {
	const wished = archives.map((archive) => ({archive, path: relativePath(archive.name, archive.archiveId)}));
	const taken = new Set(wished.flatMap(({path}) => foldersOf(path)));
	const newestFirst = wished.toSorted((a, b) => (a.archive.created < b.archive.created ? 1 : -1));
	return newestFirst.map(({archive, path: wish}) => {
		let path = wish;
		for (let count = 1; taken.has(path); count++) {
			path = count === 1 ? dated(wish, archive) : `${dated(wish, archive)}-${count}`;
		}
		taken.add(path);
		return {archive, path, renamed: path !== wish};
	});
};
