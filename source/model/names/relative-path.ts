import {withoutUnseen} from './display-text.ts';

/** The longest segment of a path that common file systems take, in bytes of UTF-8. */
export const longestSegment = 255;

/** A path that uses `\` between its folders: it starts with a drive or a `\`, or climbs with `..\`. Elsewhere `\` is a character like others. */
const windowsPath = /^(?:[A-Za-z]:)?\\|(?:^|[\\/])\.\.\\|\\\.\.(?:[\\/]|$)/;

/** FNV-1a, 32 bits, as eight hex digits: enough to tell two long names apart that start alike. */
const shortHash = (text: string): string => {
	let hash = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
	return (hash >>> 0).toString(16).padStart(8, '0');
};

/** As many whole characters from the start of a text as fit into `bytes` of UTF-8. */
const startOf = (text: string, bytes: number): string => {
	const encoded = Buffer.from(text);
	let end = Math.min(bytes, encoded.length);
	// A byte 10xxxxxx continues a character: that one does not fit whole.
	while (end < encoded.length && (encoded[end]! & 0xc0) === 0x80) end--;
	return encoded.toString('utf8', 0, end);
};

/** Shortens a segment that no file system takes: its start, a hash of all of it, and its extension. */
const fitSegment = (segment: string): string => {
	// A UTF-16 unit is at most three bytes, so most segments need no counting.
	if (segment.length * 3 <= longestSegment || Buffer.byteLength(segment) <= longestSegment) return segment;
	const extension = /\.[A-Za-z0-9]{1,16}$/.exec(segment)?.[0] ?? '';
	const tail = `~${shortHash(segment)}${extension}`;
	return startOf(segment, longestSegment - tail.length) + tail;
};

/** A drive letter becomes an ordinary folder, or the start of an ordinary name: `c:` is `c`, `c:file` is `c_file`. */
const withoutDrive = (segment: string): string =>
	segment[1] === ':' && /^[A-Za-z]/.test(segment)
		? segment[0]! + (segment.length > 2 ? `_${segment.slice(2)}` : '')
		: segment;

/**
 * Makes a relative path out of a name from others that, joined to any folder, stays inside that folder: no leading `/`, no drive letter, no
 * `.`, `..` or empty segment, no control characters, no segment above {@link longestSegment}. `/` separates; the result never ends in one.
 *
 * `fallback` is what a name becomes of which nothing is left, such as `../..`; it must be harmless itself.
 */
export const relativePath = (name: string, fallback = '_'): string => {
	if (windowsPath.test(name)) return relativePath(name.replaceAll('\\', '/'), fallback);
	const segments: string[] = [];
	for (const segment of withoutUnseen(name).split('/')) {
		if (segment === '' || segment === '.' || segment === '..') continue;
		segments.push(fitSegment(segments.length === 0 ? withoutDrive(segment) : segment));
	}
	const path = segments.join('/');
	// What was dropped in front of a `\` may have hidden what it is.
	if (windowsPath.test(path)) return relativePath(path, fallback);
	return path === '' ? fallback : path;
};
