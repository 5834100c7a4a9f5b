import {createHash} from 'node:crypto';

/**
 * Ids of synthetic archives: 121 characters that look random, 5 with the position, 12 with the set. The first part
 * repeats after some thousand positions; the whole does not. As every archive id they are the base64url of 103 bytes, so
 * that whoever keeps them as bytes gets them back.
 */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const fillerLength = 121;
const digits = 5;

/** How many positions there can be in a set. */
export const mostPositions = 64 ** digits;

/** How many different fillers a set has; also the rows of a block of rows that differ in nothing but the position's upper digits. */
export const fillers = 64 ** 2;

/** Where in an id the upper digits of the position stand. */
export const upperDigits = {at: fillerLength, length: digits - 2};

/** What tells sets apart, 12 characters, the last of them one that can end an id. */
export const prefixOf = (seed: string): string =>
	createHash('sha256').update(seed).digest('base64url').slice(0, 11) + 'AQgw'[seed.length % 4];

/** The position's digits, most significant first. */
export const positionDigits = (position: number): string => {
	let text = '';
	for (let left = position, i = 0; i < digits; i++, left = Math.floor(left / 64)) text = alphabet[left % 64] + text;
	return text;
};

/** Makes ids of a set. */
export const idMaker = (prefix: string): ((position: number) => string) => {
	const made = new Map<number, string>();
	const filler = (number: number): string => {
		let text = made.get(number);
		if (text === undefined) {
			const halves = [0, 1].map((half) =>
				createHash('sha512').update(`${prefix}${number}.${half}`).digest('base64url'),
			);
			text = halves.join('').slice(0, fillerLength);
			made.set(number, text);
		}
		return text;
	};
	return (position) => filler(position % fillers) + positionDigits(position) + prefix;
};

/** What an id says about its set and its position, if it is one of these; whether it is one, only the set can tell. */
export const readId = (id: string): {prefix: string; position: number} => {
	let position = 0;
	for (const digit of id.slice(fillerLength, fillerLength + digits)) position = position * 64 + alphabet.indexOf(digit);
	return {prefix: id.slice(fillerLength + digits), position};
};
