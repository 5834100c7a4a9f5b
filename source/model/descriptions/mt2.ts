import {invalidInput} from '../errors/errors.ts';
import {longestDescription} from '../limits.ts';
import type {Timestamp} from '../timestamp.ts';
import {base64Text} from './base64.ts';
import {fromCompactTime, fromEpoch, toCompactTime} from './compact-time.ts';
import type {Decoded, Decoder} from './decoder.ts';
import {jsonObject} from './json-object.ts';

const epochMilliseconds = /^-?\d{1,15}$/;

/** `mtime` as its writers have it: `20120821T170824Z`, or milliseconds since 1970 as a number or as its digits. */
const modifiedTime = (mtime: unknown): Timestamp | null => {
	if (typeof mtime === 'number') return fromEpoch(mtime);
	if (typeof mtime !== 'string') return null;
	return epochMilliseconds.test(mtime) ? fromEpoch(Number(mtime)) : fromCompactTime(mtime);
};

/** Reads `{"filename", "mtime"}`, which mt1 and mt2 share. A file whose time is missing or broken still has a name. */
export const decodeMtObject = (json: string | undefined): Decoded | undefined => {
	const object = json === undefined ? undefined : jsonObject(json);
	if (typeof object?.filename !== 'string') return undefined;
	return {rawName: object.filename, modified: modifiedTime(object.mtime)};
};

/** mt-aws-glacier since 0.84, some Java tools, and iceaxe itself: `mt2 ` and base64url of JSON. */
export const mt2: Decoder<'mt2'> = {
	id: 'mt2',
	decode: (text) => (text.startsWith('mt2 ') ? decodeMtObject(base64Text(text.slice(4).trimStart())) : undefined),
};

/**
 * The description of our own uploads: it survives any path, carries the time to the second, and mt-aws-glacier can restore it.
 *
 * @throws IceaxeError `invalid-input` when the path is too long for a description (about 720 bytes) or the time is no date.
 */
export const encodeMt2 = (file: {filename: string; modified: Timestamp}): string => {
	const mtime = toCompactTime(file.modified);
	if (fromCompactTime(mtime) === null) throw invalidInput(`${file.modified} is no time that a description can carry.`);
	const json = JSON.stringify({mtime, filename: file.filename});
	const description = `mt2 ${Buffer.from(json).toString('base64url')}`;
	if (description.length > longestDescription) {
		throw invalidInput(
			`The path takes ${description.length} characters as a description; the service allows ${longestDescription}.`,
			'Give it a shorter description.',
		);
	}
	return description;
};
