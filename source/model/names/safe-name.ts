import {displayText} from './display-text.ts';
import {longestSegment, relativePath} from './relative-path.ts';

/**
 * Whether a name can be shown and used as a path as it stands: printable ASCII, folders without dots at their start. It decides most names
 * in one pass; the others take the long way.
 */
const isHarmless = (name: string): boolean => {
	let start = 0;
	for (let i = 0; i < name.length; i++) {
		const code = name.charCodeAt(i);
		if (code === 0x2f /* slash */) {
			if (i === start || i - start > longestSegment) return false;
			start = i + 1;
		} else if (
			code < 0x20 ||
			code > 0x7e ||
			code === 0x5c /* backslash */ ||
			(code === 0x2e /* dot */ && i === start) ||
			(code === 0x3a /* colon */ && i === 1)
		) {
			return false;
		}
	}
	return name.length > start && name.length - start <= longestSegment;
};

/**
 * A decoded name made safe for both of its uses, to be displayed and to be joined to a folder: {@link relativePath}, then {@link displayText}.
 * `fallback` takes the place of a name of which nothing is left, or that is blank; it is made safe in the same way.
 */
export const safeName = (rawName: string, fallback: string): string => {
	if (isHarmless(rawName)) return rawName.trim() === '' ? safeName(fallback, '_') : rawName;
	const path = displayText(relativePath(rawName, ''));
	if (path.trim() !== '') return path;
	return rawName === fallback ? '_' : safeName(fallback, '_');
};
