import {mebibyte} from '../../model/limits.ts';
import {type Formula, noiseBetween} from './formula.ts';
import type {Rule} from './kinds.ts';
import {fillers, positionDigits, upperDigits} from './synthetic-id.ts';

const day = 86_400_000;
/** As many as ids have fillers, so that rows of different blocks differ only in digits. */
const perDay = fillers;
/** So many archives a day fit at this distance. */
const apart = 21_000;
const contents = 1024;
/** The position within a day, and the day, in hexadecimal digits of the name. */
const lowerHex = 3;
const upperHex = 6;

/** Makes the rows of an inventory as long as they usually are. */
const tail = ', one of very many synthetic archives, with a description as long as most are';

const nameOf = (position: number): string =>
	`plain/${Math.floor(position / perDay)
		.toString(16)
		.padStart(upperHex, '0')}${(position % perDay).toString(16).padStart(lowerHex, '0')}${tail}`;

/**
 * Very many archives, 4,096 on each day, for tests of scale: each named by nine hexadecimal digits. Sizes and contents
 * repeat, so that rows of an inventory are all of one length and are made by changing a few digits of a finished block.
 */
export const plain = ({count, start, seed}: Rule): Formula => {
	const midnight = Math.floor(start / day) * day;
	const created = (position: number) => midnight + Math.floor(position / perDay) * day + (position % perDay) * apart;
	const date = (number: number) => new Date(midnight + number * day).toISOString().slice(0, 10);
	return {
		count,
		created,
		description: nameOf,
		// Seven digits, whatever it is.
		size: (position) => noiseBetween(seed, position % contents, mebibyte, 9_999_999),
		contentSeed: (position) => position % contents,
		blocks: {
			rows: perDay,
			rewrite: (block, rowLength, format, number) => {
				const idAt = format === 'JSON' ? ',{"ArchiveId":"'.length : 0;
				const digitsAt = idAt + upperDigits.at;
				const nameAt = idAt + 138 + (format === 'JSON' ? '","ArchiveDescription":"' : ',"').length + 'plain/'.length;
				const dateAt =
					nameAt + upperHex + lowerHex + tail.length + (format === 'JSON' ? '","CreationDate":"' : '",').length;
				const digits = Buffer.from(positionDigits(number * perDay).slice(0, upperDigits.length));
				const name = Buffer.from(nameOf(number * perDay).slice('plain/'.length, 'plain/'.length + upperHex));
				const day = Buffer.from(date(number));
				// Byte by byte: calls that copy would take longer than all else.
				for (let row = 0; row < block.length; row += rowLength) {
					for (let i = 0; i < digits.length; i++) block[row + digitsAt + i] = digits[i]!;
					for (let i = 0; i < name.length; i++) block[row + nameAt + i] = name[i]!;
					for (let i = 0; i < day.length; i++) block[row + dateAt + i] = day[i]!;
				}
			},
		},
	};
};
