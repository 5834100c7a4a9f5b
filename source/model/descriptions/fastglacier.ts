import {base64Text} from './base64.ts';
import {fromCompactTime} from './compact-time.ts';
import type {Decoded, Decoder} from './decoder.ts';

/** What stands between `<tag>` and `</tag>`, without white space around it. */
const element = (text: string, tag: string): string | undefined => {
	const open = text.indexOf(`<${tag}>`);
	if (open < 0) return undefined;
	const from = open + tag.length + 2;
	const to = text.indexOf(`</${tag}>`, from);
	return to < 0 ? undefined : text.slice(from, to).trim();
};

const pathElement = (text: string, tag: string): string | undefined => {
	const base64 = element(text, tag);
	return base64 === '' ? '' : base64 && base64Text(base64.replace(/\s+/g, ''));
};

/** `<m><v>4</v><p>…</p><lm>…</lm><ce>compressed:encrypted:md5:size</ce></m>`; `ce` came with v3, its size with v4. */
const decodeElements = (text: string): Decoded | undefined => {
	const rawName = pathElement(text, 'p');
	if (rawName === undefined) return undefined;
	const modified = fromCompactTime(element(text, 'lm') ?? '');
	const [compressed, encrypted, , size] = element(text, 'ce')?.split(':') ?? [];
	const decoded: Decoded = {rawName, modified, compressed: compressed === '1', encrypted: encrypted === '1'};
	if (size && /^\d{1,15}$/.test(size)) decoded.realSize = Number(size);
	return decoded;
};

/** The oldest form: `<ArchiveMetadata><Path>…</Path>…</ArchiveMetadata>`. */
const decodeFirstVersion = (text: string): Decoded | undefined => {
	const rawName = pathElement(text, 'Path');
	return rawName === undefined ? undefined : {rawName};
};

/** FastGlacier, CrushFTP, QNAP Hybrid Backup Sync and several others, all four versions. */
export const fastglacier: Decoder<'fastglacier'> = {
	id: 'fastglacier',
	decode: (text) => {
		if (text.startsWith('<m>')) return decodeElements(text);
		return text.startsWith('<ArchiveMetadata>') ? decodeFirstVersion(text) : undefined;
	},
};
