import {encodeMt2} from '../../model/descriptions/mt2.ts';
import {timestamp} from '../../model/timestamp.ts';
import {type Formula, noise, noiseBetween} from './formula.ts';
import type {Rule} from './kinds.ts';

const minute = 60_000;
const year = 365.25 * 86_400_000;

const folders = [
	'home/anna/Documents/taxes',
	'home/anna/Documents/letters',
	'home/anna/Music/live',
	'home/jo/src/field-recordings',
	'home/jo/Documents/theses',
	'srv/mail/archive',
	'srv/www/shop/dumps',
	'srv/git/bundles',
	'var/lib/postgresql/base',
] as const;
const names = ['scan', 'report', 'ledger', 'take', 'draft', 'mailbox', 'dump', 'bundle', 'session', 'minutes'] as const;
const endings = ['pdf', 'tar.xz', 'flac', 'sql.zst', 'mbox.gz', 'odt', 'zip'] as const;

/** Files of a small office as mt-aws-glacier sends them, one after the other from `start` on. */
export const mtAwsGlacier = ({count, start, seed}: Rule): Formula => {
	const pick = <T>(list: readonly T[], salt: number, position: number): T =>
		list[Math.floor(noise(seed + salt, position) * list.length)]!;
	return {
		count,
		created: (position) => start + position * 11 * minute + noiseBetween(seed, position, 0, 10 * minute),
		description: (position) => {
			const modified = timestamp(start - noise(seed + 1, position) * 6 * year);
			const name = `${pick(names, 3, position)}-${modified.slice(0, 10)}-${String(position).padStart(4, '0')}`;
			const filename = `${pick(folders, 2, Math.floor(position / 7))}/${name}.${pick(endings, 4, position)}`;
			return encodeMt2({filename, modified});
		},
		// Mostly small, a few large: 20 kB to 650 MB, evenly over the orders of magnitude.
		size: (position) => Math.floor(20_000 * 32_500 ** noise(seed + 5, position)),
	};
};
