import type {Decoder} from './decoder.ts';
import {jsonObject} from './json-object.ts';

const folderTypes: readonly unknown[] = ['dir', 'directory', 'folder'];

/** QNAP's older Glacier app: JSON `{"path": "/share/file", "type": "file"}`. */
export const qnap: Decoder<'qnap'> = {
	id: 'qnap',
	decode: (text) => {
		if (text[0] !== '{') return undefined;
		const object = jsonObject(text);
		if (typeof object?.path !== 'string') return undefined;
		return {
			rawName: object.path.replace(/^\/+/, ''),
			directory: folderTypes.includes(object.type),
		};
	},
};
