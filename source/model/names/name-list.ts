import {milliseconds} from '../timestamp.ts';

/** No line that people write is longer, in characters. */
const longestPath = 8192;

/** The fields of a line of CSV. A quote within a quoted field is doubled. */
const fieldsOf = (line: string): string[] =>
	[...line.replace(/^\uFEFF/, '').matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, bare]) =>
		quoted === undefined ? bare!.trim() : quoted.replaceAll('""', '"'),
	);

/**
 * A line of a person's own list of names: archive id, path, and perhaps when the file was last changed. `undefined` when it is none, as
 * a line that names the columns. The path is as hostile as a description.
 */
export const readNameLine = (line: string): {archiveId: string; name: string; modified: number} | undefined => {
	const [archiveId = '', name = '', time = ''] = fieldsOf(line);
	if (!/^[\w-]{1,1024}$/.test(archiveId) || name === '' || name.length > longestPath) return undefined;
	// The service's ids are long; a word is the name of a column.
	if (/^archive[_-]?id$/i.test(archiveId) || archiveId.toLowerCase() === 'id') return undefined;
	const seconds = Math.floor(milliseconds(time) / 1000);
	return {archiveId, name, modified: seconds > 0 && seconds < 2 ** 32 ? seconds : 0};
};
