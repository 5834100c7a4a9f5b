import {type ByteRange, parseRange} from '../model/byte-range.ts';
import {
	largestArchive,
	largestPartSize,
	longestDescription,
	mostTagsAtATime,
	smallestPartSize,
} from '../model/limits.ts';
import {refuse} from './errors.ts';
import type {Rule} from './parameters.ts';

/** The rules that parameters are read by, each used by one or more operations. They refuse what breaks them. */

/** A text, whatever it says. */
export const text: Rule<string> = (given, name) => {
	if (typeof given !== 'string') throw refuse.invalidValue(name, JSON.stringify(given));
	return given;
};

/** One of a few words, to the letter. */
export const oneOf =
	<const W extends string>(...words: W[]): Rule<W> =>
	(given, name) => {
		const word = words.find((each) => each === given);
		if (word === undefined) throw refuse.invalidValue(name, String(given));
		return word;
	};

/** A whole number, as text or in JSON as a number. */
export const wholeNumber =
	(least: number, most: number): Rule<number> =>
	(given, name) => {
		const number = /^\d{1,19}$/.test(String(given)) ? Number(given) : Number.NaN;
		if (!(number >= least && number <= most)) throw refuse.invalidValue(name, String(given));
		return number;
	};

/** How many entries a page of a list has. */
export const pageSize =
	(most: number): Rule<number> =>
	(given) => {
		const number = /^\d{1,9}$/.test(String(given)) ? Number(given) : 0;
		if (number < 1 || number > most) throw refuse.invalidLimit(String(given), most);
		return number;
	};

/** Printable ASCII, at most 1,024 of it. The service drops leading spaces (api-multipart-initiate-upload). */
export const description: Rule<string> = (given) => {
	if (typeof given !== 'string' || !/^[\x20-\x7e]*$/.test(given) || given.length > longestDescription) {
		throw refuse.invalidDescription();
	}
	return given.trimStart();
};

/** 64 hex digits; the service writes them in lower case, clients need not. */
export const hash: Rule<string> = (given, name) => {
	const digits = String(given).toLowerCase();
	if (!/^[0-9a-f]{64}$/.test(digits)) throw refuse.invalidValue(name, String(given));
	return digits;
};

/** 1 MiB × 2^n, from 1 MiB to 4 GiB. */
export const partSize: Rule<number> = (given) => {
	const size = /^\d{1,19}$/.test(String(given)) ? Number(given) : 0;
	if (size < smallestPartSize || size > largestPartSize || !Number.isInteger(Math.log2(size))) {
		throw refuse.partSize(String(given));
	}
	return size;
};

/** `bytes 0-1048575/*`; instead of the asterisk a total may stand if the range lies within it. */
export const contentRange: Rule<ByteRange & {text: string}> = (given) => {
	const match = /^bytes[ =](\d+-\d+)\/(\*|\d{1,15})$/.exec(String(given));
	const range = match?.[1] === undefined ? undefined : parseRange(match[1]);
	const isWithin = match?.[2] === '*' || (range && range.last < Number(match?.[2]));
	if (!range || !isWithin || range.first > range.last || range.last >= largestArchive) {
		throw refuse.contentRange(String(given));
	}
	return {...range, text: String(given)};
};

/** A moment in ISO 8601, to the second or finer; milliseconds since 1970. */
export const moment: Rule<number> = (given, name) => {
	const isDate = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/.test(String(given));
	const milliseconds = isDate
		? Date.parse(/T.*[Z+-]|^.{10}$/.test(String(given)) ? String(given) : `${given}Z`)
		: Number.NaN;
	if (Number.isNaN(milliseconds)) throw refuse.invalidValue(name, String(given));
	return milliseconds;
};

/** A JSON object. */
export const object: Rule<Record<string, unknown>> = (given, name) => {
	if (typeof given !== 'object' || given === null || Array.isArray(given)) {
		throw refuse.invalidValue(name, JSON.stringify(given));
	}
	return given as Record<string, unknown>;
};

/** The marker of a list whose entries are numbered; nobody but the service need understand it. */
export const writeNumberMarker = (number: number): string => Buffer.from(`iceaxe ${number}`).toString('base64url');

/** Reads {@link writeNumberMarker}; an empty marker means the start. */
export const numberMarker: Rule<number> = (given) => {
	if (given === '') return 0;
	const match = /^iceaxe (\d{1,15})$/.exec(Buffer.from(String(given), 'base64url').toString('latin1'));
	if (!match) throw refuse.invalidMarker(String(given));
	return Number(match[1]);
};

/** A tag's key: 1 to 128 letters, digits, spaces and `_ . / = + - @`, not of AWS's own (tagging). */
export const tagKey: Rule<string> = (given) => {
	if (typeof given !== 'string' || !/^[\p{L}\p{N}\p{Zs}_./=+\-@]{1,128}$/u.test(given) || /^aws:/i.test(given)) {
		throw refuse.invalidTags(`the key ${JSON.stringify(given)} is not allowed.`);
	}
	return given;
};

/** A tag's value: the same characters, up to 255 of them, or none. */
export const tagValue: Rule<string> = (given) => {
	if (typeof given !== 'string' || !/^[\p{L}\p{N}\p{Zs}_./=+\-@]{0,255}$/u.test(given)) {
		throw refuse.invalidTags(`the value ${JSON.stringify(given)} is not allowed.`);
	}
	return given;
};

/** How many tags one request may speak of. */
export const tagsAtATime = (count: number): void => {
	if (count < 1 || count > mostTagsAtATime) throw refuse.invalidTags(`1 to ${mostTagsAtATime} at a time.`);
};
