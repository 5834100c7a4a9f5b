/** Fields looked at as bytes: a regular expression over each would take as long as all else that a row takes. */

const isHexDigit = new Uint8Array(256);
for (const digit of '0123456789abcdef') isHexDigit[digit.charCodeAt(0)] = 1;

export const hashLength = 64;

/** Whether 64 hex digits in lower case stand from `at` on. */
export const isHash = (bytes: Uint8Array, at: number): boolean => {
	let all = 1;
	for (let i = at; i < at + hashLength; i++) all &= isHexDigit[bytes[i]!]!;
	return all === 1;
};

const zero = 0x30;
const isDigit = (code: number): boolean => code >= zero && code <= 0x39;

/** A moment as the service writes it, `0` for any digit. */
const momentForm = Buffer.from('0000-00-00T00:00:00.000Z');

export const momentLength = momentForm.length;

/** Whether a moment with milliseconds in UTC stands from `at` on. */
export const isMoment = (bytes: Uint8Array, at: number): boolean => {
	for (let i = 0; i < momentLength; i++) {
		const form = momentForm[i]!;
		const code = bytes[at + i]!;
		if (form === zero ? !isDigit(code) : code !== form) return false;
	}
	return true;
};

/** The whole number of 1 to 15 digits between two places, or -1. */
export const wholeNumber = (bytes: Uint8Array, from: number, to: number): number => {
	if (to <= from || to - from > 15) return -1;
	let value = 0;
	for (let i = from; i < to; i++) {
		const code = bytes[i]!;
		if (!isDigit(code)) return -1;
		value = value * 10 + code - zero;
	}
	return value;
};
