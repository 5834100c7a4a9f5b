import {randomBytes} from 'node:crypto';
import type {Clock} from './clock.ts';

/** Makes names for things of our own, each one only once. */
export type MakeId = () => string;

/** Crockford's base 32, in lower case: no letters that are taken for one another, and the order of the digits is the order of the text. */
const digits = '0123456789abcdefghjkmnpqrstvwxyz';

const encode = (value: number, length: number): string => {
	let text = '';
	for (let left = value; text.length < length; left = Math.floor(left / 32)) text = digits[left % 32] + text;
	return text;
};

/**
 * Ids of 16 letters and digits that sort by the time they were made, unlike in all processes of a person:
 * 9 of milliseconds (until the year 3084) and 7 of chance.
 */
export const timeOrderedIds =
	(clock: Clock): MakeId =>
	() => {
		const chance = Array.from(randomBytes(7), (byte) => digits[byte % 32]).join('');
		return encode(Math.floor(clock.now()), 9) + chance;
	};

/** `prefix-1`, `prefix-2` and so on: for tests, where ids are read. */
export const countedIds = (prefix: string): MakeId => {
	let count = 0;
	return () => `${prefix}-${++count}`;
};
