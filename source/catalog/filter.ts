import type {Newness} from '../model/archive.ts';
import {parseBytes} from '../model/parse-bytes.ts';

/**
 * What a filter says, as a list of terms that must all be true.
 *
 * - `word`: the name has it somewhere, in any case. `"two words"` keeps the space.
 * - `*.gpg`, `2026-??-*`: the last part of the name has this form; with a `/` in it, the whole name. `*` goes across folders.
 * - `size:>1G`, `size:1M..2G`, `size:0`: units are binary, as the screen shows them.
 * - `date:2024`, `date:2024-05..2025`, `date:>=2024-05-17`: of the upload, in UTC.
 * - `ext:gpg`: the name ends in `.gpg`.
 * - `is:new` (or `newer-than-inventory`), `is:deleted`, `is:marked`, `is:compressed`, `is:encrypted`.
 * - `!` before any of these: not so.
 *
 * A term that is not finished, such as `size:>`, says nothing yet, so that a list does not go blank under the fingers that type it.
 */
export type Filter = readonly Term[];
export type Term = {not: boolean; test: Test};
export type Test =
	/** Folded. */
	| {kind: 'contains'; text: string}
	| {kind: 'ends'; text: string}
	/** Folded; of the last part of the name, or of the whole of it. */
	| {kind: 'glob'; pattern: string; whole: boolean}
	/** Bytes, both inclusive. */
	| {kind: 'size'; from: number; to: number}
	/** Milliseconds since 1970, `to` exclusive. */
	| {kind: 'created'; from: number; to: number}
	| {kind: 'is'; what: State};
export type State = 'uploaded-since' | 'deleted-since' | 'marked' | 'compressed' | 'encrypted';

/** What is asked of a row. */
export type Filterable = {
	/** Folded: see {@link fold}. */
	folded: string;
	size: number;
	/** Milliseconds since 1970. */
	created: number;
	newness: Newness;
	marked: boolean;
	compressed: boolean;
	encrypted: boolean;
};

/** A name as filters compare it: in lower case, with accents composed. A name of ASCII is only put in lower case. */
export const fold = (name: string): string =>
	/[^\0-\x7f]/.test(name) ? name.normalize('NFC').toLowerCase() : name.toLowerCase();

/** Reads a filter. Any text is one. */
export const parseFilter = (text: string): Filter => {
	const terms: Term[] = [];
	for (const [whole, bang, key, quoted, bare] of text.matchAll(/(!?)([a-z]+:)?(?:"([^"]*)"?|(\S+))/gi)) {
		if (/^(!|!?(size|date|ext|is):)$/i.test(whole)) continue;
		const test = parseTerm(key?.toLowerCase() ?? '', quoted ?? bare!, quoted !== undefined);
		if (test) terms.push({not: bang === '!', test});
	}
	return terms;
};

const parseTerm = (key: string, value: string, quoted: boolean): Test | undefined => {
	if (value === '') return undefined;
	if (key === 'size:') return parseSize(value);
	if (key === 'date:') return parseDate(value);
	if (key === 'is:') return parseState(value.toLowerCase());
	if (key === 'ext:') return {kind: 'ends', text: fold(`.${value.replace(/^\./, '')}`)};
	const word = fold(key + value);
	if (quoted || !/[*?]/.test(word)) return {kind: 'contains', text: word};
	return {kind: 'glob', pattern: word, whole: word.includes('/')};
};

/** The longest part of a glob without `*` and `?`: whatever has the form has this. */
export const longestLiteral = (glob: string): string =>
	glob.split(/[*?]+/).reduce((longest, part) => (part.length > longest.length ? part : longest), '');

/** Whether a folded name has the form of a glob. */
export const matchesGlob = ({pattern, whole}: {pattern: string; whole: boolean}, folded: string): boolean =>
	hasForm(pattern, whole ? folded : folded.slice(folded.lastIndexOf('/') + 1));

