import {encodeMt2} from '../../model/descriptions/mt2.ts';
import {timestamp} from '../../model/timestamp.ts';
import {type Formula, noise, noiseBetween} from './formula.ts';
import type {Rule} from './kinds.ts';

const day = 86_400_000;
const minute = 60_000;

/** Encrypted backups of a server, one a night from the day of `start` on, about 100 GB each and slowly growing. */
export const nightly = ({count, start, seed}: Rule): Formula => {
	const midnight = (position: number) => Math.floor(start / day + position) * day;
	// Written shortly after two, in the vault some hours later.
	const written = (position: number) => midnight(position) + 130 * minute + noiseBetween(seed, position, 0, 240) * 1000;
	return {
		count,
		created: (position) => written(position) + 84 * minute + noiseBetween(seed + 1, position, 0, 20 * minute),
		description: (position) => {
			const date = timestamp(midnight(position)).slice(0, 10);
			return encodeMt2({filename: `nightly/${date}.tar.gpg`, modified: timestamp(written(position))});
		},
		size: (position) => {
			// By the date, so that a year may be made of several sets.
			const drift = Math.max(1e9, 85e9 + 22e6 * (midnight(position) / day - 20_000));
			return Math.floor(drift * (1 + 0.006 * (noise(seed + 2, position) - 0.5)));
		},
	};
};
