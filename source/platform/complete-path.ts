import type {Dirent} from 'node:fs';
import {readdir, stat} from 'node:fs/promises';
import {homedir} from 'node:os';
import {basename, dirname, join, resolve} from 'node:path';
import {expandHome} from './paths.ts';

export type CompletePathOptions = {only?: 'folders' | undefined; most?: number; home?: string; folder?: string};

/** Whether an entry is a folder, or a link to one. */
const isFolder = async (folder: string, entry: Dirent): Promise<boolean> => {
	if (!entry.isSymbolicLink()) return entry.isDirectory();
	try {
		return (await stat(join(folder, entry.name))).isDirectory();
	} catch {
		return false;
	}
};

/**
 * Paths that begin with `prefix`, written as the prefix is (`~/` stays), folders first and with a trailing `/`.
 * Hidden entries come only when the prefix asks for them. A folder that cannot be read has no entries.
 */
export const completePath = async (
	prefix: string,
	{only, most = 50, home = homedir(), folder: base = '.'}: CompletePathOptions = {},
): Promise<string[]> => {
	if (prefix === '~') return ['~/'];
	const begun = prefix === '' || prefix.endsWith('/') ? '' : basename(prefix);
	const shownFolder = prefix.slice(0, prefix.length - begun.length);
	const folder = resolve(base, expandHome(begun === '' ? prefix || '.' : dirname(prefix), home));
	let entries: Dirent[];
	try {
		entries = await readdir(folder, {withFileTypes: true});
	} catch {
		return [];
	}
	const matching = entries
		.filter(({name}) => name.startsWith(begun) && (begun.startsWith('.') || !name.startsWith('.')))
		.toSorted((a, b) => (a.name < b.name ? -1 : 1));
	const folders: string[] = [];
	const files: string[] = [];
	for (const entry of matching) {
		if (folders.length === most) break;
		if (await isFolder(folder, entry)) folders.push(`${shownFolder}${entry.name}/`);
		else if (files.length < most) files.push(`${shownFolder}${entry.name}`);
	}
	return only === 'folders' ? folders : [...folders, ...files].slice(0, most);
};
