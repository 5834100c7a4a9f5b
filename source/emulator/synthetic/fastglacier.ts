import {timestamp} from '../../model/timestamp.ts';
import {type Formula, noise, noiseBetween} from './formula.ts';
import type {Rule} from './kinds.ts';

const day = 86_400_000;
const year = 365.25 * day;
const perOccasion = 131;
const perEvening = 420;

const occasions = [
	'Lofoten',
	'Oma 80',
	'Zürich Altstadt',
	'Sommerhaus',
	'Kindergeburtstag',
	'Klettern Ailefroide',
	'Weihnachten',
	'Garten',
	'Hochzeit Mia & Jonas',
	'São Miguel',
	'Skitour Fanes',
	'Schulfest',
	'Umzug',
	'Mont Aiguille',
] as const;

/** Endings with how large such files are, megabytes; the first far more often than the others. */
const endings = [
	['JPG', 2.1, 7.5],
	['CR2', 18, 31],
	['MOV', 35, 310],
] as const;

/** A family's photographs in the form of FastGlacier 4, uploaded over some evenings from `start` on; the pictures are older. */
export const fastglacier = ({count, start, seed}: Rule): Formula => {
	const ending = (position: number) => {
		const dice = noise(seed, position);
		return endings[dice < 0.78 ? 0 : dice < 0.97 ? 1 : 2];
	};
	const taken = (position: number) => {
		const occasion = Math.floor(position / perOccasion);
		const spread = noise(seed + 1, occasion) * 0.8;
		return (
			start - 8 * year + (occasion + spread) * ((8 * year * perOccasion) / count) + (position % perOccasion) * 73_000
		);
	};
	return {
		count,
		created: (position) =>
			Math.floor(start / day) * day +
			18.5 * 3_600_000 +
			Math.floor(position / perEvening) * 6 * day +
			(position % perEvening) * 31_000 +
			noiseBetween(seed + 2, position, 0, 29_000),
		description: (position) => {
			const when = timestamp(taken(position));
			const occasion = Math.floor(position / perOccasion);
			const place = occasions[Math.floor(noise(seed + 3, occasion) * occasions.length)];
			const number = String(1000 + ((position * 3 + occasion * 417) % 9000));
			const [extension] = ending(position);
			const file = `${extension === 'MOV' ? 'MVI' : 'IMG'}_${number}.${extension}`;
			const path = `Photos/${when.slice(0, 4)}/${when.slice(0, 10)} ${place}/${file}`;
			const modified = `${when.slice(0, 19).replace(/[-:]/g, '')}Z`;
			return `<m><v>4</v><p>${Buffer.from(path).toString('base64')}</p><lm>${modified}</lm></m>`;
		},
		size: (position) => {
			const [, least, most] = ending(position);
			return noiseBetween(seed + 4, position, least * 1e6, most * 1e6);
		},
	};
};