/** Whether `text` has the form of `glob`. A star that failed is only ever taken up at the last one, so this takes no more than n × m steps. */
const hasForm = (glob: string, text: string): boolean => {
	let at = 0;
	let star = -1;
	let starAt = 0;
	let i = 0;
	while (at < text.length) {
		if (glob[i] === '*') {
			star = i++;
			starAt = at;
		} else if (i < glob.length && (glob[i] === '?' || glob[i] === text[at])) {
			i++;
			at++;
		} else if (star >= 0) {
			i = star + 1;
			at = ++starAt;
		} else {
			return false;
		}
	}
	while (glob[i] === '*') i++;
	return i === glob.length;
};

const parseSize = (value: string): Test | undefined => {
	const [from, to] = parseSpan(value, (text) => {
		const bytes = parseBytes(text);
		return bytes === undefined ? undefined : {first: bytes, next: Math.floor(bytes) + 1};
	});
	return from === undefined || to === undefined
		? undefined
		: {kind: 'size', from: Math.ceil(from), to: Math.ceil(to) - 1};
};

const parseDate = (value: string): Test | undefined => {
	const [from, to] = parseSpan(value, (text) => {
		const match = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text);
		if (!match) return undefined;
		const [year, month, day] = [Number(match[1]), Number(match[2] ?? 1) - 1, Number(match[3] ?? 1)];
		const next = match[3] ? [year, month, day + 1] : match[2] ? [year, month + 1, 1] : [year + 1, 0, 1];
		return {first: Date.UTC(year, month, day), next: Date.UTC(next[0]!, next[1]!, next[2]!)};
	});
	return from === undefined || to === undefined ? undefined : {kind: 'created', from, to};
};

/**
 * Reads `>x`, `>=x`, `<x`, `<=x`, `x..y`, `x..`, `..y` and `x`, where x and y cover something themselves (a whole year, say): from `first`
 * to before `next`. Gives where the span begins and where it has ended.
 */
const parseSpan = (
	value: string,
	read: (text: string) => {first: number; next: number} | undefined,
): [from?: number, to?: number] => {
	const least = Number.NEGATIVE_INFINITY;
	const most = Number.POSITIVE_INFINITY;
	const range = /^(.*?)\.\.(.*)$/.exec(value);
	if (range) {
		const from = read(range[1]!);
		const to = read(range[2]!);
		if ((range[1] && !from) || (range[2] && !to) || !(from || to)) return [];
		return [from?.first ?? least, to?.next ?? most];
	}
	const [, comparison, text] = /^([<>]?=?)(.*)$/.exec(value)!;
	const at = read(text!);
	if (!at) return [];
	switch (comparison) {
		case '>':
			return [at.next, most];
		case '>=':
			return [at.first, most];
		case '<':
			return [least, at.first];
		case '<=':
			return [least, at.next];
		default:
			return [at.first, at.next];
	}
};

const states: Record<string, State> = {
	new: 'uploaded-since',
	'newer-than-inventory': 'uploaded-since',
	'uploaded-since': 'uploaded-since',
	deleted: 'deleted-since',
	'deleted-since': 'deleted-since',
	marked: 'marked',
	compressed: 'compressed',
	encrypted: 'encrypted',
};

const parseState = (value: string): Test | undefined => {
	const what = Object.hasOwn(states, value) ? states[value] : undefined;
	return what && {kind: 'is', what};
};

const passes = (test: Test, row: Filterable): boolean => {
	switch (test.kind) {
		case 'contains':
			return row.folded.includes(test.text);
		case 'ends':
			return row.folded.endsWith(test.text);
		case 'glob':
			return matchesGlob(test, row.folded);
		case 'size':
			return row.size >= test.from && row.size <= test.to;
		case 'created':
			return row.created >= test.from && row.created < test.to;
		case 'is':
			return test.what === 'uploaded-since' || test.what === 'deleted-since'
				? row.newness === test.what
				: row[test.what];
	}
};

/** Whether a row passes all terms. */
export const matches = (filter: Filter, row: Filterable): boolean =>
	filter.every(({not, test}) => passes(test, row) !== not);
