import {isUtf8} from 'node:buffer';
import {base64Text} from './base64.ts';
import type {Decoder} from './decoder.ts';
import {decodeMtObject} from './mt2.ts';

const onlyLatin1 = /^[\0-\xff]*$/;

/** Undoes one UTF-8 encoding too many: each character stands for a byte. */
const decodeAgain = (text: string | undefined): string | undefined => {
	if (text === undefined || !onlyLatin1.test(text)) return undefined;
	const bytes = Buffer.from(text, 'latin1');
	return isUtf8(bytes) ? bytes.toString('utf8') : undefined;
};

/** mt-aws-glacier 0.80 to 0.84 beta: as mt2, but the JSON was encoded as UTF-8 twice. */
export const mt1: Decoder<'mt1'> = {
	id: 'mt1',
	decode: (text) =>
		text.startsWith('mt1 ') ? decodeMtObject(decodeAgain(base64Text(text.slice(4).trimStart()))) : undefined,
};
