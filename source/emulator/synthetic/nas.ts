import {type Formula, noise, noiseBetween} from './formula.ts';
import type {Rule} from './kinds.ts';

const shares = [
	['Public/Projects', ['dwg', 'pdf', 'docx', 'xlsx']],
	['Multimedia/Scans', ['tif', 'jpg']],
	['Backup/Workstations', ['vhdx', 'pst', 'zip']],
	['Accounting/Invoices', ['pdf', 'xml']],
] as const;

/** Files of a network drive in the form of QNAP's older Glacier app, one every half minute or so from `start` on. */
export const nas = ({count, start, seed}: Rule): Formula => ({
	count,
	created: (position) => start + position * 27_000 + noiseBetween(seed, position, 0, 26_000),
	description: (position) => {
		const folder = Math.floor(position / 64);
		const [share, endings] = shares[Math.floor(noise(seed + 1, folder) * shares.length)]!;
		const year = 2009 + Math.floor((10 * position) / count);
		const ending = endings[Math.floor(noise(seed + 2, position) * endings.length)]!;
		const path = `/share/${share}/${year}/${String(folder).padStart(5, '0')}/${String(position).padStart(6, '0')}.${ending}`;
		return `{"path": "${path}", "type": "file"}`;
	},
	// 2 kB to 40 MB, evenly over the orders of magnitude.
	size: (position) => Math.floor(2000 * 20_000 ** noise(seed + 3, position)),
});
