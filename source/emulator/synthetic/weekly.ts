import {encodeMt2} from '../../model/descriptions/mt2.ts';
import {mebibyte} from '../../model/limits.ts';
import {timestamp} from '../../model/timestamp.ts';
import {type Formula, noiseBetween} from './formula.ts';
import type {Rule} from './kinds.ts';

const day = 86_400_000;
const minute = 60_000;

/** A server's configuration and keys, encrypted, one small archive a week from the day of `start` on. */
export const weekly = ({count, start, seed}: Rule): Formula => {
	const sunday = (position: number) => (Math.floor(start / day) + 7 * position) * day;
	const written = (position: number) => sunday(position) + 5 * minute + noiseBetween(seed, position, 0, 90) * 1000;
	return {
		count,
		created: (position) => written(position) + noiseBetween(seed + 1, position, minute, 3 * minute),
		description: (position) => {
			const date = timestamp(sunday(position)).slice(0, 10);
			return encodeMt2({filename: `configuration/${date}.tar.gpg`, modified: timestamp(written(position))});
		},
		size: (position) => noiseBetween(seed + 2, position, 2 * mebibyte, 60 * mebibyte),
	};
};
