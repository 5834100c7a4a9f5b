import {encodeMt2} from '../../source/model/descriptions/mt2.ts';
import {seededRandom} from './seeded-random.ts';

const day = 86_400_000;
const cameras = ['IMG', 'DSC', 'PXL', 'MVI'];
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** A path as a NAS or a sync tool would have it: deep, and alike for long stretches. */
const pathOf = (n: number, random: () => number): string => {
	const year = 2009 + Math.floor(random() * 15);
	if (n % 3 === 0) {
		const trip = Math.floor(random() * 400);
		return `photos/${year}/${year}-${String(1 + (trip % 12)).padStart(2, '0')} trip ${trip}/${cameras[n % 4]}_${String(n % 99_991).padStart(5, '0')}.${n % 5 ? 'JPG' : 'CR2'}`;
	}
	if (n % 3 === 1) return `home/user${n % 40}/projects/client-${Math.floor(random() * 900)}/${year}/report-${n}.pdf`;
	return `nas/volume1/media/music/artist ${Math.floor(random() * 3000)}/album ${year}/${String(n % 20).padStart(2, '0')} - track ${n}.flac`;
};

/** What three tools, and people, would write as its description. */
const descriptionOf = (n: number, path: string, modified: number): string => {
	if (n % 10 < 4) return path;
	if (n % 10 < 7) return encodeMt2({filename: path, modified: new Date(modified).toISOString()});
	const time = `${new Date(modified).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
	if (n % 10 < 9) return `<m><v>4</v><p>${Buffer.from(path).toString('base64')}</p><lm>${time}</lm></m>`;
	return `{"Path":"bucket/${path}","UTCDateModified":"${time}","Flags":1}`;
};

/**
 * An inventory of `count` archives as the service's CSV, in portions of about 1 MiB. The same seed gives the same bytes.
 * Ids and hashes are drawn from long random texts: made one character at a time they would take longer than the import.
 */
export const syntheticInventory = function* (count: number, seed = 1): Generator<Buffer> {
	const random = seededRandom(seed);
	const letters = Array.from({length: 65_536}, () => alphabet[Math.floor(random() * 64)]).join('');
	const hex = Array.from({length: 65_536}, () => '0123456789abcdef'[Math.floor(random() * 16)]).join('');
	const cut = (text: string, length: number) => {
		const from = Math.floor(random() * (text.length - length));
		return text.slice(from, from + length);
	};
	let portion = 'ArchiveId,ArchiveDescription,CreationDate,Size,SHA256TreeHash\r\n';
	for (let n = 0; n < count; n++) {
		const path = pathOf(n, random);
		const created = Date.UTC(2012, 8, 1) + Math.floor(random() * 4000 * day);
		const description = descriptionOf(n, path, created - Math.floor(random() * 300 * day)).replaceAll('"', '\\"');
		const size = Math.floor(10 ** (3 + random() * 6));
		const id = cut(letters, 69) + cut(letters, 69);
		portion += `${id},"${description}",${new Date(created).toISOString()},${size},${cut(hex, 32)}${cut(hex, 32)}\r\n`;
		if (portion.length > 1_048_576) {
			yield Buffer.from(portion);
			portion = '';
		}
	}
	yield Buffer.from(portion);
};
