import {isUtf8} from 'node:buffer';

const alphabet = /^[A-Za-z0-9+/_-]+={0,2}$/;

/**
 * The bytes of base64 or base64url, padded or not; `undefined` when the text is neither.
 * Buffer.from alone takes anything and skips what it doesn't know, so that a broken description would pass as a strange name.
 */
export const base64Bytes = (text: string): Buffer | undefined =>
	alphabet.test(text) ? Buffer.from(text, 'base64') : undefined;

/** The text behind base64 of UTF-8; `undefined` when it is not that. */
export const base64Text = (text: string): string | undefined => {
	const bytes = base64Bytes(text);
	return bytes && isUtf8(bytes) ? bytes.toString('utf8') : undefined;
};
