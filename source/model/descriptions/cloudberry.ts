import {fromCompactTime} from './compact-time.ts';
import type {Decoder} from './decoder.ts';
import {jsonObject} from './json-object.ts';
import {decodeUtf7} from './utf7.ts';

const flagCompressed = 1;
const flagEncrypted = 2;

/** CloudBerry and MSP360: JSON `{"Path","UTCDateModified","Flags"}`, the path in UTF-7 and often with `\`. */
export const cloudberry: Decoder<'cloudberry'> = {
	id: 'cloudberry',
	decode: (text) => {
		if (text[0] !== '{') return undefined;
		const object = jsonObject(text);
		// Some writers have `path` in lower case; the date tells them from QNAP's, which is not UTF-7.
		const path = object?.Path ?? (object?.UTCDateModified === undefined ? undefined : object.path);
		if (typeof path !== 'string') return undefined;
		const {UTCDateModified: date, Flags} = object!;
		const flags = typeof Flags === 'number' || typeof Flags === 'string' ? Number(Flags) : 0;
		return {
			rawName: decodeUtf7(path).replaceAll('\\', '/'),
			modified: typeof date === 'string' ? fromCompactTime(date) : null,
			compressed: (flags & flagCompressed) !== 0,
			encrypted: (flags & flagEncrypted) !== 0,
		};
	},
};
