import {milliseconds, type Timestamp} from './timestamp.ts';

const byteUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** `312 B`, `4.0 KiB`, `101.2 GiB`: units of 1,024, one decimal above bytes. */
export const bytesText = (bytes: number): string => {
	let value = bytes;
	let unit = 0;
	// 1023.95 would be written as 1024.0 of the smaller unit.
	while (unit < byteUnits.length - 1 && value >= (unit === 0 ? 1024 : 1023.95)) {
		value /= 1024;
		unit++;
	}
	return `${unit === 0 ? value : value.toFixed(1)} ${byteUnits[unit]}`;
};

/** Commas between thousands. Not `toLocaleString`, which is slow in a table of many rows. */
const grouped = (digits: string) => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');

/** `9,812,330`. */
export const countText = (count: number): string => grouped(String(count));

/** `1 archive`, `2 archives`, `9,812 archives`. */
export const countedText = (count: number, one: string, many = `${one}s`): string =>
	`${countText(count)} ${count === 1 ? one : many}`;

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** A stretch of milliseconds in at most two units, never longer than it is: `42 s`, `12 min`, `2 h 14 min`, `3 d 4 h`, `31 d`. */
export const durationText = (length: number): string => {
	const left = Math.max(0, length);
	if (left < minute) return `${Math.floor(left / second)} s`;
	if (left < hour) return `${Math.floor(left / minute)} min`;
	const [unit, name, smaller, smallerName] =
		left < day ? ([hour, 'h', minute, 'min'] as const) : ([day, 'd', hour, 'h'] as const);
	const rest = Math.floor((left % unit) / smaller);
	const whole = `${countText(Math.floor(left / unit))} ${name}`;
	return rest === 0 || left >= 10 * day ? whole : `${whole} ${rest} ${smallerName}`;
};

/** A usual time, from and to: `1–5 min`, `3–5 h`. */
export const spanText = ({from, to}: {from: number; to: number}): string => {
	const unit = to >= hour ? hour : to >= minute ? minute : second;
	const name = {[hour]: 'h', [minute]: 'min', [second]: 's'}[unit];
	return `${Math.round(from / unit)}–${Math.round(to / unit)} ${name}`;
};

/** `$2.02`, and `under $0.01` for what would round to nothing. */
export const dollarsText = (dollars: number): string =>
	dollars > 0 && dollars < 0.01 ? 'under $0.01' : `$${grouped(dollars.toFixed(2))}`;

const twoDigits = (value: number) => String(value).padStart(2, '0');

/** `2026-11-23 02:11` in the zone of this machine; an en dash for what is not known. */
export const momentText = (moment: Timestamp | null): string => {
	if (moment === null) return '–';
	const date = new Date(milliseconds(moment));
	return `${dayText(moment)} ${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;
};

/** `2026-11-23` in the zone of this machine. */
export const dayText = (moment: Timestamp): string => {
	const date = new Date(milliseconds(moment));
	return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
};
